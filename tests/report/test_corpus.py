"""rulekit/report/corpus.py: a run over a corpus, before and after."""

import io
from itertools import pairwise

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.corpus import TOP, show_begin, show_end
from rulekit.report.printer import Printer


def counted(keep=0, drop=0, error=0, apart=0):
    tally = Tally(by_folder=None)
    ends = (
        [("keep", ())] * keep + [("drop", ("a/b",))] * drop + [("error", ("broken-row",))] * error
    )
    for decision, causes in ends:
        tally.add(Verdict("a", decision, "", causes, size=1_000))
    for _ in range(apart):
        tally.add(Verdict("a", "drop", "", ("binary",), candidate=False))
    return tally


def begun(**more):
    stream = io.StringIO()
    about = {"columns": "content=text", "form": "", "plan": "profile default", "beside": ()}
    show_begin(Printer(stream), **{**about, "shards": ["a.parquet"], "resumed": 0, **more})
    return stream.getvalue().splitlines()


def ended(tally, by=""):
    stream = io.StringIO()
    show_end(Printer(stream), tally, "'my audit'", by)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "columns  content=text"),
        ({"form": "dolma"}, "columns  content=text   (dolma, detected)"),
        ({}, "shards   a.parquet"),
        ({"shards": ["a", "b", "c"]}, "shards   3: a … c"),
        ({"beside": ["x.md"]}, "beside   not read: x.md"),
        ({"beside": list("abcde")}, "beside   not read: a, b, c, 2 more"),
        ({"resumed": 1}, "resume   1 block done already"),
    ],
)
def test_it_begins_with_what_is_read_and_how(more, line):
    assert line in begun(**more)


LANGUAGES = [
    "",
    " language  rows  keep  drop  error  drop rate  reasons",
    " unknown      4     2     1      1      25.0%  a/b 1, broken-row 1",
]
TOLD = (
    " A row with several reasons counts for each. Only reason: rows that have no other, "
    "save what follows from it; bytes are theirs."
)
REASONS = [
    "",
    " reason      rows  share  only reason   bytes",
    " a/b            1  25.0%            1  1.0 KB",
    " broken-row     1  25.0%            1  1.0 KB",
    TOLD,
]
STEPS = ("--rule a/b", "--cause broken-row", "--random drop")
TABLES = (
    "tables: 'my audit'/verdicts/ and 'my audit'/evidence/ are Parquet; docs/audit.md reads them"
    " with pandas and DuckDB"
)
COUNTS = [
    "",
    "4 rows judged: 2 kept, 1 dropped, 1 error (25.0% dropped)",
    "Not judged: 1 row (1 binary).",
    TABLES,
    "next: " + " · ".join(f"rulekit explain 'my audit' {one}" for one in STEPS),
]


@pytest.mark.parametrize(
    ("by", "tables"),
    [("", LANGUAGES + REASONS), ("language", LANGUAGES), ("rule", REASONS)],
)
def test_it_ends_with_tables_the_counts_and_the_next_step(by, tables):
    assert tables + COUNTS == ended(counted(keep=2, drop=1, error=1, apart=1), by)


def test_of_reasons_that_did_as_much_the_next_step_names_the_first_in_the_table():
    tally = Tally(by_folder=None)
    for decision, cause in [("drop", "b/b"), ("drop", "a/a"), ("error", "z"), ("error", "y")]:
        tally.add(Verdict("a", decision, "", (cause,)))
    assert "--rule a/a" in ended(tally)[-1]
    assert "--cause y" in ended(tally)[-1]


def test_where_nothing_was_dropped_there_is_no_table_of_reasons():
    counts = ["", "1 row judged: 1 kept, 0 dropped (0.0% dropped)", TABLES]
    assert counts == ended(counted(keep=1))[-3:]
    assert not any("reason " in line for line in ended(counted(keep=1)))


def test_a_table_that_is_asked_for_by_rule_tells_what_was_not_measured():
    tally = counted(keep=1)
    tally.add(Verdict("a", "keep", "", findings=(Finding("a/a", "unmeasured", note="too deep"),)))
    assert [" too deep                 1  a/a"] == [
        line for line in ended(tally, "rule") if line.startswith(" too deep")
    ]
    assert not any("too deep" in line for line in ended(tally))


def test_no_two_blank_lines_follow_each_other():
    for tally in (counted(), counted(keep=1), counted(apart=1), counted(drop=1)):
        for by in ("", "language", "rule"):
            shown = ended(tally, by)
            assert ("", "") not in pairwise(shown)


def test_of_many_reasons_the_first_are_shown_and_the_others_counted():
    tally = Tally(by_folder=None)
    for i in range(25):
        tally.add(Verdict("a", "drop", "", (f"a/{i:02}",)))
    lines = ended(tally)
    assert TOP == sum(line.startswith(" a/") for line in lines)
    assert f"   {25 - TOP} more reasons" in lines
    assert 25 == sum(line.startswith(" a/") for line in ended(tally, "rule"))


def test_without_a_drop_there_is_no_next_step():
    assert not any(line.startswith("next") for line in ended(counted(keep=1)))
