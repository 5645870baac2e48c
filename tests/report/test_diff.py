"""rulekit/report/diff.py: differences of two audits, as they are shown."""

import io

from rulekit.report.diff import show_differences
from rulekit.report.printer import Printer

NOTHING = {
    "plan": [], "rows": 4, "only_before": 0, "only_after": 0, "other_text": 0, "flips": [],
    "by_rule": [], "by_language": [], "rules": [], "readings": None, "samples": [],
    "other_reasons": 0,
}  # fmt: skip
FLIP = {"from": "keep", "to": "drop", "rows": 1, "bytes": 2000}


def shown(**told):
    stream = io.StringIO()
    show_differences(Printer(stream), NOTHING | told)
    return stream.getvalue().splitlines()


def test_no_difference_is_a_line():
    lines = ["rows   4 in both", "", "0 of 4 rows end otherwise (0.0%)"]
    assert lines == shown()


def test_what_is_not_compared_is_said():
    lines = shown(only_before=1, other_text=2)
    assert "rows   4 in both; not compared: 1 only in the first, 2 with another text" == lines[0]


def test_flips_are_told_by_rule_and_in_one_line():
    lines = shown(flips=[FLIP], by_rule=[{**FLIP, "rule": "p/a"}], other_reasons=3)
    assert " p/a   keep  drop     1  2.0 KB" in lines
    assert "1 row of 4 ends otherwise (25.0%): keep to drop 1" in lines
    assert "3 rows more by other rules, with the same end" == lines[-1]


def test_long_tables_and_plans_are_shown_in_part_and_said_to_be():
    rules = [{**FLIP, "rule": f"p/{number:02}"} for number in range(20)]
    lines = shown(flips=[FLIP], by_rule=rules, plan=[f"line {number}" for number in range(10)])
    assert "   8 lines more: --by rule" in lines
    assert "       2 differences more" in lines


def test_readings_that_are_others_are_told_by_signal():
    told = {"compared": 9, "rows": 2, "signals": {"x": 2}, "gone": ["y"], "new": []}
    lines = shown(readings=told)
    assert "Readings are others on 2 of 9 rows, as they were taken by other versions." in lines
    assert (" x  2" in lines, "   not measured any more: y" in lines) == (True, True)


def test_paths_are_no_markup_and_obey_no_terminal():
    sample = {"shard": "s", "row": 1, "path": "[red]\x1b[2J", "from": "keep", "to": "drop"}
    lines = shown(samples=[{**sample, "reason_before": "", "reason_after": "why"}])
    assert any(r"[red]\x1b[2J" in one for one in lines)
