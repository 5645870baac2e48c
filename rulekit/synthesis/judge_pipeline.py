"""The pipelines that judge samples: none edits what was run, and one looks for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rulekit.curate.pipeline_source import find_pipeline
from rulekit.errors import SpecError
from rulekit.plan.pipeline_parts import PipelineParts
from rulekit.spec.pipeline import read_pipeline
from rulekit.synthesis.synthesis_recipe import SynthesisRecipe

DECONTAMINATE = "decontaminate"
_REMEDY = "a pipeline of `judge` needs the step: - decontaminate: {against: [humaneval]}"


def check_judges(recipe: SynthesisRecipe, parts: PipelineParts) -> None:
    """Raise SpecError for pipelines that edit, and where none looks for benchmarks."""
    found = [step for word in recipe.spec.judge for step in _steps(recipe, word, parts)]
    problems = [
        recipe.tree.problem(f"`{name}` edits texts that were run as they are", ("judge",))
        for name in dict.fromkeys(name for name, settings in found if _edits(parts, name, settings))
    ]
    if DECONTAMINATE not in dict(found):
        told = recipe.tree.problem("nothing looks for benchmarks in samples", ("judge",))
        problems.append(replace(told, remedy=_REMEDY))
    if problems:
        raise SpecError(problems)


def _steps(recipe: SynthesisRecipe, word: str, parts: PipelineParts) -> Iterator[tuple[str, Any]]:
    source = find_pipeline(parts, recipe.beside(word), (), "")
    spec, _ = read_pipeline(source.text, source.path)
    yield from (one for step in spec.steps for one in step.items())


def _edits(parts: PipelineParts, name: str, settings: Any) -> bool:
    if name == DECONTAMINATE:  # it drops, unless it is told to cut
        return isinstance(settings, dict) and settings.get("action") == "cut"
    return name in parts.steps and parts.steps[name].edits
