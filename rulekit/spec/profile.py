"""Tune files and profiles: what adjusts rules without touching them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, model_validator

from rulekit.spec.check import Spec
from rulekit.spec.json_shape import name_of
from rulekit.spec.rule import Finite, Line, Prose, Share, in_order

Score = Annotated[float, Field(ge=0, le=1)]
Selected = list[Annotated[str, name_of("rules")]]
ProfileName = Annotated[Prose, name_of("profile")]


class LimitSpec(Spec):
    """Limits of a layer for one rule; fields that are left out stay as the layer below has them."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    min: Finite | None = None
    max: Finite | None = None
    spare: Share | None = None
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    action: Literal["drop", "flag"] | None = None

    @model_validator(mode="after")
    def _something(self) -> LimitSpec:
        if not self.model_fields_set:
            raise ValueError("this changes nothing: say min, max, spare, weight or action")
        in_order(self.min, self.max)
        return self


Limits = dict[Annotated[str, name_of("rule")], LimitSpec]


class TuneSpec(Spec):
    """`rules/<language>/tune.yaml`: the language-neutral rules, adjusted for one language."""

    skip: Selected = []
    limits: Limits = {}


class BlockSpec(Spec):
    """The part of a profile that is for one kind or language."""

    select: Selected = []
    skip: Selected = []
    limits: Limits = {}
    min_score: Score | None = None


class ProfileSpec(Spec):
    """`rules/profiles/<name>.yaml`: a named choice of rules and limits.

    `select` and `skip` take ids, `pack/` and globs. Without `select`, that of `extends`; without
    either, every rule.
    """

    title: Line
    source: Prose
    extends: ProfileName | None = None
    select: Selected | None = None
    skip: Selected = []
    limits: Limits = {}
    min_score: Score | None = None
    blocks: Annotated[dict[Annotated[str, name_of("scope")], BlockSpec], Field(alias="for")] = {}
