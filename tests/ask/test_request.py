"""rulekit/ask/request.py: the key of a request is that of all that its reply hangs on."""

import json
from dataclasses import replace

from asking import SCHEMA
from hypothesis import given
from hypothesis import strategies as some

from rulekit.ask.request import Request, canonical

ASKED = {"role": "user", "content": "how good?"}
REQUEST = Request("stub", (ASKED,), SCHEMA, {"temperature": 0.0, "seed": 7})
OTHERS = {
    "model": "other",
    "messages": ({"role": "user", "content": "how bad?"},),
    "schema": {**SCHEMA, "title": "marks"},
    "sampling": {"temperature": 0.5, "seed": 7},
    "sample": 1,
    "again": 1,
}
data = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner) | some.dictionaries(some.text(), inner),
)


def test_a_key_is_the_same_on_every_day_and_machine():
    """Else all that was ever asked would be asked, and paid, again."""
    assert "bb33f9f968dcc8af" == REQUEST.key[:16]


def test_whatever_a_reply_hangs_on_is_in_the_key():
    keys = {replace(REQUEST, **{name: value}).key for name, value in OTHERS.items()}
    assert len(OTHERS) + 1 == len(keys | {REQUEST.key})


def test_the_order_of_the_properties_of_a_schema_is_in_the_key():
    """A model writes them in this order: reasons before marks are other marks."""
    turned = dict(reversed(SCHEMA["properties"].items()))
    assert REQUEST.key != replace(REQUEST, schema={**SCHEMA, "properties": turned}).key


def test_the_words_of_a_complaint_are_in_the_body_and_not_in_the_key():
    one, other = (REQUEST.once_more(1, "nine", words) for words in ("no number", "not a number"))
    assert one.key == other.key
    assert one.body != other.body
    assert ["user", "assistant", "user"] == [
        message["role"] for message in json.loads(one.body)["messages"]
    ]


def test_each_sample_has_the_next_seed():
    seeds = [json.loads(replace(REQUEST, sample=number).body)["seed"] for number in (0, 1, 2)]
    assert [7, 8, 9] == seeds


@given(data)
def test_equal_data_has_one_canonical_form(value):
    assert value == json.loads(canonical(value))
    assert canonical(value) == canonical(json.loads(canonical(value)))


@given(some.dictionaries(some.text(), some.integers(), min_size=2))
def test_the_order_of_keys_is_not_in_the_canonical_form(value):
    assert canonical(value) == canonical(dict(reversed(value.items())))
