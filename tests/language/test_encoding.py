"""rulekit/language/encoding.py: bytes are text, or say why they are not."""

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rulekit.language.encoding import GUESS, HEAD, LOST, NotText, decode, with_line_feeds

MARKED = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
]
GERMAN = "# Größe und Höhe prüfen, bevor die Tür schließt\n" * 3


def reason(data):
    with pytest.raises(NotText) as told:
        decode(data)
    return str(told.value)


def told(data):
    """The text, or why there is none."""
    try:
        return decode(data)
    except NotText as why:
        return str(why)


def test_utf_8_is_text():
    assert "fenêtre 窓\n" == decode("fenêtre 窓\n".encode())


def test_nothing_is_an_empty_text():
    assert "" == decode(b"")


@pytest.mark.parametrize(("mark", "encoding"), MARKED)
def test_a_mark_says_the_encoding_and_is_taken_off(mark, encoding):
    assert "fenêtre 窓\n" == decode(mark + "fenêtre 窓\n".encode(encoding))


@pytest.mark.parametrize(("mark", "encoding"), MARKED)
@given(text=st.text(min_size=1).filter(lambda text: text[0] != "\0"))
def test_any_marked_text_is_read_as_it_was_written(mark, encoding, text):
    assert text == decode(mark + text.encode(encoding))


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0")).filter(
        lambda s: s[:1] != "\ufeff"
    )
)
def test_any_text_in_utf_8_is_read_as_it_was_written(text):
    assert text == decode(text.encode())


def test_line_ends_stay_as_they_are():
    assert "a\r\nb\rc\n" == decode(b"a\r\nb\rc\n")


def test_a_broken_utf_16_says_so():
    assert "binary: broken utf-16-le after its mark" == reason(codecs.BOM_UTF16_LE + b"abc")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_without_a_mark(encoding):
    assert "class A { } // größer 窓\n" == decode("class A { } // größer 窓\n".encode(encoding))


@pytest.mark.parametrize(
    "data",
    [
        b"a\0b\0c",  # an odd number of bytes
        b"a\0b\0\0\0c\0",  # a character that is NUL
        b"\1\0\2\0\3\0\4\0",  # numbers of two bytes
        b"a\0\xd8\xd8b\0c\0",  # half of a character
        "窓の外を見る a\n".encode("utf-16-le"),  # mostly not Western: no one could be sure
    ],
)
def test_what_only_resembles_utf_16_is_binary(data):
    assert reason(data).startswith("binary: ")


def test_a_nul_near_the_start_is_binary():
    assert "binary: a NUL byte near the start" == reason(b"GIF89a\0\0")


def test_the_last_byte_that_is_looked_at_counts():
    many = b"\0" * 20
    assert "binary: a NUL byte near the start" == reason(b"a" * (HEAD - 1) + many)


def test_a_lost_nul_in_a_text_is_a_character():
    assert "a\0" in decode(b"# a\0" + b"b" * LOST)


@pytest.mark.parametrize(
    "data", [b"a\0" + b"b" * (LOST - 3), b"\1\0" + b"b" * LOST, b"\xff\0" + b"b" * LOST]
)
def test_a_nul_in_a_short_text_or_among_other_signs_of_bytes_is_binary(data):
    assert "NUL byte near the start" in reason(data)


def test_a_nul_far_from_the_start_is_a_character():
    assert HEAD + 1 == len(decode(b"a" * HEAD + b"\0"))


def test_a_line_of_western_text_in_utf_8_leaves_the_rest_as_it_is():
    data = "# строка\n".encode() * 6 + "# Höhe – 5 €\n".encode("cp1252")
    assert "# строка\n" * 6 + "# Höhe – 5 €\n" == decode(data)


def test_a_byte_that_no_encoding_has_is_latin_1():
    assert "# строка\n" * 3 + "# \x81\n" == decode("# строка\n".encode() * 3 + b"# \x81\n")


def test_a_text_of_another_encoding_is_not_utf_8_with_strays():
    text = "# これは日本語のコメントです。\n" * 3
    assert text == decode(text.encode("shift_jis"))


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_western_text_is_guessed(encoding):
    assert GERMAN == decode(GERMAN.encode(encoding))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "# これは日本語のコメントです。とても長い文章を書きました。\n" * 3),
        ("cp1251", "# это комментарий на русском языке, довольно длинный\n" * 3),
        ("gb18030", "# 这是一个很长的中文注释，用来测试编码的识别。\n" * 3),
    ],
)
def test_other_scripts_are_guessed(encoding, text):
    assert text == decode(text.encode(encoding))


def test_control_characters_beside_other_bytes_are_binary():
    assert "binary: not UTF-8, and 2 control characters" == reason(b"\x01\xff\xfe\x02 abc")


def test_a_guess_must_decode_the_whole():
    japanese = "# これは日本語のコメントです。\n".encode("shift_jis")
    data = japanese * (GUESS // len(japanese) + 2) + b"\x81 \n"
    assert reason(data).startswith("binary: not UTF-8, and only its start is ")


@given(st.binary(max_size=300))
@example(b"\xff\xfe")
@example(b"\xff\xfe\0\0\0")
@example(b"\0\0\xfe\xff\0\x11\0\0")
@example(b"+/v8-\xff")
@example(b"\x1b$B\xff")
def test_bytes_are_text_or_say_why_not(data):
    assert isinstance(told(data), str)


@given(st.binary(max_size=200))
def test_the_same_bytes_are_the_same_text(data):
    assert told(data) == told(data)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\rb\r", "a\nb\n"),
        ("a\r\rb", "a\n\nb"),
        ("a\rb\rc\n", "a\nb\nc\n"),  # most lines end with \r
        ("a\rb\n", "a\rb\n"),
        ("a\r\nb\r\n", "a\r\nb\r\n"),
        ("a\r\r\nb\r\r\n", "a\r\r\nb\r\r\n"),
        ("", ""),
    ],
)
def test_lines_may_end_with_carriage_returns_alone(text, lines):
    assert lines == with_line_feeds(text)
