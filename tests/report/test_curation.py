"""rulekit/report/curation.py: what each step of a curation let pass, for people."""

from io import StringIO

from rulekit.report.curation import LINES, show_funnel
from rulekit.report.printer import Printer


def shown(groups):
    step = {"id": "score", "rows_in": 9, "rows_out": 3, "bytes_in": 9, "bytes_out": 3, "edits": 0}
    told = StringIO()
    show_funnel(Printer(told), [{**step, "settled": {"groups": groups, "signal": "worth"}}])
    return told.getvalue().split("score: worth\n")[-1]


def line(part="top", rows=9, kept=3, low=None, high=None):
    return {
        "part": part, "low": low, "high": high, "rows": rows, "before": rows * 1000,
        "target": kept, "cutoff": "", "kept": kept, "after": kept * 1000,
    }  # fmt: skip


def test_each_part_of_a_group_is_a_line():
    found = shown({"go": [line("1", high=0.5, kept=0), line("2", low=0.5, kept=9)]})
    assert ["1", "0.5", "9", "0", "0.0%", "9.0", "KB", "0", "B"] == found.split("\n")[1].split()[1:]
    assert ["2", "0.5", "9", "9", "100.0%"] == found.split("\n")[2].split()[1:6]


def test_parts_without_rows_are_left_out():
    found = shown({"go": [line(rows=0, kept=0), line("unscored")]})
    assert ["go", "unscored"] == found.split("\n")[1].split()[:2]
    assert 2 == len(found.strip().split("\n"))


def test_of_many_groups_the_largest_are_shown_and_the_others_counted():
    groups = {f"g{i:02}": [line(rows=100 - i)] for i in range(LINES + 5)}
    found = shown(groups)
    assert "g00" == found.split("\n")[1].split()[0]
    assert "and 5 other groups: sample/score.parquet" in found
