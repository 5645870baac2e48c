"""rulekit/spec/reply_form.py: the part of JSON Schema that replies are held to, and no other."""

import json

import jsonschema
import pytest
from asking import SCHEMA
from hypothesis import given
from hypothesis import strategies as some

from rulekit.errors import SpecError
from rulekit.spec.reply_form import EXACT, read_reply_form

numbers = some.integers(-20, 20)


def objects(inner):
    return some.dictionaries(some.sampled_from("abcd"), inner, min_size=1, max_size=3).flatmap(
        lambda parts: some.lists(some.sampled_from(sorted(parts)), unique=True).map(
            lambda required: {
                "type": "object",
                "properties": parts,
                "required": required,
                "additionalProperties": False,
            }
        )
    )


leaves = (
    some.builds(
        lambda low, high: {"type": "integer", "minimum": low, "maximum": high}, numbers, numbers
    )
    | some.builds(lambda low: {"type": "number", "minimum": low}, numbers)
    | some.builds(lambda most: {"type": "string", "maxLength": most}, some.integers(0, 3))
    | some.just({"type": "string", "enum": ["a", "b"]})
    | some.just({"type": "boolean"})
)
forms = some.recursive(
    leaves,
    lambda inner: (
        objects(inner)
        | some.builds(
            lambda items, most: {"type": "array", "items": items, "maxItems": most},
            inner,
            some.integers(0, 2),
        )
    ),
    max_leaves=6,
)
values = some.recursive(
    some.none()
    | some.booleans()
    | numbers
    | some.floats(-20, 20)
    | some.sampled_from(["", "a", "b", "abcd"]),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from("abcd"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(objects(forms), values)
def test_a_value_has_a_form_where_the_library_says_so(schema, value):
    form, sent = read_reply_form(json.dumps(schema), "reply.json")
    assert schema == sent
    assert jsonschema.Draft202012Validator(schema).is_valid(value) == (not form.mistake(value))


@pytest.mark.parametrize(
    ("part", "value", "why"),
    [
        ({"type": "number"}, True, "mark must be a number"),
        ({"type": "integer"}, 2 * EXACT, "mark is too large"),
        ({"type": "array", "items": {"type": "boolean"}}, [True, 1], "mark[1] must be true or"),
        ({"type": "string", "enum": ["a"]}, "b", 'mark must be one of "a"'),
    ],
)
def test_a_mistake_names_its_place(part, value, why):
    form, _ = read_reply_form(json.dumps(root({"mark": part})), "reply.json")
    assert form.mistake({"mark": value}).startswith(why)


def test_columns_are_the_leaves_of_a_form():
    form, _ = read_reply_form(json.dumps(SCHEMA), "reply.json")
    assert [("reason", "string"), ("score.quality", "integer")] == [
        (one.name, one.type) for one in form.columns()
    ]


def root(properties):
    return {"type": "object", "properties": properties, "additionalProperties": False}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "reply.json:1:1"),
        ('{"type": "string"}', "a reply is an object"),
        ('{"type": "objekt"}', "did you mean `object`"),
        ('{"type": "object", "properties": {}}', "`properties` must not be empty"),
        ('{"type": "object", "properties": {"a": {"type": "string"}}}', "additionalProperties"),
        (json.dumps(root({"a": {"type": "string", "pattern": "x"}})), "unknown key `pattern`"),
        (json.dumps(root({"a": {"type": "integer", "minmum": 1}})), "did you mean `minimum`"),
        (json.dumps(root({"a": {"$ref": "#/b"}})), "a mapping with a `type`"),
        (json.dumps(root({"a.b": {"type": "string"}})), "no name of a column"),
        (json.dumps(root({"a": {"type": "string"}}) | {"required": ["b"]}), "no property `b`"),
        (json.dumps(root({"a": {"type": ["string", "null"]}})), "unknown type"),
    ],
)
def test_what_nobody_would_check_is_refused_with_its_place(text, why):
    with pytest.raises(SpecError) as error:
        read_reply_form(text, "reply.json")
    assert why in str(error.value)
    assert "reply.json:1:" in str(error.value)


def test_every_mistake_is_told():
    with pytest.raises(SpecError) as error:
        read_reply_form(json.dumps(root({"a": {"type": "x"}, "b": {"type": "y"}})), "reply.json")
    assert 2 == len(error.value.problems)
