"""rulekit/report/spreadsheet.py: rows of CSV, inert in a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from reporting import (
    BINARY,
    DROP,
    ERROR,
    FLAGGED,
    KEEP,
    LOUD,
    RUNS,
    dropped,
    report,
    with_findings,
)

from rulekit.report.spreadsheet import COLUMNS


def rows(verdicts):
    """The rows below the head, by column."""
    return list(csv.DictReader(io.StringIO(report("csv", verdicts), newline="")))


def test_a_failed_rule_is_a_row():
    (row,) = rows([DROP])
    assert {
        "path": "src/a.py", "line": "2", "column": "5", "end_line": "2", "end_column": "9",
        "language": "python", "decision": "drop", "rule": "mine/loud", "action": "drop",
        "value": "0.5", "limit": "0.05", "bound": "max", "margin": "0.45",
        "unit": "share of code lines", "limit_from": "rule", "implied_by": "", "places": "1",
        "message": "[b]50%[/b]",
    } == row  # fmt: skip
    assert list(COLUMNS) == list(row)


def test_what_follows_from_another_is_a_row_that_says_so():
    follow = replace(LOUD, rule="mine/other", implied_by="mine/loud")
    told = [(row["rule"], row["implied_by"]) for row in rows([with_findings(LOUD, follow)])]
    assert [("mine/loud", ""), ("mine/other", "mine/loud")] == told


def test_an_error_is_a_row_by_its_cause():
    (row,) = rows([ERROR])
    told = ("d.py", "", "error", "unreadable", "error", "", "cannot be read: no")
    names = ("path", "line", "decision", "rule", "action", "value", "message")
    assert told == tuple(row[name] for name in names)


def test_a_flag_is_a_row_of_a_kept_file():
    assert [("keep", "flag")] == [(row["decision"], row["action"]) for row in rows([FLAGGED])]


def test_what_is_kept_or_no_candidate_has_no_row():
    assert [] == rows([KEEP, BINARY])


def test_lines_end_as_rfc_4180_says():
    assert report("csv", [DROP]).endswith("\r\n")


@pytest.mark.parametrize("begin", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_what_a_spreadsheet_would_compute_gets_a_quote(begin):
    (row,) = rows([dropped(path=begin)])
    assert row["path"].startswith("'")


def test_numbers_stay_numbers():
    (row,) = rows([dropped(value=-1.0)])
    assert "-1.0" == row["value"]


@given(RUNS)
def test_every_row_has_every_cell_and_begins_no_formula_whatever_the_texts(verdicts):
    for row in csv.reader(io.StringIO(report("csv", verdicts), newline="")):
        assert len(COLUMNS) == len(row)
        assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert not row[-1].startswith(("=", "+", "-", "@", "\t", "\r"))
