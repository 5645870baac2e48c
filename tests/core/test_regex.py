"""rulekit/core/regex.py: matches of RE2 as spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core import regex
from rulekit.core.regex import pattern, spans

EXPRESSIONS = ["a", "b*", "", "a|ab", "(?m)^a?$", r"\bé+", r"\w+", "a?b??", r"\z", "[^a]"]


@given(st.sampled_from(EXPRESSIONS), st.text("ab é\n字", max_size=12))
def test_spans_are_those_of_all_matches_that_are_not_empty(expression, text):
    one, data = pattern(expression.encode()), text.encode()
    expected = [match.span() for match in one.finditer(data) if match.group()]
    assert expected == list(spans(one, data))


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_a_google_re2_with_other_private_names_finds_the_same(expression, monkeypatch):
    one, data = pattern(expression.encode()), "ab é\naab 字".encode()
    expected = list(spans(one, data))
    monkeypatch.setattr(regex, "_search_of", lambda _pattern: None)
    assert expected == list(spans(one, data))


@pytest.mark.parametrize("text", ["", "é", "aé"])
def test_a_pattern_that_matches_nothing_ends(text):
    assert [] == list(spans(pattern(b"x*"), text.encode()))
