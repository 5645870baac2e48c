"""rulekit/syntax/predicate_check.py: predicates that a pattern can never fail, or never hold."""

import pytest

from rulekit.syntax.query import QuerySource


def told(text):
    return [(one.column, one.message) for one in QuerySource("x", text, "queries.scm").problems()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('((a) @x.a (#eq? @x.b "y"))', ", did you mean `@x.a`?"),
        ('((a) @x.a (#match? @x.a "y") (#eq? @x.a @_c))', "; it captures @x.a"),
        ('(a) @x.a ((b) (#eq? @x.a "y"))', "; it captures nothing"),
    ],
)
def test_a_predicate_asks_for_what_its_own_pattern_captures(text, expected):
    [(_, message)] = told(text)
    assert message.endswith(f", which its pattern does not capture{expected}")


NEVER = "no text of `@x.a` holds for all that its pattern asks of it"


@pytest.mark.parametrize(
    "asked",
    [
        '(#eq? @x.a "a") (#eq? @x.a "b")',
        '(#any-of? @x.a "a" "b") (#not-match? @x.a "^.$")',
        '(#eq? @x.a "a") (#match? @x.a "^A")',
        '(#not-eq? @x.a "a") (#eq? @x.a "a")',
    ],
)
def test_predicates_that_never_hold_together_are_told_at_the_last_one(asked):
    assert [(asked.rindex("#") + len("((a) @x.a ") + 1, NEVER)] == told(f"((a) @x.a {asked})")


@pytest.mark.parametrize(
    "asked",
    [
        '(#any-of? @x.a "a" "b") (#not-eq? @x.a "a")',
        '(#eq? @x.a "a") (#match? @x.a "^a")',
        '(#match? @x.a "^a") (#match? @x.a "^b")',  # some text may hold for both patterns
        '(#eq? @x.a @x.b) (#eq? @x.a "a")',
        '(#eq? @x.a "a") (#eq? @x.b "b")',
    ],
)
def test_predicates_that_may_hold_together_are_no_mistake(asked):
    assert [] == told(f"((a (b) @x.b) @x.a {asked})")
