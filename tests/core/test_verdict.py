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


def test_a_verdict_without_a_score_tells_none():
    assert "error  a.py  cannot be read" == str(Verdict("a.py", "error", "cannot be read"))


# For people at a prompt

HOSTILE = "a\x1b[2J\u202e\r\nb"
SAFE = r"a\x1b[2J\u202e\r\nb"


def test_a_verdict_shows_its_decision_and_reason():
    verdict = Verdict("a.py", "drop", "text/few-words: 3 words", score=0.875)
    assert "<verdict drop a.py: text/few-words: 3 words>" == repr(verdict)


def test_a_verdict_of_a_corpus_shows_its_row():
    verdict = Verdict("a.py", "error", "no text", shard="s.jsonl", row=3)
    assert "<verdict error s.jsonl#row=3  a.py: no text>" == repr(verdict)


@pytest.mark.parametrize(
    ("expected", "finding"),
    [
        (
            "<finding fail a/a 0.285714285714 (must be <= 0.2): 29% are `pass`>",
            Finding("a/a", "fail", value=2 / 7, limit=0.2, bound="max", message="29% are `pass`"),
        ),
        (
            "<finding fail (flag) a/a 3 (must be >= 10)>",
            Finding("a/a", "fail", action="flag", value=3.0, limit=10.0, bound="min"),
        ),
        (
            "<finding pass a/a 0 (must be <= 1)>",
            Finding("a/a", "pass", value=0.0, limit=1.0, bound="max"),
        ),
        ("<finding unmeasured a/a: not parsed>", Finding("a/a", "unmeasured", note="not parsed")),
    ],
)
def test_a_finding_shows_its_value_and_what_it_must_be(expected, finding):
    assert expected == repr(finding)


def test_nothing_of_a_file_reaches_a_terminal_as_it_is():
    verdict = Verdict(HOSTILE, "drop", HOSTILE)
    assert f"<verdict drop {SAFE}: {SAFE}>" == repr(verdict)
    assert f"drop  {SAFE}  {SAFE}" == str(verdict)
    assert f"<finding fail a/a: {SAFE}>" == repr(Finding("a/a", "fail", message=HOSTILE))


def test_however_long_a_path_or_a_message_is_a_repr_is_not():
    verdict = Verdict("a" * 1000, "drop", "b" * 1000, findings=(Finding("a/a", "pass"),) * 100)
    assert len(repr(verdict)) < 300
    assert len(repr(Finding("a/a", "fail", message="b" * 1000))) < 200
