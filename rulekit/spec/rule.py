"""Rule files: `rules/<pack>/<name>.yaml`."""

from __future__ import annotations

import re
import string
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from rulekit.core.document import Kind
from rulekit.core.location import Mark
from rulekit.core.rule import written
from rulekit.errors import nearest
from rulekit.spec.check import Spec
from rulekit.spec.expression import Expression
from rulekit.spec.json_shape import Part, name_of, said
from rulekit.spec.signal_shape import FOUND, ON_PATH, SIGNAL_SHAPE

MESSAGE_FIELDS: dict[str, float | str] = {
    "value": 0.5,
    "limit": "<= 0.5",
    "margin": 0.5,
    "count": 1,
    "text": "a word",
    "words": "`a` speaks against it",
}  # what a message may name, and a value of the type that it gets
_FORMAT = re.compile(r"(.?[<>^])?[-+ ]?0?\d{0,3},?(\.\d{1,2})?[defgs%]?")
_NUMBERS = re.compile(r"[^|{}]+\|[^|{}]+")  # a word for one, a word for others

Share = Annotated[float, Field(ge=0, le=1)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S(.*\S)?\s*$")]
Prose = Annotated[str, Field(min_length=1)]


def listed(value: Any) -> Any:
    """A word alone is a list of one."""
    if not isinstance(value, str | list):
        raise PydanticCustomError("word_or_list", "must be a word or a list")
    return [value] if isinstance(value, str) else value


def _as_named(value: Any) -> Any:
    """A word alone is a named signal."""
    if not isinstance(value, str | dict):
        raise PydanticCustomError("word_or_mapping", "must be a word or a mapping")
    return {"named": value} if isinstance(value, str) else value


Capture = Annotated[Prose, name_of("capture")]
Captures = Annotated[list[Capture], Field(min_length=1)]
Names = Annotated[Captures, BeforeValidator(listed, json_schema_input_type=Captures | Capture)]
SignalName = Annotated[Prose, name_of("signal")]
Rules = list[Annotated[Prose, name_of("rules")]]


class SignalSpec(Spec):
    """A place to look at and a measure: one of capture, pattern, path, find, named or ratio."""

    model_config = ConfigDict(json_schema_extra=SIGNAL_SHAPE)

    capture: Names | None = None
    pattern: Expression | None = None
    path: Expression | None = None
    find: Annotated[Prose, name_of("finder")] | None = None
    named: SignalName | None = None
    ratio: (
        Annotated[list[AnySignal], Field(json_schema_extra={"minItems": 2, "maxItems": 2})] | None
    ) = None
    within: Names | None = None
    measure: Annotated[str, name_of("measure")] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> SignalSpec:
        places = [key for key in (*FOUND, "named", "ratio") if self._said(key)]
        if len(places) != 1:
            found = f", not {' and '.join(places)}" if places else ""
            raise ValueError(f"a signal has one of {', '.join(FOUND)}, named, ratio{found}")
        counted = places[0] in FOUND
        if counted and self.measure is None:
            raise ValueError(f"a signal with `{places[0]}` needs a `measure`")
        if not counted and (self.measure is not None or self.within is not None):
            raise ValueError(f"a signal with `{places[0]}` has no `measure` and no `within`")
        if self.path is not None and (self.within or self.measure not in ON_PATH):
            raise ValueError(f"a path has no `within`, and a measure of {' or '.join(ON_PATH)}")
        if self.ratio is not None and len(self.ratio) != 2:
            raise ValueError("a ratio is a list of two signals: the part, the whole")
        return self

    def _said(self, key: str) -> bool:
        return getattr(self, key) is not None


AnySignal = Annotated[
    SignalSpec, BeforeValidator(_as_named, json_schema_input_type=SignalName | SignalSpec)
]


def in_order(low: float | None, high: float | None) -> None:
    """Raises ValueError for a range that nothing can be in."""
    if low is not None and high is not None and low > high:
        raise ValueError(f"`min` {written(low)} is above `max` {written(high)}")


class KeepSpec(Spec):
    """Range in which a value must stay, both ends inclusive."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [said("min", "number"), said("max", "number")]}
    )

    min: Finite | None = None
    max: Finite | None = None

    @model_validator(mode="after")
    def _some_range(self) -> KeepSpec:
        if self.min is None and self.max is None:
            raise ValueError("a range needs `min` or `max`")
        in_order(self.min, self.max)
        return self


class GuardSpec(KeepSpec):
    """A condition: the rule applies only where this holds."""

    signal: AnySignal


class ExampleSpec(Spec):
    """A text that the rule keeps or drops: its test and its documentation.

    `text` is given here or in a `file` beside the rule, `repeat`ed if that makes it short. `path`
    names the file that it would be, which decides its language; without it, the pack's first.
    `marks` are words of `.gitattributes` on the file, and `package` is the folder of the copied
    package that it stands in, "" for none; without them its repository is not known. `reply` is
    what a model replies to it, by property, whatever the folders of replies have.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [said("text", "string"), said("file", "string")]}
    )

    text: str | None = None
    file: str | None = None
    repeat: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    path: str | None = None
    marks: list[Mark] | None = None
    package: str | None = None
    reply: dict[Prose, Finite] = {}
    reads: Finite | None = None

    @model_validator(mode="after")
    def _one_text(self) -> ExampleSpec:
        if (self.text is None) == (self.file is None):
            raise ValueError("an example has either `text` or `file`")
        return self


