"""rulekit/labelling/label_rows.py: rows of JSONL, with a place for every mistake."""

import pytest

from rulekit.errors import MISTAKES, SpecError
from rulekit.labelling.label_rows import made_of_rows


def made(*lines):
    return made_of_rows("f.jsonl", lines, lambda row: row["label"].upper(), "label")


def test_something_is_made_of_each_row_and_blank_lines_are_passed_over():
    assert ["A", "B"] == made('{"label": "a"}', " ", '{"label": "b"}', "")


def test_every_wrong_row_is_told_with_its_line_and_why():
    with pytest.raises(SpecError) as told:
        made("{}", '{"label": "a"}', "{", '{"label": 7}', "[]")
    assert ["f.jsonl:1", "f.jsonl:3:2", "f.jsonl:4", "f.jsonl:5"] == [
        one.place for one in told.value.problems
    ]
    assert "no label: the line is no JSON (" in told.value.problems[1].message
    assert "no label: it has no 'label'" == told.value.problems[0].message


def test_of_very_many_the_first_are_told():
    with pytest.raises(SpecError) as told:
        made(*["{}"] * 1_000)
    assert MISTAKES + 1 == len(told.value.problems)
