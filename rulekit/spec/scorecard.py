"""Scorecard files: `rules/profiles/<profile>.score.yaml`, which `rulekit fit` writes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rulekit.spec.check import Spec
from rulekit.spec.rule import AnySignal, Finite, Line, Prose


class StepSpec(Spec):
    """Points that are added where the signal reads above a value."""

    above: Finite
    points: Finite


class TermSpec(Spec):
    """A signal and its steps; without any, it is only measured, for the next fit."""

    signal: AnySignal
    steps: list[StepSpec] = []


class ScorecardSpec(Spec):
    """A scorecard as it is written."""

    title: Line
    source: Prose
    base: Finite
    dropped: Finite = 0.0
    min_score: Annotated[float, Field(ge=0, le=1)] = 0.0
    terms: list[TermSpec]
