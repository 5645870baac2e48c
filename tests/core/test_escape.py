"""rulekit/core/escape.py: text of files made safe to print."""

import pytest

from rulekit.core.escape import in_short, visible


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("plain [bold]text[/bold] :smile:", "plain [bold]text[/bold] :smile:"),
        (r"\x1b[31mred", "\x1b[31mred"),
        (r"\x9b31m", "\x9b31m"),
        (r"a\rb\x00\x07\x7f", "a\rb\0\a\x7f"),
        (r"one\ntwo", "one\ntwo"),
        (r"\u202eevil\u2066", "\u202eevil\u2066"),
        (r"\u2028\xa0", "\u2028\xa0"),
        ("a   b", "a\tb"),
        ("naïve 文 😀", "naïve 文 😀"),
    ],
)
def test_control_characters_are_shown_escaped(shown, text):
    assert shown == visible(text)


def test_a_long_text_is_cut_and_says_so():
    assert ("aaa…", "aaaa") == (in_short("a" * 5, 4), in_short("a" * 4, 4))


def test_what_an_escape_adds_counts():
    assert r"\x1b\x…" == in_short("\x1b" * 9, 7)


def test_a_text_of_any_length_is_short():
    assert 120 == len(in_short("\x1b" * 1_000_000))
