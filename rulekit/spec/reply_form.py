"""The part of JSON Schema that a reply may be asked in: what every server's grammar holds to.

A keyword that is not understood would be a demand that nobody checks, so it is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Field

from rulekit.core.utf8 import without_surrogates
from rulekit.errors import Problem, SpecError, nearest
from rulekit.spec.check import Spec, check
from rulekit.spec.json_error import json_problem
from rulekit.spec.rule import Finite
from rulekit.spec.strict_yaml import KeyPath, Tree, read_yaml

EXACT = 2**53  # up to which a float holds each integer
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
Count = Annotated[int, Field(ge=0)]


class _Form(Spec):
    """Keywords of every type; they say what is meant, to the model alone."""

    title: str = ""
    description: str = ""


class TextForm(_Form):
    """A text: one of `enum`, or any of such a length."""

    type: Literal["string"]
    enum: list[str] | None = Field(None, min_length=1)
    minLength: Count = 0  # noqa: N815  JSON Schema's name
    maxLength: Count | None = None  # noqa: N815

    def wrong(self, value: Any) -> str:
        """Demand that a value does not meet; "" when it meets all."""
        if not isinstance(value, str):
            return "must be a text"
        if without_surrogates(value) != value:
            return "must have no half of a character"
        if self.enum is not None and value not in self.enum:
            return f"must be one of {', '.join(map(json.dumps, self.enum))}"
        if len(value) < self.minLength:
            return f"must have {self.minLength} characters at least"
        if self.maxLength is not None and len(value) > self.maxLength:
            return f"must have {self.maxLength} characters at most"
        return ""


class NumberForm(_Form):
    """A number, or an integer, from `minimum` to `maximum`."""

    type: Literal["number", "integer"]
    minimum: Finite | None = None
    maximum: Finite | None = None

    def wrong(self, value: Any) -> str:
        """Demand that a value does not meet."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return f"must be {'an integer' if self.type == 'integer' else 'a number'}"
        if self.type == "integer" and value != int(value):
            return "must be an integer"
        if self.minimum is not None and value < self.minimum:
            return f"must be {self.minimum:.15g} at least"
        if self.maximum is not None and value > self.maximum:
            return f"must be {self.maximum:.15g} at most"
        return "" if abs(value) <= EXACT else "is too large"


class TruthForm(_Form):
    """True or false."""

    type: Literal["boolean"]

    def wrong(self, value: Any) -> str:
        """Demand that a value does not meet."""
        return "" if isinstance(value, bool) else "must be true or false"


class ListForm(_Form):
    """A list of such a length; each of its `items` has the same form."""

    type: Literal["array"]
    items: dict[str, Any]
    minItems: Count = 0  # noqa: N815
    maxItems: Count | None = None  # noqa: N815

    def wrong(self, value: Any) -> str:
        """Demand that a value does not meet; of its items, others tell."""
        if not isinstance(value, list):
            return "must be a list"
        if len(value) < self.minItems:
            return f"must have {self.minItems} items at least"
        if self.maxItems is not None and len(value) > self.maxItems:
            return f"must have {self.maxItems} items at most"
        return ""


class ObjectForm(_Form):
    """An object of these `properties` and no others, of which some are `required`."""

    type: Literal["object"]
    properties: dict[str, dict[str, Any]] = Field(min_length=1)
    required: list[str] = []
    additionalProperties: Literal[False]  # noqa: N815

    def wrong(self, value: Any) -> str:
        """Demand that a value does not meet; of its properties, others tell."""
        if not isinstance(value, dict):
            return "must be an object"
        if lacking := [name for name in self.required if name not in value]:
            return f"must have `{lacking[0]}`"
        if strange := [name for name in value if name not in self.properties]:
            return f"must not have `{strange[0][:40]}`"
        return ""


AnyForm = TextForm | NumberForm | TruthForm | ListForm | ObjectForm


class Column(NamedTuple):
    """A column of replies: the names on the way to it, and the type of its values."""

    path: tuple[str, ...]
    type: str

    @property
    def name(self) -> str:
        """Its name: `score.quality`."""
        return ".".join(self.path)


