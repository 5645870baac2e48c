"""plugins/code/encoded.py: data in text's clothing."""

import pytest
from making import located, read

BASE64 = "iVBORw0KGgoAAAAN" * 4  # 64 characters


def test_base64_begins_at_sixty_four_characters():
    assert 64 == read("longest(code.encoded)", f"key = '{BASE64}'\n")


def test_a_character_less_is_a_word():
    assert 0 == read("longest(code.encoded)", f"key = '{BASE64[1:]}'\n")


def test_base64_goes_on_over_lines():
    assert 131 == read("longest(code.encoded)", f"'{BASE64}\n{BASE64}=='")


@pytest.mark.parametrize(
    "data",
    [
        "0x00,0x01,0x7f,0xff,0xAB,0xcd,0x00,0x01,",
        "de ad be ef de ad be ef",
        r"\u0041\u0042\u0043\u0044\u0045\u0046\u0047\u0048",
    ],
)
def test_eight_bytes_or_escapes_in_a_row_are_data(data):
    assert [data] == located("longest(code.encoded)", f"x = ({data})")


def test_an_escaped_byte_begins_a_run_only_after_a_word():
    """As published: the pattern asks for a word's edge before the backslash."""
    data = r"\x50\x4e\x47\x0d\x0a\x1a\x0a\x0a"
    assert [data] == located("longest(code.encoded)", f"b'\\x89{data}'")


@pytest.mark.parametrize(
    "data",
    [
        "0x00,0x01,0x7f,0xff,0xAB,0xcd,0x00,",
        r"\x89\x50\x4e\x47\x0d\x0a\x1a",
        r"\u0041\u0042\u0043\u0044\u0045\u0046\u0047",
        "the quick brown fox jumps over the lazy dog of a neighbour and then home",
    ],
)
def test_seven_bytes_or_ordinary_words_are_not(data):
    assert [] == located("longest(code.encoded)", f"x = ({data})")


def test_the_longest_of_several_counts():
    text = f"'{BASE64}' '{BASE64}aa' '" + r"\u0041" * 8 + "'"
    assert 66 == read("longest(code.encoded)", text)


def test_encoded_data_is_a_share_of_all_characters():
    assert 0.5 == read("code.encoded_fraction", BASE64 + "字" * 64)


def test_what_two_patterns_match_counts_twice():
    assert 2 == read("code.encoded_fraction", "\n".join(["ab"] * 32)[:95] + "\n")


@pytest.mark.parametrize("signal", ["longest(code.encoded)", "code.encoded_fraction"])
def test_an_empty_text_holds_no_data(signal):
    assert 0 == read(signal, "")
