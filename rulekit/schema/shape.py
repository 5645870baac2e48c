"""From a model to its JSON Schema, in a form whose complaints name the mistake.

A union is told apart by the type of the value: of `anyOf`, an editor can only say that none fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema
from pydantic_core import core_schema

from rulekit.spec.json_shape import Part
from rulekit.spec.meaning import MEANINGS

_WITH_PARTS = ("object", "array")
# Keywords that speak of values of every type, so that they are true of one member alone.
_OF_ALL_TYPES = frozenset({"$ref", "enum", "const", "format", "if", "anyOf", "allOf", "oneOf"})


def shapes_of(models: Sequence[type[BaseModel]]) -> tuple[list[str], dict[str, Part]]:
    """The names of models in the definitions, and the definitions."""
    given = [(model, "validation") for model in models]
    found, shapes = models_json_schema(given, schema_generator=_Shape)  # type: ignore[arg-type]
    names = [found[model, "validation"]["$ref"].rpartition("/")[2] for model in models]
    return names, shapes.get("$defs", {})


class _Shape(GenerateJsonSchema):
    """Pydantic's generator, but for unions, titles, empty defaults, and what validators take."""

    def union_schema(self, schema: core_schema.UnionSchema) -> Part:
        choices = core_schema.iter_union_choices(schema)
        return self._united([self.generate_inner(one) for one in choices])

    def nullable_schema(self, schema: core_schema.NullableSchema) -> Part:
        return nullable(self.generate_inner(schema["schema"]))

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Part:
        """What the validator says that it takes; one that does not say may take anything."""
        return self._taken(schema)

    def function_wrap_schema(self, schema: core_schema.WrapValidatorFunctionSchema) -> Part:
        """As of a validator that sees the value first."""
        return self._taken(schema)

    def function_plain_schema(self, schema: core_schema.PlainValidatorFunctionSchema) -> Part:
        """As of a validator that sees the value first."""
        return self._taken(schema)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> Part:
        found = super().default_schema(schema)
        if found.get("default", ...) in (None, [], {}):
            del found["default"]
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> Part:
        found = super().model_schema(schema)
        found.pop("title", None)
        if "description" in found:
            found["description"] = unwrapped(found["description"])
        for key, meaning in MEANINGS.get(schema["cls"].__name__, {}).items():
            found["properties"][key]["description"] = meaning
        return found

    def _taken(self, schema: Any) -> Part:
        taken = schema.get("json_schema_input_schema")
        return self.generate_inner(taken) if taken else {}

    def _united(self, members: list[Part]) -> Part:
        """The members told apart by type.

        Where nothing stands yet, editors propose what is in `anyOf`, and do not look behind an
        `if`; so the member without parts is there once more, and may always be left.
        """
        types = [self._type(member) for member in members]
        if None in types or len({*types}) < len(types):
            return self.get_union_of_schemas(members)
        if all(_OF_ALL_TYPES.isdisjoint(member) for member in members):
            return {key: value for one in members for key, value in one.items()} | {"type": types}
        pairs = sorted(zip(types, members, strict=True), key=lambda pair: pair[0] in _WITH_PARTS)
        first = united = pairs[0][1]
        for kind, member in pairs[1:]:
            united = {"if": {"type": kind}, "then": member, "else": united}
        return {"type": types, **united, **proposed(first)}

    def _type(self, member: Part) -> str | None:
        """The one type that a member allows; None where it does not say, or allows several."""
        if "$ref" in member:  # a model that is still being made is not there, and is an object
            member = self.get_schema_from_definitions(member["$ref"]) or {"type": "object"}
        found = member.get("type")
        return found if isinstance(found, str) else None


def proposed(member: Part) -> Part:
    """A keyword by which editors propose a member where nothing stands yet; it demands nothing."""
    return {"anyOf": [member, {}]}


def nullable(member: Part) -> Part:
    """The member, or an empty value."""
    if "type" not in member or "anyOf" in member or ("if" in member and "else" not in member):
        return {"anyOf": [member, {"type": "null"}]}
    kinds = member["type"] if isinstance(member["type"], list) else [member["type"]]
    if "else" in member:
        return {**member, "type": [*kinds, "null"], "else": nullable(member["else"])}
    if kinds[-1] == "null":
        return member
    known = member.get("enum", [member["const"]] if "const" in member else None)
    listed = {"enum": [*known, None]} if known else {}
    plain = {key: value for key, value in member.items() if key != "const"}
    return {**plain, "type": [*kinds, "null"], **listed}


def unwrapped(text: str) -> str:
    """A docstring with each paragraph on one line."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))
