"""rulekit/report/stored.py: what an audit tells."""

import re
from dataclasses import replace

import pytest

from rulekit.core.verdict import Finding, Verdict
from rulekit.report.printer import Printer
from rulekit.report.stored import show_decisions, show_findings, show_others


@pytest.fixture
def told(piped):
    """A function: what a report prints, line by line."""

    def shown(show, *words):
        return piped(lambda stream: show(Printer(stream), *words)).splitlines()

    return shown


NAMELESS = Verdict("a.jsonl#row=3", "error", "no text", shard="a.jsonl", row=3)


def test_a_row_without_a_path_is_named_once(told):
    assert " a.jsonl#row=3  error     no text" == told(show_decisions, [NAMELESS])[1]


def test_a_row_of_which_the_finding_is_not_known_has_no_value(told):
    assert " a.jsonl#row=3      —                   error" == told(show_findings, [NAMELESS])[1]


OVER = Finding("a/b", "fail", value=0.75, limit=0.5, bound="max", margin=0.25)
LONG = replace(NAMELESS, path="src/" + "deep/" * 30 + "a.py", decision="drop", findings=(OVER,))


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (show_findings, " a.jsonl#row=3   0.75  <= 0.5    +0.25  drop      src/deep/"),
        (show_decisions, " a.jsonl#row=3  drop      no text  src/deep/"),
    ],
)
def test_a_long_path_hides_no_number_and_no_reason_on_a_terminal(on_terminal, show, expected):
    shown = on_terminal(lambda stream: show(Printer(stream), [LONG]), 80).splitlines()[1]
    plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
    assert expected == plain[: len(expected)]
    assert (80, "…") == (len(plain), plain[-1])


def test_no_escape_sequence_of_a_path_reaches_a_list(told):
    hostile = Verdict("\x1b[31m.py", "drop", "\x1b[0m", findings=(Finding("a/b", "fail"),))
    assert not any("\x1b" in line for line in told(show_decisions, [hostile]))


def test_no_row_makes_no_table(told):
    assert [] == told(show_findings, []) + told(show_decisions, [])


@pytest.mark.parametrize(
    ("targets", "count", "expected"),
    [
        ([], 0, []),
        (["a#row=1"], 1, ["The same stands in a#row=1."]),
        (["a#row=1", "b#row=2"], 7000, ["The same stands in a#row=1, b#row=2 and 6,998 more."]),
    ],
)
def test_other_rows_of_the_same_name_are_named_or_counted(told, targets, count, expected):
    assert expected == told(show_others, targets, count)
