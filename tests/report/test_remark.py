"""rulekit/report/remark.py: a remark for each reason that a file has."""

from dataclasses import replace

import pytest
from reporting import BINARY, DROP, ERROR, FLAG, FLAGGED, KEEP, LOUD, PLACE, with_findings

from rulekit.core.position import PATH
from rulekit.report.remark import remarks


def test_a_failed_rule_is_a_remark_with_its_place_and_its_limit():
    (one,) = remarks(DROP)
    assert ("mine/loud", "drop", "[b]50%[/b] (50% > 5%)") == one[:3]
    assert (2, 5, 2, 9) == (one.line, one.column, one.end_line, one.end_column)


def test_a_file_without_fault_has_none():
    assert [] == list(remarks(KEEP))


def test_a_flag_is_a_remark_on_a_kept_file():
    assert [("mine/odd", "flag")] == [one[:2] for one in remarks(FLAGGED)]


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        (ERROR, ("unreadable", "error", "cannot be read: no")),
        (BINARY, ("binary", "drop", "binary: a NUL")),
        (
            replace(KEEP, decision="drop", decided_by=("min-score",), reason="score 0.2"),
            ("min-score", "drop", "score 0.2"),
        ),
    ],
    ids=["error", "no candidate", "low score"],
)
def test_what_no_rule_decided_is_a_remark_by_its_cause(verdict, expected):
    assert [expected] == [one[:3] for one in remarks(verdict)]


def test_what_follows_from_another_failure_is_counted_with_it():
    follow = replace(LOUD, rule="mine/other", implied_by="mine/loud")
    (one,) = remarks(with_findings(LOUD, follow))
    assert one.text.endswith("(+1 that follows)")


def test_what_drops_stands_before_what_flags():
    assert ["mine/loud", "mine/odd"] == [one.rule for one in remarks(with_findings(FLAG, LOUD))]


def test_what_stands_in_the_path_has_no_line():
    place = PLACE._replace(line=PATH, end_line=PATH)
    (one,) = remarks(with_findings(replace(LOUD, evidence=(place,))))
    assert (0, 0, 0, 0) == one[4:]
