"""Files of experiments: data sets with their measured results, for `rulekit fit --experiments`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from rulekit.spec.check import Spec
from rulekit.spec.json_shape import said
from rulekit.spec.rule import AnySignal, Finite, Line, Prose

LARGEST = 1e50  # whose squares can be multiplied


def _usual(value: float) -> float:
    """Raises ValueError for a number that nobody measures."""
    if abs(value) > LARGEST:
        raise ValueError(f"`{value:g}` is beyond {LARGEST:g}")
    return value


Measured = Annotated[Finite, AfterValidator(_usual)]
SOURCES = ("audit", "replies", "means")


class ExperimentSpec(Spec):
    """A data set and its result. Means are those of an audit, of replies, or said by aspect."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [said(one, "string", "object") for one in SOURCES]}
    )

    name: Line
    audit: Prose | None = None
    replies: Prose | None = None
    means: dict[str, Measured] | None = None
    rows: Literal["kept", "all"] | None = None
    result: Measured

    @model_validator(mode="after")
    def _one_source(self) -> ExperimentSpec:
        there = [one for one in SOURCES if getattr(self, one) is not None]
        if len(there) != 1:
            found = f", not {' and '.join(there)}" if there else ""
            raise ValueError(f"an experiment has one of {', '.join(SOURCES)}{found}")
        if self.rows and self.audit is None:
            raise ValueError("`rows` are those of an `audit`: only there are some kept")
        return self


class ExperimentsSpec(Spec):
    """A file of experiments; paths in it count from its folder."""

    title: Line
    source: Prose
    aspects: Annotated[list[AnySignal], Field(min_length=1)]
    scale: Literal["none", "spread"] = "none"
    experiments: Annotated[list[ExperimentSpec], Field(min_length=1)]
