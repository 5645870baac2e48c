"""rulekit/audit/query.py: the words of a question to an audit."""

import pytest
from auditing import refused

from rulekit.audit.query import AuditQuery, ways
from rulekit.core.verdict import CAUSES


def test_a_query_without_words_picks_nothing_out():
    assert not AuditQuery(limit=3).picks


@pytest.mark.parametrize("word", ["rule", "cause", "id", "path", "row"])
def test_a_word_that_is_empty_is_a_word(word):
    assert AuditQuery(**{word: ""}).picks


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"near": 1}, "`near` is for one rule, and not for `sample`: say rule=R near=X"),
        (
            {"near": 1, "rule": "a/a", "sample": "drop"},
            "`near` is for one rule, and not for `sample`: say rule=R near=X",
        ),
        (
            {"near": float("nan"), "rule": "a/a"},
            "near=nan: say a number from 0 on, in the unit of the rule's value",
        ),
        (
            {"near": -1, "rule": "a/a"},
            "near=-1: say a number from 0 on, in the unit of the rule's value",
        ),
        ({"id": "1", "path": "a"}, "`id` and `path` do not go together"),
        ({"row": 0, "rule": "a/a"}, "`row` and `rule` do not go together"),
        ({"rule": "a/a", "cause": "binary"}, "`rule` and `cause` do not go together"),
        ({"seed": 3}, "`seed` is for `sample`; the seed of `spare` is in the audit's plan"),
        ({"sample": "dropped"}, "sample=dropped: say drop, keep or error"),
        ({"limit": -1}, "limit=-1: say how many, from 0 on"),
    ],
)
def test_words_that_do_not_go_together_are_refused(words, message):
    assert message == refused(AuditQuery, **words).message


def test_the_ways_to_ask_are_spelled_as_whoever_asks_writes_them():
    expected = (
        "say id=X, path=P, row=SHARD#row=N, rule=R [near=X], cause=WORD, or sample=drop|keep|error"
    )
    assert expected == refused(AuditQuery, id="1", path="a").remedy
    assert "say -id, -path, -row, -rule [-near], -cause, or -sample" == ways(
        lambda name, _: f"-{name}"
    )


def test_a_rule_that_is_not_known_is_refused_with_the_nearest():
    problem = refused(AuditQuery(rule="a/lout").check, ["a/loud"], "audit")
    assert "rule=a/lout: `audit` has no such rule, did you mean `a/loud`?" == problem.message


def test_a_cause_that_is_taken_for_a_rule_is_told():
    problem = refused(AuditQuery(rule="binary").check, [], "audit")
    assert "rule=binary: `audit` has no such rule, did you mean cause=binary?" == problem.message


def test_a_word_that_is_no_cause_is_refused_with_the_nearest_and_the_list():
    problem = refused(AuditQuery(cause="broken-rows").check, [], "audit")
    expected = "cause=broken-rows: there is no such cause, did you mean `broken-row`?"
    assert (expected, f"the causes are {', '.join(CAUSES)}") == (problem.message, problem.remedy)
