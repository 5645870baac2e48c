"""rulekit/syntax/predicate.py: what is asked of a text, and what a list of words tells."""

import pytest

from rulekit.syntax.predicate import Predicate


def predicate(kind, *words, negated=False, others=()):
    return Predicate(kind, negated, "a", frozenset(words), others)


@pytest.mark.parametrize(
    ("accepted", "one"),
    [
        (True, predicate("any-of", b"a", b"ab")),
        (False, predicate("eq", b"a")),
        (True, predicate("eq", b"a", negated=True)),
        (True, predicate("match", b"b$", b"x")),
        (False, predicate("match", b"b$", negated=True)),
        (True, predicate("eq", others=("b",))),
    ],
)
def test_a_text_is_accepted_or_not(accepted, one):
    assert accepted == one.accepts(b"ab")


def test_a_list_of_words_tells_what_it_holds_for():
    assert predicate("eq", b"a").listed
    assert predicate("eq", b"a", negated=True).listed
    assert not predicate("match", b"a").listed
    assert not predicate("eq", others=("b",)).listed


def test_only_a_list_of_what_is_accepted_is_closed():
    assert predicate("any-of", b"a").closed
    assert not predicate("any-of", b"a", negated=True).closed
