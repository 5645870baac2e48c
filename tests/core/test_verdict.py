"""rulekit/core/verdict.py: findings and verdicts as data."""

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


def test_a_verdict_is_one_line():
    verdict = Verdict("a.py", "drop", "text/few-words: 3 words", score=0.875)
    assert "drop  a.py  score 0.88  text/few-words: 3 words" == str(verdict)


def test_a_verdict_without_a_score_tells_none():
    assert "error  a.py  cannot be read" == str(Verdict("a.py", "error", "cannot be read"))
