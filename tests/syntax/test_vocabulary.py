"""rulekit/syntax/vocabulary.py: names that mean the same in every language."""

import re

import pytest

from rulekit.syntax.vocabulary import PARSER_CAPTURES, VOCABULARY


@pytest.mark.parametrize("name", sorted(VOCABULARY | PARSER_CAPTURES))
def test_a_shared_name_is_plain_and_has_a_meaning(name):
    assert re.fullmatch("[a-z]+(_[a-z]+)*", name)
    assert (VOCABULARY | PARSER_CAPTURES)[name]


def test_the_parsers_names_are_not_for_queries():
    assert not VOCABULARY.keys() & PARSER_CAPTURES.keys()
