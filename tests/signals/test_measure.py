"""rulekit/signals/measure.py: from spans to one number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of, spans_of

from rulekit.core.span import Span
from rulekit.signals.measure import MEASURES, characters, share, touched

CODE = "# why\nx = 1  # what\n\nif x:\n    print(x)\n"  # lines 1, 3 and 4 hold code


def measured(name, text, *pairs):
    """What a measure says of spans, given in characters, of a text."""
    document = document_of(text)
    spans = [Span(len(text[:a].encode()), len(text[:b].encode())) for a, b in pairs]
    return MEASURES[name].of(spans, document)


@st.composite
def spanned(draw):
    """A text and ranges of its characters."""
    text = draw(st.text(st.sampled_from("a字\n "), max_size=30))
    place = st.integers(0, len(text))
    return text, [tuple(sorted(pair)) for pair in draw(st.lists(st.tuples(place, place)))]


def test_the_measures_are_a_closed_list():
    expected = """char_fraction code_char_fraction code_line_fraction count exists line_fraction
        longest per_code_line per_line"""
    assert expected.split() == sorted(MEASURES)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measure_is_found_by_its_name_and_says_what_it_is(name):
    measure = MEASURES[name]
    assert name == measure.name
    assert measure.unit
    assert measure.doc


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_nothing_found_is_nothing(name):
    assert 0 == measured(name, CODE)


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_nothing_found_in_nothing_is_nothing(name):
    assert 0 == measured(name, "")


def test_count_is_how_many():
    assert 3 == measured("count", "abc", (0, 1), (0, 1), (1, 3))


def test_exists_is_one_however_many_there_are():
    assert 1 == measured("exists", "abc", (0, 1), (1, 3))


def test_longest_is_in_characters():
    assert 3 == measured("longest", "字字字abcd", (0, 3), (3, 5))


def test_per_line_is_over_all_lines():
    assert 0.5 == measured("per_line", "a\n\nb\n\n", (0, 1), (3, 4))


def test_per_line_may_be_more_than_one():
    assert 3 == measured("per_line", "aaa\n", (0, 1), (1, 2), (2, 3))


def test_per_code_line_is_over_lines_with_code():
    assert pytest.approx(2 / 3) == measured("per_code_line", CODE, (6, 7), (21, 23))


def test_a_line_counts_once_however_often_it_is_touched():
    assert 0.5 == measured("line_fraction", "aaa\nbbb\n", (0, 1), (1, 2), (2, 3))


def test_a_span_over_lines_touches_each():
    assert 0.75 == measured("line_fraction", "a\nb\nc\nd\n", (2, 7))


def test_a_span_that_ends_with_a_line_does_not_touch_the_next():
    assert 0.5 == measured("line_fraction", "a\nb\n", (0, 2))


def test_an_empty_span_touches_no_line():
    assert 0 == measured("line_fraction", "a\nb\n", (2, 2))


def test_code_line_fraction_is_of_lines_with_code():
    assert pytest.approx(1 / 3) == measured("code_line_fraction", CODE, (21, 26))


def test_a_touched_line_without_code_is_no_code_line():
    assert 0 == measured("code_line_fraction", CODE, (0, 5), (20, 21))


def test_char_fraction_is_of_characters_not_bytes():
    assert 0.5 == measured("char_fraction", "字字abcd字字", (0, 2), (2, 4))


def test_overlapping_spans_count_once():
    assert 0.5 == measured("char_fraction", "a" * 10, (0, 4), (2, 5))


def test_code_char_fraction_is_of_characters_outside_comments():
    assert 0.25 == measured("code_char_fraction", "x = 'ß'\n# 字字字字字\n\n\n\n", (4, 7))


def test_what_stands_in_a_comment_is_no_code():
    text = "x = 1\n# pragma\n"
    assert [0, 2 / 7] == [
        measured("code_char_fraction", text, (6, 14)),
        measured("code_char_fraction", text, (4, 14)),
    ]


@pytest.mark.parametrize("name", ["per_code_line", "code_line_fraction", "code_char_fraction"])
def test_a_measure_of_code_asks_for_what_is_none(name):
    assert {"comment", "docstring"} == MEASURES[name].needs


@pytest.mark.parametrize("name", ["count", "exists", "longest", "per_line", "char_fraction"])
def test_other_measures_ask_for_nothing(name):
    assert frozenset() == MEASURES[name].needs


def test_a_share_of_nothing_is_nothing():
    assert [0, 0.25] == [share(0, 0), share(1, 4)]


def test_touched_lines_are_numbered_from_nothing():
    assert {0, 2} == touched(spans_of((0, 1), (4, 5)), document_of("a\nb\nc\n"))


@given(spanned())
def test_characters_are_those_that_some_span_covers(given):
    text, ranges = given
    document = document_of(text)
    spans = [Span(len(text[:a].encode()), len(text[:b].encode())) for a, b in ranges]
    assert len({at for pair in ranges for at in range(*pair)}) == characters(spans, document)


@given(spanned())
def test_lines_are_those_with_a_covered_character(given):
    text, ranges = given
    spans = [Span(len(text[:a].encode()), len(text[:b].encode())) for a, b in ranges]
    expected = {text.count("\n", 0, at) for pair in ranges for at in range(*pair)}
    assert expected == touched(spans, document_of(text))


@pytest.mark.parametrize("name", sorted(name for name in MEASURES if name.endswith("_fraction")))
@given(spanned())
def test_a_fraction_is_from_nothing_to_one(name, given):
    text, ranges = given
    assert 0 <= measured(name, text.replace("字", "x"), *ranges) <= 1
