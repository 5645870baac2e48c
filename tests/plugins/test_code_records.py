"""plugins/code/records.py: collections of objects that have the same keys."""

import json

import pytest
from making import SIGNALS

from rulekit import Document

ROW = {"id": 1, "name": "cup"}


def reading(text, language="json"):
    document = Document("a", text, language, "data")
    return SIGNALS["code.record_fraction"].read(document)


def share(value):
    return reading(json.dumps(value)).value


@pytest.mark.parametrize(
    ("expected", "value"),
    [
        (1, [ROW] * 3),
        (0, [ROW] * 2),
        (1, {"a": {"rows": [ROW] * 3}}),
        (0, {"cup": ROW, "jug": ROW, "can": ROW}),
        (1, {"7a1": ROW, "b52": ROW, "-0d": ROW}),
        (0.75, {"cups": [ROW] * 3, "a": 1, "b": 2}),
        (0, [{"a": 1, "b": 2}, {"c": 3, "d": 4}, {"e": 5, "f": 6}]),
        (0, [ROW, ROW, ROW, 3]),
        (0, [{"test": "a", "given": {"b": 1}}] * 3),
        (1, list(range(50))),
        (0, list(range(49))),
        (0, {}),
        (0, 3),
    ],
)
def test_values_in_records_are_a_share_of_all_values(expected, value):
    assert expected == share(value)


def test_a_mark_of_the_order_of_bytes_is_no_mistake():
    assert 1 == reading("\ufeff" + json.dumps([ROW] * 3)).value


@pytest.mark.parametrize("text", ["{", "{'a': 1}", "[" * 100_000])
def test_what_is_no_json_is_unmeasured(text):
    assert "not parsed as JSON" in reading(text).note


def test_other_languages_are_unmeasured():
    assert "not JSON" in reading("[]", "yaml").note


def test_long_files_are_unmeasured():
    assert "longer than 1,000,000 bytes" in reading(" " * 1_000_001 + "[]").note
