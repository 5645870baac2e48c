"""Pipelines that are built: of what is installed, and of steps that are made here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rulekit
from rulekit.curate.pipeline import PlannedStep, build_pipeline
from rulekit.curate.pipeline_source import PipelineSource
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines


@cache
def engine() -> rulekit.Engine:
    """An engine with all that is installed."""
    return rulekit.load()


def parts():
    """All that pipelines are made of."""
    return engine().plan.pipeline_parts


def source_of(text: str, folder: Path | str = ".", **more) -> PipelineSource:
    """A pipeline's text as if it had been read from `p.yaml`."""
    return PipelineSource(text, "p.yaml", str(folder), **more)


def built(text: str, folder: Path | str = ".", **more):
    """A pipeline of installed steps."""
    by_profile = engines(engine(), PlanOptions())
    return build_pipeline(parts(), by_profile, source_of(text, folder, **more))


def steps(*lines: str, more: str = "") -> str:
    """The text of a pipeline with these steps, a line each; the first of them is line 3."""
    return "curate: ours\nsteps:\n" + "".join(f"  - {line}\n" for line in lines) + more


class NoSettings(rulekit.Spec):
    """Settings of a step that has none."""


def planned(built, id="made", **more) -> PlannedStep:
    """A step that is built already, as if a plugin had brought it."""
    step = rulekit.Step(id, "made here", NoSettings, lambda _settings, _context: built, **more)
    return PlannedStep(id, step, NoSettings(), ("steps", 0, id), built)
