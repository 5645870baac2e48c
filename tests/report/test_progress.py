"""rulekit/report/progress.py: how far a long run is, on a terminal only."""

import sys

import pytest

from rulekit.core.verdict import Verdict
from rulekit.report import progress
from rulekit.report.progress import with_progress

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

        return on_terminal(run)

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
