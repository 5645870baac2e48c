"""rulekit/signals/bound.py: between which numbers a measure lies, without measuring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.document import Document
from rulekit.core.finder import Finder
from rulekit.signals.bound import MANY, bounds_of
from rulekit.signals.build import matched, measured

TEXTS = st.text("0x1afg, é\n", max_size=60)
EXPRESSIONS = [r"\b0[xX][0-9a-f]+\b", r"(?:[0-9]+,\s*){2,}", "x", "é", "ab", "a|af"]


def plain(text: str) -> Document:
    return Document("a", text, "any", "data")


@given(st.sampled_from(EXPRESSIONS), st.sampled_from(["count", "char_fraction"]), TEXTS)
def test_a_measure_lies_between_its_bounds(expression, measure, text):
    signal = measured(matched(expression), measure)
    if signal.bounds:
        low, high = signal.bounds(plain(text))
        assert low <= signal.read(plain(text)).value <= high


@pytest.mark.parametrize(
    ("times", "bounds"), [(0, (0, 0)), (MANY - 1, (99, 99)), (300, (100, 300))]
)
def test_a_hundred_matches_are_many(times, bounds):
    assert bounds == bounds_of(matched("é|x"), "count")(plain("x" * times))


def test_numbers_cover_no_more_than_there_are_digits():
    assert (0, 0.5) == bounds_of(matched("0x[0-9]+"), "char_fraction")(plain("0x12 hello "[:8]))


def test_without_an_alphabet_there_are_no_bounds_of_what_is_covered():
    assert bounds_of(matched("a.b"), "char_fraction") is None
    assert bounds_of(matched("a"), "line_fraction") is None


def test_a_finder_may_have_bounds_of_its_own():
    finder = Finder("x", "", lambda _document: [], bounds=lambda _document: (0, 7))
    assert (0, 7) == bounds_of(finder, "count")(plain(""))
    assert bounds_of(finder, "per_line") is None
