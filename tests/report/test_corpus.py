"""rulekit/report/corpus.py: a run over a corpus, before, meanwhile and after."""

import io
import sys

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report import corpus
from rulekit.report.corpus import CorpusProgress, show_begin, show_end
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


def ended(tally):
    stream = io.StringIO()
    show_end(Printer(stream), tally, "'my audit'")
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


def test_it_ends_with_the_counts_and_the_next_step():
    lines = ended(counted(keep=2, drop=1, error=1, apart=1))
    assert "rows 5   keep 2 (50.0 %)   drop 1 (25.0 %)   error 1 (25.0 %)   not judged 1" in lines
    assert "Not judged: 1 row (1 binary)." in lines
    steps = ("--rule a/b", "--cause broken-row", "--random drop")
    assert "next: " + " · ".join(f"rulekit explain 'my audit' {one}" for one in steps) == lines[-1]


def test_of_many_reasons_the_first_are_shown_and_the_others_counted():
    tally = Tally(by_folder=None)
    for i in range(25):
        tally.add(Verdict("a", "drop", "", (f"a/{i:02}",)))
    lines = ended(tally)
    assert 20 == sum(line.startswith(" a/") for line in lines)
    assert "   5 more reasons" in lines


def test_without_a_drop_there_is_no_next_step():
    assert not any(line.startswith("next") for line in ended(counted(keep=1)))


def test_elsewhere_than_on_a_terminal_each_shard_has_a_line(capsys):
    progress = CorpusProgress(show=True, before=counted(), begun=0.0)
    progress.step("a", counted(keep=1), 0.5)
    progress.shard_done("a\x1b[2J", counted(keep=3, drop=1), counted(keep=3, drop=1))
    progress.end()
    said = capsys.readouterr().err
    assert said.startswith("a\\x1b[2J  4 rows  keep 75.0 %  drop 25.0 %  error 0.0 %  (")
    assert 1 == said.count("\n")


def test_nothing_is_said_when_it_is_not_wanted(capsys):
    progress = CorpusProgress(show=False, before=counted(), begun=0.0)
    progress.step("a", counted(keep=1), 0.5)
    progress.shard_done("a", counted(keep=1), counted(keep=1))
    assert ("", "") == capsys.readouterr()


@pytest.fixture
def line(on_terminal, monkeypatch):
    """A function: the line on a terminal, so many seconds after the run began."""

    def shown(finished, seconds, before=0, begun=0.0, rows=8):
        def run(stream):
            monkeypatch.setattr(sys, "stderr", stream)
            times = iter((100.0, 100.0 + seconds))
            monkeypatch.setattr(corpus.time, "monotonic", lambda: next(times))
            started = corpus.time.monotonic()
            progress = CorpusProgress(True, counted(keep=before), begun, started)
            progress.step("a", counted(keep=rows), finished)

        return on_terminal(run)

    return shown


@pytest.mark.parametrize(
    ("finished", "seconds", "said"),
    [
        (0.0, 1, "0%  8 rows/s  0.0 MB/s  drop 0.0 %  eta --:--"),
        (0.5, 4, "50%  2 rows/s  0.0 MB/s  drop 0.0 %  eta 00:04"),
        (0.01, 80, "1%  0 rows/s  0.0 MB/s  drop 0.0 %  eta 2:12:00"),
        (1.0, 8, "100%  1 rows/s  0.0 MB/s  drop 0.0 %  eta 00:00"),
    ],
)
def test_on_a_terminal_a_line_says_how_far_it_is(line, finished, seconds, said):
    assert said in line(finished, seconds)


def test_what_an_earlier_run_did_says_nothing_of_the_speed(line):
    assert "1 rows/s" in line(0.75, 4, before=4, begun=0.5)
    assert "eta 00:04" in line(0.75, 4, before=4, begun=0.5)
