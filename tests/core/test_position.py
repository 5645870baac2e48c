"""rulekit/core/position.py: bytes to characters, lines and columns, and back to text."""

import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rulekit.core.position import BLOCK, EXCERPT, Positions, character_count
from rulekit.core.span import Span

texts = st.text(st.sampled_from("ab\n\tß字\U0001f600\u2028\r"), max_size=60)


def positions_of(text):
    return Positions(text.encode())


def evidence_of(text, start, end):
    """The evidence of a range of characters."""
    before = len(text[:start].encode())
    return positions_of(text).evidence(Span(before, before + len(text[start:end].encode())))


def place(text, at):
    """Line and column of a character, counted on the text; the text's end is on its last line."""
    line = text.count("\n", 0, at)
    if at == len(text) and text.endswith("\n"):
        line -= 1
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    return line + 1, at - start + 1


@st.composite
def ranges(draw):
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(st.text())
def test_bytes_have_as_many_characters_as_their_text(text):
    assert len(text) == character_count(text.encode())


def test_lines_begin_after_line_ends():
    assert (0, 2, 3) == positions_of("a\n\nb").line_starts


def test_no_line_begins_after_the_last_line_end():
    assert (0, 2) == positions_of("a\nb\n").line_starts


def test_an_empty_text_has_no_lines():
    assert () == positions_of("").line_starts


def test_only_a_newline_ends_a_line():
    assert (0,) == positions_of("a\rb\x0bc\u2028d\x85e").line_starts


@given(texts)
def test_there_is_a_line_for_every_line_end_and_for_what_follows_the_last(text):
    expected = text.count("\n") + (not text.endswith("\n") and text != "")
    assert expected == len(positions_of(text).line_starts)


def test_a_line_end_belongs_to_its_line():
    assert [0, 0, 1, 1] == [positions_of("a\nb\n").line_of(offset) for offset in range(4)]


def test_the_end_of_the_text_is_on_its_last_line():
    assert 1 == positions_of("a\nb\n").line_of(4)


def test_a_span_touches_every_line_from_its_first_to_its_last_byte():
    assert range(3) == positions_of("a\nb\nc\n").lines_of(Span(0, 5))


def test_a_span_that_ends_with_a_line_does_not_touch_the_next():
    assert range(1) == positions_of("a\nb\n").lines_of(Span(0, 2))


def test_an_empty_span_touches_one_line():
    assert range(1, 2) == positions_of("a\nb\n").lines_of(Span(2, 2))


@given(ranges())
def test_a_span_touches_the_lines_that_its_characters_are_on(given):
    text, start, end = given
    spanned = range(start, end) if start < end else [start]
    expected = sorted({place(text, at)[0] - 1 for at in spanned})
    before = len(text[:start].encode())
    span = Span(before, before + len(text[start:end].encode()))
    assert expected == list(positions_of(text).lines_of(span))


@given(ranges())
def test_evidence_counts_in_characters(given):
    text, start, end = given
    evidence = evidence_of(text, start, end)
    assert (start, end) == (evidence.start, evidence.end)


@given(ranges())
def test_evidence_counts_lines_and_columns_from_one(given):
    text, start, end = given
    evidence = evidence_of(text, start, end)
    assert place(text, start) == (evidence.line, evidence.column)
    assert place(text, end) == (evidence.end_line, evidence.end_column)


@given(ranges())
def test_evidence_quotes_what_the_span_covers(given):
    text, start, end = given
    assert text[start:end] == evidence_of(text, start, end).text


@given(ranges())
def test_evidence_shows_a_short_line_whole(given):
    text, start, end = (given[0].replace("\r", "r"), *given[1:])
    assume(start < len(text) or not text.endswith("\n"))
    evidence = evidence_of(text, start, end)
    line = text.split("\n")[evidence.line - 1]
    assert (line, evidence.column) == (evidence.source, evidence.source_column)


def test_the_source_of_evidence_is_without_its_line_end():
    assert "a = 1" == evidence_of("a = 1\r\nb\r\n", 0, 1).source


def test_the_source_of_evidence_over_two_lines_is_the_first():
    assert "first" == evidence_of("first\nsecond\n", 2, 9).source


def test_evidence_of_an_empty_text_is_at_its_start():
    assert (1, 1, 1, 1, 0, 0, "", "", 1) == evidence_of("", 0, 0)


def test_long_evidence_is_cut():
    assert "字" * EXCERPT == evidence_of("字" * 1000, 0, 1000).text


@pytest.mark.parametrize(("before", "after"), ["ab", "ß字"])
def test_a_long_line_is_cut_around_the_evidence(before, after):
    evidence = evidence_of(before * 1000 + "X" + after * 1000, 1000, 1001)
    assert EXCERPT == len(evidence.source)
    at = evidence.source_column - 1
    assert f"{before}X{after}" == evidence.source[at - 1 : at + 2]


def test_a_cut_line_still_tells_the_true_column():
    assert 1001 == evidence_of("a" * 1000 + "X\n", 1000, 1001).column


@given(st.text(max_size=40), st.integers(0, 400), st.integers(0, 400))
def test_a_cut_line_shows_the_evidence_where_it_says(middle, before, after):
    middle = "X" + middle.replace("\n", "").replace("\r", "")
    text = "é" * before + middle + "字" * after
    evidence = evidence_of(text, before, before + len(middle))
    assert evidence.source[evidence.source_column - 1 :].startswith(middle)


def test_a_place_far_into_a_text_is_counted_from_the_nearest_block():
    text = "ß" * BLOCK + "\n" + "字" * BLOCK
    evidence = evidence_of(text, 2 * BLOCK, 2 * BLOCK + 1)
    assert (2, BLOCK, 2 * BLOCK, 2 * BLOCK + 1) == (
        evidence.line, evidence.column, evidence.start, evidence.end,
    )  # fmt: skip


def test_twenty_places_at_the_end_of_8_mb_take_no_time():
    positions = positions_of("ß" * 4_000_000)
    positions.evidence(Span(0, 2))
    start = time.process_time()
    assert 20 == len([positions.evidence(Span(7_999_990, 7_999_992)) for _ in range(20)])
    assert time.process_time() - start < 0.2


def test_evidence_shows_its_place_and_the_text():
    evidence = Positions(b"ab\n  \x1b[31mpass\n").evidence(Span(5, 14))
    assert r"<evidence 2:3 to 2:12: \x1b[31mpass>" == repr(evidence)
