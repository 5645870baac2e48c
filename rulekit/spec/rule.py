"""Rule files: `rules/<pack>/<name>.yaml`."""

from __future__ import annotations

import string
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from rulekit.core.document import Kind
from rulekit.errors import did_you_mean
from rulekit.spec.check import Written

MESSAGE_FIELDS = ("value", "limit", "margin", "count", "text")
Share = Annotated[float, Field(ge=0, le=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S(.*\S)?\s*$")]
Prose = Annotated[str, Field(min_length=1)]
Names = str | list[str]


class SignalSpec(Written):
    """Where to look and how much: one of capture, pattern, named or ratio."""

    capture: Names | None = None
    pattern: str | None = None
    named: str | None = None
    ratio: list[SignalSpec | str] | None = None
    within: Names | None = None
    measure: str | None = None

    @model_validator(mode="after")
    def _one_place(self) -> SignalSpec:
        places = [key for key in ("capture", "pattern", "named", "ratio") if self._said(key)]
        if len(places) != 1:
            found = f", not {' and '.join(places)}" if places else ""
            raise ValueError(f"a signal has one of capture, pattern, named, ratio{found}")
        counted = places[0] in ("capture", "pattern")
        if counted and self.measure is None:
            raise ValueError(f"a signal with `{places[0]}` needs a `measure`")
        if not counted and (self.measure is not None or self.within is not None):
            raise ValueError(f"a signal with `{places[0]}` has no `measure` and no `within`")
        if self.ratio is not None and len(self.ratio) != 2:
            raise ValueError("a ratio is a list of two signals: the part, the whole")
        return self

    def _said(self, key: str) -> bool:
        return getattr(self, key) is not None


AnySignal = SignalSpec | str  # a word alone is a named signal


class KeepSpec(Written):
    """Where a value must stay, both ends inclusive."""

    min: Finite | None = None
    max: Finite | None = None

    @model_validator(mode="after")
    def _some_range(self) -> KeepSpec:
        if self.min is None and self.max is None:
            raise ValueError("a range needs `min` or `max`")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"`min` {self.min:g} is above `max` {self.max:g}")
        return self


class GuardSpec(KeepSpec):
    """A condition: the rule applies only where this holds."""

    signal: AnySignal


class ExampleSpec(Written):
    """A text that the rule keeps or drops: its test and its documentation.

    `text` is given here or in a `file` beside the rule, `repeat`ed if that makes it short. `path`
    names the file that it would be, which decides its language; without it, the pack's first.
    """

    text: str | None = None
    file: str | None = None
    repeat: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    path: str | None = None
    reads: Finite | None = None

    @model_validator(mode="after")
    def _one_text(self) -> ExampleSpec:
        if (self.text is None) == (self.file is None):
            raise ValueError("an example has either `text` or `file`")
        return self


class ExamplesSpec(Written):
    """At least one of each, so that no rule can be one that never fires or always does."""

    keep: Annotated[list[ExampleSpec], Field(min_length=1)]
    drop: Annotated[list[ExampleSpec], Field(min_length=1)]


def _template(text: str) -> str:
    """A message may name a few values and format them; it may not reach into them."""
    try:
        parts = list(string.Formatter().parse(text))
        for _, name, form, conversion in parts:
            if name is None:
                continue
            if name not in MESSAGE_FIELDS:
                near = did_you_mean(name, MESSAGE_FIELDS) or f"; known: {', '.join(MESSAGE_FIELDS)}"
                raise ValueError(f"unknown value `{{{name}}}` in the message{near}")
            if conversion or "{" in (form or ""):
                raise ValueError(f"only a plain format may follow `{name}`")
            format("" if name == "text" else 1 if name == "count" else 0.5, form or "")
    except (ValueError, KeyError) as error:
        raise ValueError(f"the message cannot be filled in: {error}") from None
    return text


class RuleSpec(Written):
    """One rule, as written."""

    title: Line
    why: Prose
    source: Prose
    signal: AnySignal
    keep: KeepSpec
    message: Annotated[str, AfterValidator(_template)] | None = None
    when: list[GuardSpec] = []
    action: Literal["drop", "flag"] = "drop"
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    spare: Share = 0.0
    kinds: list[Kind] = []
    examples: ExamplesSpec
