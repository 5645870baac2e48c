"""rulekit/report/progress.py: how far a long run is."""

import sys

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report import progress
from rulekit.report.progress import CorpusProgress, bar, time_left, with_progress

VERDICTS = [Verdict(f"{i}.py", "keep", "") for i in range(4)]


@pytest.fixture
def at_once(monkeypatch):
    """A run is long from its first file on."""
    monkeypatch.setattr(progress, "AFTER", -1.0)
    monkeypatch.setattr(progress, "EVERY", -1.0)


@pytest.fixture
def on_stderr(on_terminal, monkeypatch):
    """A function: what reaches the terminal that stderr is while verdicts go by."""

    def shown(*, show):
        def run(stream):
            monkeypatch.setattr(sys, "stderr", stream)
            for verdict in with_progress(VERDICTS, len(VERDICTS), show=show):
                stream.write(f"<{verdict.path}>")

        return on_terminal(run, 80)

    return shown


def test_the_verdicts_go_by_as_they_are(at_once, on_terminal, monkeypatch):
    seen = []

    def run(stream):
        monkeypatch.setattr(sys, "stderr", stream)
        seen.extend(with_progress(VERDICTS, len(VERDICTS), show=True))

    on_terminal(run)
    assert VERDICTS == seen


def test_nothing_is_said_where_there_is_no_terminal(at_once, capsys):
    assert VERDICTS == list(with_progress(VERDICTS, len(VERDICTS), show=True))
    assert ("", "") == capsys.readouterr()


def test_nothing_is_said_when_it_is_not_wanted(at_once, on_stderr):
    assert "<0.py><1.py><2.py><3.py>" == on_stderr(show=False)


def test_a_short_run_needs_no_line(on_stderr):
    assert "<0.py><1.py><2.py><3.py>" == on_stderr(show=True)


def test_the_line_counts_what_is_done(at_once, on_stderr):
    shown = on_stderr(show=True)
    assert ["1/4 files", "2/4 files", "3/4 files", "4/4 files"] == [
        f"{i}/4 files" for i in range(9) if f" {i}/4 files" in shown
    ]


def test_the_line_is_wiped_before_each_verdict_and_at_the_end(at_once, on_stderr):
    wiped = "\r\x1b[2K"
    pieces = on_stderr(show=True).split(wiped)
    assert ["<0.py>", "<1.py>", "<2.py>", "<3.py>", ""] == pieces[::2]


def test_a_line_that_is_too_long_lacks_its_middle_and_stays_one(at_once, on_terminal, monkeypatch):
    def run(stream):
        monkeypatch.setattr(sys, "stderr", stream)
        list(with_progress(VERDICTS, len(VERDICTS), show=True))

    first, *_ = [one for one in on_terminal(run, 30).split("\r\x1b[2K") if one]
    assert (29, True) == (len(first), "…" in first)


@pytest.mark.parametrize(
    ("drawn", "part"), [("░" * 20, 0.0), ("█" * 10 + "░" * 10, 0.5), ("█" * 20, 1.0)]
)
def test_the_bar_is_the_share_that_is_done(drawn, part):
    assert drawn == bar(part)


@pytest.mark.parametrize(
    ("told", "seconds", "done"),
    [
        ("", 4.9, 0.5),
        ("", 60.0, 0.01),
        ("  eta 00:05", 5.0, 0.5),
        ("  eta 49:00", 60.0, 0.02),
        ("  eta 2:43:20", 200.0, 0.02),
        ("  eta 00:00", 60.0, 1.0),
    ],
)
def test_the_time_that_is_left_is_told_once_it_can_be(told, seconds, done):
    assert told == time_left(seconds, done, 1 - done)


# Of a corpus


def counted(keep=0, drop=0):
    tally = Tally(by_folder=None)
    for decision, causes in [("keep", ())] * keep + [("drop", ("a/b",))] * drop:
        tally.add(Verdict("a", decision, "", causes, size=1_000))
    return tally


def test_elsewhere_than_on_a_terminal_each_shard_has_a_line(capsys):
    progress = CorpusProgress(show=True, before=counted(), begun=0.0)
    progress.step("a", counted(keep=1), 0.5)
    progress.shard_done("a\x1b[2J", counted(keep=3, drop=1), counted(keep=3, drop=1))
    progress.end()
    said = capsys.readouterr().err
    assert said.startswith("a\\x1b[2J  4 rows  keep 75.0%  drop 25.0%  error 0.0%  (")
    assert 1 == said.count("\n")


def test_nothing_is_said_of_a_corpus_when_it_is_not_wanted(capsys):
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
            monkeypatch.setattr(progress.time, "monotonic", lambda: next(times))
            started = progress.time.monotonic()
            line = CorpusProgress(counted(keep=before), begun, started, show=True)
            line.step("a", counted(keep=rows), finished)

        return on_terminal(run, 90)

    return shown


@pytest.mark.parametrize(
    ("finished", "seconds", "said"),
    [
        (0.0, 8, "0%  1 rows/s  0.0 MB/s  drop 0.0%"),
        (0.5, 4, "50%  2 rows/s  0.0 MB/s  drop 0.0%"),
        (0.5, 8, "50%  1 rows/s  0.0 MB/s  drop 0.0%  eta 00:08"),
        (0.025, 160, "2%  0 rows/s  0.0 MB/s  drop 0.0%  eta 1:44:00"),
        (1.0, 8, "100%  1 rows/s  0.0 MB/s  drop 0.0%  eta 00:00"),
    ],
)
def test_on_a_terminal_a_line_says_how_far_it_is(line, finished, seconds, said):
    assert line(finished, seconds).endswith(said)


def test_what_an_earlier_run_did_says_nothing_of_the_speed(line):
    assert "0 rows/s" in line(0.75, 8, before=4, begun=0.5)
    assert "eta 00:08" in line(0.75, 8, before=4, begun=0.5)