@dataclass(frozen=True)
class ReplyForm:
    """A schema: the form of a value and, by name, those of what is in it; `""` for items."""

    own: AnyForm
    parts: Mapping[str, ReplyForm]

    OF_TYPE: ClassVar[Mapping[str, type[AnyForm]]] = {
        "object": ObjectForm,
        "string": TextForm,
        "number": NumberForm,
        "integer": NumberForm,
        "boolean": TruthForm,
        "array": ListForm,
    }

    def mistake(self, value: Any, name: str = "the reply") -> str:
        """The first demand that a value does not meet, and where; "" when it meets all."""
        if wrong := self.own.wrong(value):
            return f"{name} {wrong}"
        return next(filter(None, self._mistakes(value, name)), "")

    def _mistakes(self, value: Any, name: str) -> Iterator[str]:
        if isinstance(value, list):
            for number, item in enumerate(value):
                yield self.parts[""].mistake(item, f"{name}[{number}]")
        elif isinstance(value, dict):
            above = "" if name == "the reply" else f"{name}."
            for key, item in value.items():
                yield self.parts[key].mistake(item, above + key)

    def columns(self, path: tuple[str, ...] = ()) -> Iterator[Column]:
        """The columns that replies are written in; a list is one, as JSON."""
        if isinstance(self.own, ObjectForm):
            for name, part in self.parts.items():
                yield from part.columns((*path, name))
        else:
            yield Column(path, self.own.type)


def read_reply_form(text: str, path: str) -> tuple[ReplyForm, Any]:
    """The form that a JSON Schema tells, and the schema as it is sent.

    Raises SpecError with the place of every mistake, of which there is one in each part.
    """
    tree = _read(text, path)
    if isinstance(tree.value, dict):
        tree.value.pop("$schema", None)
    form = _form(tree, ())
    if not isinstance(form.own, ObjectForm):
        raise SpecError([tree.problem("a reply is an object: `type: object`", ("type",))])
    return form, tree.value


def _read(text: str, path: str) -> Tree:
    """The values of a file: YAML, of which JSON is a part; mistakes in words of what it is."""
    try:
        return read_yaml(text, path)
    except SpecError:
        if path.lower().endswith(".json") and (problem := json_problem(text, path)):
            raise SpecError([problem]) from None
        raise


def _form(tree: Tree, at: KeyPath) -> ReplyForm:
    here = tree.below(at)
    if not isinstance(here.value, dict) or "type" not in here.value:
        raise SpecError([tree.problem("a schema is a mapping with a `type`", at)])
    kind = here.value["type"]
    if not isinstance(kind, str) or kind not in ReplyForm.OF_TYPE:
        near = nearest(str(kind), ReplyForm.OF_TYPE)
        raise SpecError([tree.problem(f"unknown type `{kind}`{near}", (*at, "type"))])
    own = check(here, ReplyForm.OF_TYPE[kind], what="a schema")
    parts: dict[str, ReplyForm] = {}
    problems = [*_misnamed(tree, at, own)]
    for name, below in _below(own).items():
        try:
            parts[name] = _form(tree, (*at, *below))
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(problems)
    return ReplyForm(own, parts)


def _below(own: AnyForm) -> dict[str, KeyPath]:
    """Where the parts of a form stand, by name."""
    if isinstance(own, ListForm):
        return {"": ("items",)}
    return {one: ("properties", one) for one in getattr(own, "properties", ())}


def _misnamed(tree: Tree, at: KeyPath, own: AnyForm) -> Iterator[Problem]:
    if not isinstance(own, ObjectForm):
        return
    for name in own.properties:
        if not _NAME.fullmatch(name):
            message = f"`{name}` is no name of a column: letters, digits and _"
            yield tree.problem(message, (*at, "properties", name), at_key=True)
    for number, name in enumerate(own.required):
        if name not in own.properties:
            message = f"there is no property `{name}`{nearest(name, own.properties)}"
            yield tree.problem(message, (*at, "required", number))
