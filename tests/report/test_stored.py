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


def on_columns(on_terminal, show, columns):
    shown = on_terminal(lambda stream: show(Printer(stream), [LONG]), columns)
    return re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()[1:]


def test_a_long_path_is_shortened_beside_its_numbers_on_a_terminal(on_terminal):
    (line,) = on_columns(on_terminal, show_findings, 100)
    assert line.startswith(" a.jsonl#row=3   0.75  <= 0.5    +0.25  drop      src/deep/")
    assert line.endswith("/deep/a.py")
    assert (100, 1) == (len(line), line.count("…"))


def test_a_long_path_goes_on_under_itself_beside_its_reason_on_a_terminal(on_terminal):
    first, *others = on_columns(on_terminal, show_decisions, 80)
    assert " a.jsonl#row=3  drop      no text" == first
    assert all(line.startswith(" " * 35) for line in others)
    assert LONG.path == "".join(line[35:] for line in others)


def test_numbers_are_in_the_unit_of_the_rule(told):
    share = replace(LONG, path="a.py", findings=(replace(OVER, unit="share of lines"),))
    expected = " a.jsonl#row=3    75%  <= 50%     +25%  drop      a.py"
    assert expected == told(show_findings, [share])[1]


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