class ExamplesSpec(Spec):
    """At least one of each, so that no rule can be one that never fires or always does."""

    keep: Annotated[list[ExampleSpec], Field(min_length=1)]
    drop: Annotated[list[ExampleSpec], Field(min_length=1)]


def _template(text: str) -> str:
    """A message may name a few values and format them; it may not reach into them."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError as error:
        raise ValueError(f"the message cannot be filled in: {error}") from None
    for _, name, form, conversion in parts:
        if name is not None:
            _check_field(name, form or "", conversion)
    return text


def _check_field(name: str, form: str, conversion: str | None) -> None:
    if name not in MESSAGE_FIELDS:
        near = nearest(name, MESSAGE_FIELDS)
        raise ValueError(f"unknown value `{{{name}}}` in the message{near}")
    try:
        if not conversion and _NUMBERS.fullmatch(form) and name in ("value", "margin", "count"):
            return
        if conversion or not _FORMAT.fullmatch(form):
            raise ValueError
        format(MESSAGE_FIELDS[name], form)
    except ValueError:
        shown = f"!{conversion}" if conversion else f":{form}"
        ways = f"`{{{name}}}`, `{{value:.2f}}` or `{{value:line|lines}}`"
        message = f"`{{{name}{shown}}}` is no plain format; try {ways}"
        raise ValueError(message) from None


# Names in braces with a format, and braces that are doubled; which formats there are is not said.
_FILLED = rf"^(?:[^{{}}]|\{{\{{|\}}\}}|\{{(?:{'|'.join(MESSAGE_FIELDS)})(?::[^{{}}]*)?\}})*$"
_FILLED_SHAPE: Part = {
    "pattern": _FILLED,
    "patternErrorMessage": f"in braces stands one of {', '.join(MESSAGE_FIELDS)}, with a format;"
    " a brace itself is doubled",
}
Message = Annotated[str, AfterValidator(_template), Field(json_schema_extra=_FILLED_SHAPE)]


class RuleSpec(Spec):
    """A rule as it is written."""

    title: Line
    why: Prose
    source: Prose
    signal: AnySignal
    keep: KeepSpec
    message: Message | None = None
    when: list[GuardSpec] = []
    action: Literal["drop", "flag"] = "drop"
    weight: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1.0
    spare: Share = 0.0
    kinds: list[Kind] = []
    implied_by: Rules = []
    implies: Rules = []
    examples: ExamplesSpec
