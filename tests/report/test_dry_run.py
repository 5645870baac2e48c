"""rulekit/report/dry_run.py: what a run would be like, for people."""

import io

import pytest

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report.dry_run import duration, show_corpus, show_estimate
from rulekit.report.printer import Printer


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.1, "1 s"),
        (89, "89 s"),
        (600, "10 min"),
        (5_460, "1 h 31 min"),
        (40 * 3600, "40 h 0 min"),
        (50 * 3600, "2 days 2 h"),
    ],
)
def test_time_is_told_as_people_say_it(seconds, said):
    assert said == duration(seconds)


def test_shares_are_told_with_the_size_of_the_sample():
    tally, stream = Tally(by_folder=None), io.StringIO()
    for decision in ("keep", "keep", "keep", "drop"):
        tally.add(Verdict("a", decision, "", language="python", candidate=True))
    show_estimate(Printer(stream), tally, rate=123.4, seconds=7_200, jobs=8)
    assert [
        "",
        "tried    4 rows: keep 75.0%  drop 25.0%  error 0.0%",
        "speed    about 123 rows/s with one core",
        "time     about 2 h 0 min of judging with -j 8",
    ] == stream.getvalue().splitlines()


def test_a_guess_and_shards_that_are_broken_are_told():
    stream = io.StringIO()
    broken = {f"{i}.jsonl": "it cannot be read" for i in range(5)}
    show_corpus(
        Printer(stream), rows="about 9", bytes=1_500, guessed="1 of 6", broken=broken, out="made"
    )
    assert [
        "rows     about 9   (1 of 6)",
        "size     1.5 KB on the disk",
        *(f"broken   {i}.jsonl: it cannot be read" for i in range(3)),
        "broken   … and 2 more",
        "out      made",
    ] == stream.getvalue().splitlines()
