"""plugins/code/literals.py: string literals that hold more than a string should."""

import pytest
from making import SIGNALS, document_in, located, note, read

WORD = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASC"
PROSE = "it was the best of times it was the worst of times it was the age of wisdom it was the end"


def test_a_long_word_in_a_string_is_located():
    assert [WORD] == located("code.long_string_word_fraction", f"key = 'a {WORD} b'\n")


def test_twenty_characters_are_a_word():
    assert [] == located("code.long_string_word_fraction", f"key = '{'x' * 20}'\n")


def test_twenty_one_characters_are_too_long_a_word():
    assert ["x" * 21] == located("code.long_string_word_fraction", f"key = '{'x' * 21}'\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{WORD} = 1\n",
        f"x = 1  # {WORD}\n",
        f"'''{WORD}'''\n",
        "url = 'https://example.org/a/rather/long/path/to/somewhere'\n",
    ],
)
def test_a_long_name_comment_docstring_or_link_is_none(text):
    assert 0 == read("code.long_string_word_fraction", text)


def test_long_words_are_a_share_of_the_code():
    assert 0.8 == read("code.long_string_word_fraction", f"x = '{WORD}'\n\n# a comment")


def test_without_code_there_is_no_share_of_long_words():
    assert "there is no code" == note("code.long_string_word_fraction", "# c")


def test_a_long_line_of_a_string_is_located():
    text = f"x = '''\n{PROSE}\nshort\n'''\n"
    assert [PROSE] == located("per_code_line(code.long_string_lines)", text)


def test_long_lines_are_counted_for_each_line_of_code():
    assert 0.25 == read("per_code_line(code.long_string_lines)", f"x = '''\n{PROSE}\n'''\ny = 1\n")


@pytest.mark.parametrize(
    "text", [f"# {PROSE}\nx = 1\n", f"'''{PROSE}'''\nx = 1\n", "x = 'a short message'\n"]
)
def test_a_comment_docstring_or_short_string_is_no_long_line(text):
    assert [] == located("per_code_line(code.long_string_lines)", text)


def test_without_code_there_are_no_long_lines():
    assert "no line has code" == note("per_code_line(code.long_string_lines)", f"# {PROSE}\n")


def test_a_language_without_a_grammar_has_no_strings():
    expected = "no parser for cobol"
    assert expected == note("per_code_line(code.long_string_lines)", "x", language="cobol")


def test_a_line_that_joins_quoted_texts_is_located():
    text = "a = 'b' + 'c'\nd = e + 'f'\ng = 'h' + i\n"
    assert ["a = 'b' + 'c'"] == located("code.joined_string_line_fraction", text)


def test_lines_that_join_quoted_texts_are_a_share_of_code_lines():
    assert 0.5 == read("code.joined_string_line_fraction", "a = 'b' + 'c'\n# d\n\ne = 1\n")


def test_strings_that_hold_each_other_again_and_again_are_not_measured():
    nested = "x = " + "`${" * 100 + "`" + "word " * 1_000 + "`" + "}`" * 100
    for name in ("code.long_string_word_fraction", "per_code_line(code.long_string_lines)"):
        reading = SIGNALS[name].read(document_in("javascript", nested))
        assert (None, "strings within strings within strings") == (reading.value, reading.note)
