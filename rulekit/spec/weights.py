"""Weights files: `weights/NAME.yaml`, which `rulekit fit --experiments` writes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rulekit.spec.check import Spec
from rulekit.spec.rule import AnySignal, Finite, Line, Prose

Interval = Annotated[list[Finite], Field(min_length=2, max_length=2)]


class WeightSpec(Spec):
    """A signal and its weight: what is added is the weight times what it reads above the mean."""

    signal: AnySignal
    weight: Finite
    mean: Finite = 0.0
    interval: Interval | None = None


class ErrorSpec(Spec):
    """Errors on experiments left out: of these weights, of equal ones, and of the mean result."""

    weights: Finite
    equal: Finite
    mean: Finite


class SourceSpec(Spec):
    """An experiment that was fitted to; the hash is that of the manifest of its data."""

    name: Line
    result: Finite
    rows: int = 0
    sha256: str = ""


class FitSpec(Spec):
    """How weights were fitted, for people."""

    experiments: int
    penalty: Finite = Field(alias="lambda")
    scale: Literal["none", "spread"] = "none"
    error: ErrorSpec
    sources: list[SourceSpec] = []


class WeightsSpec(Spec):
    """Weights of signals, which are a signal together: `weighted(NAME)`."""

    title: Line
    source: Prose
    terms: Annotated[list[WeightSpec], Field(min_length=1)]
    fit: FitSpec | None = None
