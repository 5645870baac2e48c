"""rulekit/report/tune.py: limits and rules, as they are shown."""

import io

from rulekit.report.printer import Printer
from rulekit.report.tune import show_ranking

RANKED = {
    "dropped": 0, "only_reason": 0, "only_reason_bytes": 0, "kept": 0, "overlap": 0.0, "beside": "",
    "beside_rows": 0,
}  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(stream, names):
    show_ranking(Printer(stream), [{"rule": name, **RANKED} for name in names], 9, None, "audit")
    return stream.getvalue()


def test_rules_that_drop_nothing_are_all_named_in_a_pipe_and_some_on_a_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("NO_COLOR", "1")
    names = [f"p/rule-{number:02}" for number in range(20)]
    assert f"20 rules drop nothing: {', '.join(names)}\n" in shown(io.StringIO(), names)
    some = f"20 rules drop nothing: {', '.join(names[:12])} and 8 more (-o json)\n"
    assert some in shown(Terminal(), names)


def test_a_name_of_a_rule_is_no_markup_and_obeys_no_terminal():
    assert r"1 rule drops nothing: [bold]\x1b[2J" in shown(io.StringIO(), ["[bold]\x1b[2J"])
