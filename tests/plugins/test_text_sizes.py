"""plugins/text/sizes.py: sizes and shares of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import located, note, read

texts = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from("aZ09 \t\n\x1c\x85\u2003٣²Ⅳ字"))
)


def share(text, kind, otherwise):
    """The share by definition: of the characters that are not blank."""
    visible = [c for c in text if not c.isspace()]
    return sum(map(kind, visible)) / len(visible) if visible else otherwise


def test_bytes_are_those_of_the_stored_file():
    assert 4 == read("text.bytes", "字", size=4)


def test_characters_are_those_of_the_text():
    assert 3 == read("text.characters", "字ß\n")


def test_letters_are_a_share_of_what_is_visible():
    assert 0.5 == read("text.letter_fraction", "a b\n1 2\n")


def test_letters_of_any_script_are_letters():
    assert 1 == read("text.letter_fraction", "π Ж 字 ä")


@given(texts)
def test_the_share_of_letters_is_as_defined(text):
    assert share(text, str.isalpha, 0) == read("text.letter_fraction", text)


def test_digits_are_a_share_of_what_is_visible():
    assert 0.25 == read("text.digit_fraction", "abc 1\n")


@given(texts)
def test_the_share_of_digits_is_as_defined(text):
    assert share(text, str.isdigit, 1) == read("text.digit_fraction", text)


def test_blanks_are_a_share_of_all_characters():
    assert 0.75 == read("text.whitespace_fraction", "a \t\n")


@given(texts.filter(bool))
def test_the_share_of_blanks_is_as_defined(text):
    assert sum(map(str.isspace, text)) / len(text) == read("text.whitespace_fraction", text)


def test_an_empty_text_is_all_blank():
    assert 1 == read("text.whitespace_fraction", "")


def test_replacement_marks_are_a_share_of_all_characters():
    assert 0.5 == read("char_fraction(text.replacements)", "a\ufffd")


def test_an_empty_text_has_no_share_of_replacement_marks():
    assert "the text is empty" == note("char_fraction(text.replacements)", "")


def test_each_replacement_mark_is_located():
    assert ["\ufffd"] * 3 == located("char_fraction(text.replacements)", "\ufffd字\ufffd\ufffd")


def test_curly_brackets_are_a_share_of_all_characters():
    assert 0.5 == read("text.curly_bracket_fraction", "{字}\n")


def test_an_empty_text_has_no_curly_brackets():
    assert 0 == read("text.curly_bracket_fraction", "")


def test_each_curly_bracket_is_located():
    assert ["{", "{", "}"] == located("text.curly_bracket_fraction", "字 {{ a }\n")


@pytest.mark.parametrize("signal", ["letter", "digit", "whitespace"])
@given(texts.filter(bool))
def test_a_share_is_from_nothing_to_one(signal, text):
    assert 0 <= read(f"text.{signal}_fraction", text) <= 1
