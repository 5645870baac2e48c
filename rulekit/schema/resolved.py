"""The names that are installed, put where the shape of a model says that something is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.schema.names import NameSet
from rulekit.schema.shape import nullable
from rulekit.spec.json_shape import Part

_PARTS = ("items", "additionalProperties", "propertyNames", "if", "then", "else", "not")
_LISTS = ("allOf", "anyOf", "oneOf")
_BY_NAME = ("properties", "patternProperties")
_TOLD = ("description", "default")
# Pydantic leaves limits under these names where a validator comes before them; they say nothing.
_LEFT_OVER = frozenset({"ge", "gt", "le", "lt", "multiple_of", "min_length", "max_length"})


class Resolver:
    """Puts names into shapes; `definitions` are the parts that they then refer to."""

    def __init__(self, names: Mapping[str, NameSet], definitions: Mapping[str, Part]) -> None:
        self._names = names
        self.definitions = dict(definitions)

    def resolved(self, shape: Any) -> Any:
        """A shape with references to the definitions of names."""
        if not isinstance(shape, dict):
            return shape
        shape = {key: self._inner(key, value) for key, value in shape.items()}
        for key in _LEFT_OVER & shape.keys():
            del shape[key]
        if (kind := shape.get("format")) in self._names or kind in self.definitions:
            told = {key: shape[key] for key in _TOLD if key in shape}
            return {**told, "$ref": self._reference(kind, empty="null" in shape.get("type", ()))}
        named = shape.get("propertyNames", {}).get("$ref", "").rpartition("/")[2]
        value = shape.get("additionalProperties")
        if named in self._names and "$ref" in value:  # else it would be written out for each name
            del shape["propertyNames"]
            return {**shape, **self._names[named].keys(value)}
        return shape

    def _inner(self, key: str, value: Any) -> Any:
        if key in _PARTS:
            return self.resolved(value)
        if key in _LISTS:
            return [self.resolved(one) for one in value]
        if key in _BY_NAME:
            return {name: self.resolved(one) for name, one in value.items()}
        return value

    def _reference(self, kind: str, *, empty: bool) -> str:
        """The definition of names of a kind; of one that may be left empty, another."""
        name = f"{kind}_or_empty" if empty else kind
        if name not in self.definitions:
            text = self._names[kind].text()
            self.definitions[name] = nullable(text) if empty else text
        return f"#/$defs/{name}"
