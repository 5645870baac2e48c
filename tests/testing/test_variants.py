"""rulekit/testing/variants.py: what is made of a source."""

import pytest

from rulekit.testing.sample import Sample
from rulekit.testing.variants import FORMS, formed, spread

TEXT = "one e\ntwo\nthree\nfour\n"
SOURCES = [Sample(str(i), "a.toy", f"{i}\n") for i in range(10)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("in one line", "one e two three four "),
        ("no final newline", "one e\ntwo\nthree\nfour"),
        ("CRLF", b"one e\r\ntwo\r\nthree\r\nfour\r\n"),
        ("CR alone", b"one e\rtwo\rthree\rfour\r"),
        ("odd line ends", "one e\vtwo\fthree\x1cfour\x1d"),
        ("no blanks", "oneetwothreefour"),
        ("upside down", "\nfour\nthree\ntwo\none e"),
        ("lone surrogates", "on\ud800 \ud800\ntwo\nthr\ud800\ud800\nfour\n"),
    ],
)
def test_a_form_is_what_its_name_says(name, expected):
    assert expected == FORMS[name](TEXT)


def test_a_nested_text_begins_often_before_it_ends():
    nested = FORMS["nested in itself"](TEXT)
    assert nested.startswith("one e\ntwo\n" * 500)
    assert nested.endswith("three\nfour\n" * 500)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_nothing_is_possible(name):
    assert isinstance(FORMS[name](""), str | bytes)


def test_sources_are_spread_evenly():
    assert [0, 3, 6] == list(spread(range(10), 3))
    assert [0, 1] == list(spread([0, 1], 3))


def test_each_form_is_made_as_often_as_was_asked_for():
    assert 3 * (len(FORMS) + 1) == len(list(formed(SOURCES, 3)))
