"""A project whose audit is counted: rules that follow from others are among its own."""

from __future__ import annotations

from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import auditing
from filtering import Here

from rulekit.core.rule import Bound, Range
from rulekit.core.tally import Tally
from rulekit.run.filter import Filter
from rulekit.run.prepared import FilterOptions

# Rules that follow from another, one of them from a failure that follows itself.
FOLLOWING = {
    "rules/mine/shouting.yaml": auditing.rule_text(
        "Shouting", "!!", "max: 1", "!", "!!!!", "implied_by: [mine/loud]\n"
    ),
    "rules/mine/crying.yaml": auditing.rule_text(
        "Crying", "!!!", "max: 0", "!", "!!!", "implied_by: [mine/shouting]\n"
    ),
}
RULES = (*auditing.RULES, "mine/shouting", "mine/crying")


def make_counted(folder: Path) -> None:
    """The project, and its audit `full`, which has readings."""
    auditing.make_project(folder)
    for path, text in FOLLOWING.items():
        (folder / path).write_text(text)
    with chdir(folder):
        run = Filter(auditing.OURS, FilterOptions(("left", "right"), "full", signals="used"))
        list(run.run(lambda: [Here(run)]))


def limited(rule, bound, limit):
    """The rule with another limit at one end."""
    ends = {"min": rule.keep.minimum, "max": rule.keep.maximum, bound: Bound(limit)}
    return replace(rule, keep=Range(ends["min"], ends["max"]))


def tally_of(verdicts) -> Tally:
    """The counts of verdicts, one after the other."""
    tally = Tally()
    for one in verdicts:
        tally.add(one)
    return tally
