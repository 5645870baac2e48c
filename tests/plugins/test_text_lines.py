"""plugins/text/lines.py: how many lines, how long, how often the same."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import located, note, read

line = st.sampled_from(["", " ", "a", "  a", "a\r", "bb", "\tbb ", "字字", "a b", "\u3000c"])
texts = st.lists(line).map("\n".join)


def raw_lines(text):
    """Lines with their ends: the definition of OpenCoder's reference filter."""
    return re.findall(r"[^\n]*\n|[^\n]+\Z", text)


@pytest.mark.parametrize(("expected", "text"), [(0, ""), (1, "a"), (1, "a\n"), (2, "\n\n")])
def test_a_last_line_counts_with_or_without_its_end(expected, text):
    assert expected == read("text.lines", text)


@given(texts)
def test_lines_are_as_defined(text):
    assert len(raw_lines(text)) == read("text.lines", text)


def test_the_longest_line_counts_its_end():
    assert 4 == read("text.longest_line_chars", "a\nbbb\ncc\n")


def test_a_last_line_without_an_end_has_none_to_count():
    assert 3 == read("text.longest_line_chars", "a\nbbb")


def test_lines_are_as_long_as_their_characters():
    assert 3 == read("text.longest_line_chars", "字字\nb\n")


@given(texts)
def test_the_longest_line_is_as_defined(text):
    assert max(map(len, raw_lines(text)), default=0) == read("text.longest_line_chars", text)


@given(texts.filter(bool))
def test_the_mean_line_is_as_defined(text):
    assert len(text) / len(raw_lines(text)) == read("text.mean_line_chars", text)


def test_an_empty_text_has_lines_of_no_length():
    assert [0, 0] == [read(f"text.{one}_line_chars", "") for one in ("longest", "mean")]


def test_the_longest_line_is_located_without_its_end():
    assert ["bbb"] == located("text.longest_line_chars", "a\nbbb\r\ncc\n")


def test_of_equally_long_lines_the_first_is_located():
    assert ["aa"] == located("text.longest_line_chars", "aa\nbb\n")


def test_an_empty_text_has_no_longest_line():
    assert [] == located("text.longest_line_chars", "")


def test_lines_repeat_whatever_their_indentation():
    assert 0.75 == read("text.repeated_line_fraction", "ok\n  ok\nok \r\n\ndone\n")


@given(texts)
def test_repeated_lines_are_as_defined(text):
    counts = Counter(filter(None, (one.strip() for one in raw_lines(text))))
    if counts:
        repeated = sum(count for count in counts.values() if count > 1)
        assert repeated / counts.total() == read("text.repeated_line_fraction", text)


@given(texts)
def test_characters_in_repeated_lines_are_as_defined(text):
    counts = Counter(one.strip() for one in raw_lines(text))
    total = sum(len(one) * count for one, count in counts.items())
    if total:
        repeated = sum(len(one) * count for one, count in counts.items() if count > 1)
        assert repeated / total == read("text.repeated_line_char_fraction", text)


@pytest.mark.parametrize(
    "signal", ["text.repeated_line_fraction", "text.repeated_line_char_fraction"]
)
@pytest.mark.parametrize("text", ["", "\n\n", " \t\n"])
def test_blank_lines_say_nothing_of_repetition(signal, text):
    assert "no line has text" == note(signal, text)


def test_each_repeated_line_is_located_and_no_blank_one():
    text = "a\n\nb\n  a\r\n\nc\n"
    assert ["a", "  a"] == located("text.repeated_line_fraction", text)
