"""rulekit/schema/shape.py: unions that are told apart by type."""

from typing import Annotated, Literal

import pytest
from pydantic import BeforeValidator, Field

from rulekit.schema.shape import shapes_of
from rulekit.spec.check import Spec


class Inner(Spec):
    a: int


Half = Annotated[float, BeforeValidator(lambda value: value)]
Said = Annotated[float, BeforeValidator(float, json_schema_input_type=float | str)]


class Outer(Spec):
    """Two lines
    of one paragraph.
    """

    plain: int | str = 1
    empty: Annotated[int, Field(ge=1)] | None = None
    word: Literal["a", "b"] | None = None
    listed: Literal["all"] | list[str] = "all"
    model: str | Inner = ""
    unsaid: Half = 1
    said: Said = 1


def property_of(name):
    (outer,), shapes = shapes_of([Outer])
    return shapes[outer]["properties"][name]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", {"type": ["integer", "string"], "default": 1}),
        ("empty", {"type": ["integer", "null"], "minimum": 1}),
        ("word", {"type": ["string", "null"], "enum": ["a", "b", None]}),
        (
            "listed",
            {
                "type": ["string", "array"],
                "if": {"type": "array"},
                "then": {"type": "array", "items": {"type": "string"}},
                "else": {"type": "string", "const": "all"},
                "anyOf": [{"type": "string", "const": "all"}, {}],
                "default": "all",
            },
        ),
        (
            "model",
            {
                "type": ["string", "object"],
                "if": {"type": "object"},
                "then": {"$ref": "#/$defs/Inner"},
                "else": {"type": "string"},
                "anyOf": [{"type": "string"}, {}],
                "default": "",
            },
        ),
        ("unsaid", {"default": 1}),
        ("said", {"type": ["number", "string"], "default": 1}),
    ],
)
def test_a_field_has_the_shape_of_what_may_be_written(name, expected):
    assert expected == property_of(name)


def test_a_paragraph_is_one_line():
    (outer,), shapes = shapes_of([Outer])
    assert "Two lines of one paragraph." == shapes[outer]["description"]
