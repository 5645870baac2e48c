"""rulekit/spec/json_error.py: where a text is no JSON."""

import pytest

from rulekit.spec.json_error import json_problem


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ('{"a": {', "a.json:1:8", "not JSON: expecting property name enclosed in double quotes"),
        ('{"a": 1,\n "b" 2}', "a.json:2:6", "not JSON: expecting ':' delimiter"),
        ("", "a.json:1:1", "not JSON: expecting value"),
    ],
)
def test_the_mistake_is_told_with_its_place(text, place, why):
    found = json_problem(text, "a.json")
    assert (place, why) == (found.place, found.message)


@pytest.mark.parametrize("text", ['{"a": 1}', "[" * 100_000, "9" * 10_000])
def test_of_json_and_of_what_no_parser_ends_nothing_is_told(text):
    assert json_problem(text, "a.json") is None
