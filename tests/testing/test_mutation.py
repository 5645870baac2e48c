"""rulekit/testing/mutation.py: accidents, the same ones in every run."""

import sys

import pytest

from rulekit.errors import UsageError
from rulekit.testing.mutation import LineEdit, mutations
from rulekit.testing.sample import Sample

SOURCES = [Sample("one", "a.toy", "one\ntwo\nthree\n"), Sample("two", "a.toy", "x = 1\n")]


@pytest.mark.parametrize(
    ("act", "lines", "expected"),
    [
        ("delete", True, "one\n"),
        ("double", True, "one\ntwo\nthree\ntwo\nthree\n"),
        ("swap", True, "one\nthree\ntwo\n"),
        ("insert", True, "one\n!two\nthree\n"),
        ("delete", False, "o\ntwo\nthree\n"),
        ("double", False, "onene\ntwo\nthree\n"),
        ("swap", False, "oen\ntwo\nthree\n"),
        ("insert", False, "o!ne\ntwo\nthree\n"),
    ],
)
def test_an_edit_changes_what_it_says(act, lines, expected):
    assert expected == LineEdit(act, lines, 1, 2, "!").made("one\ntwo\nthree\n")


def test_an_edit_of_nothing_is_possible():
    assert "!" == LineEdit("insert", False, 7, 2, "!").made("")


def test_mutations_are_the_same_every_time():
    assert mutations(SOURCES, 20) == mutations(SOURCES, 20)


def test_there_are_as_many_as_were_asked_for():
    drawn = mutations(SOURCES, 20)
    assert (20, {"a.toy"}) == (len(drawn), {one.path for one in drawn})


def test_without_hypothesis_it_is_told_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(UsageError, match=r"try: pip install 'rulekit\[conformance\]'"):
        mutations(SOURCES, 1)
