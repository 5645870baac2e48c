"""rulekit/core/verdict.py: findings and verdicts as data."""

import math

import pytest

from rulekit.core.verdict import Finding, Verdict


@pytest.mark.parametrize(
    ("expected", "outcome", "action"),
    [
        (True, "fail", "drop"),
        (False, "fail", "flag"),
        (False, "fail", "spare"),
        (False, "pass", "drop"),
        (False, "unmeasured", "drop"),
    ],
)
def test_only_a_failed_drop_rule_drops(expected, outcome, action):
    assert expected == Finding("a/a", outcome, action=action).drops


@pytest.mark.parametrize(
    ("expected", "decision"), [(True, "keep"), (False, "drop"), (False, "error")]
)
def test_only_what_is_kept_is_kept(expected, decision):
    assert expected == Verdict("a.py", decision, "").kept


@pytest.mark.parametrize(
    ("expected", "bound", "limit"),
    [
        ("<= 0.05", "max", 0.05),
        (">= 10", "min", 10.0),
        ("<= 1048576", "max", 1048576.0),
        (">= 0", "min", 0.0),
        ("", None, None),
    ],
)
def test_a_limit_is_written_as_people_write_it(expected, bound, limit):
    assert expected == Finding("a/a", "pass", bound=bound, limit=limit).must_be


@pytest.mark.parametrize(
    ("expected", "margin", "limit"),
    [
        (0.5, 2.0, 4.0),
        (2.0, 0.1, 0.05),
        (-0.25, -1.0, 4.0),
        (0.5, 1.0, -2.0),
        (0.0, 0.0, 4.0),
        (math.inf, 1.0, 0.0),
        (math.inf, None, None),
    ],
)
def test_the_excess_is_the_margin_in_limits_and_infinite_where_nothing_is_allowed(
    expected, margin, limit
):
    assert expected == Finding("a/a", "fail", margin=margin, limit=limit).excess


def test_the_reasons_of_a_verdict_are_what_decided_it_and_follows_from_nothing_else():
    findings = (Finding("a/a", "fail"), Finding("a/b", "fail", implied_by="a/a"))
    verdict = Verdict("a.py", "drop", "", ("a/a", "a/b"), findings=findings)
    assert ("a/a",) == verdict.reasons


def test_a_cause_is_a_reason():
    assert ("binary",) == Verdict("a", "drop", "", ("binary",), candidate=False).reasons


def test_a_verdict_is_one_line():
    verdict = Verdict("a.py", "drop", "text/few-words: 3 words", score=0.875)
    assert "drop  a.py  text/few-words: 3 words" == str(verdict)
