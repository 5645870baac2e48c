"""A synthesis as people see it: what became of samples, what it cost, where the lines are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rulekit.report.asked import spending
from rulekit.report.number import percent, plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Told = Mapping[str, Any]
COSTS = ("requests", "tokens", "money")


def show_recipe(printer: Printer, told: Mapping[str, str]) -> None:
    """Show what is made of what, and by whom."""
    printer.table([(Styled(name, "bold"), text) for name, text in told.items()], indent=0)


def show_synthesis(printer: Printer, told: Told) -> None:
    """Show where samples ended and why, how tasks went, and what was spent."""
    ends: Sequence[Told] = told["ends"]
    total = sum(one["samples"] for one in ends)
    head: Row = tuple(Styled(word, "bold") for word in ("ended by", "cause", "samples", ""))
    rows: list[Row] = [
        (one["stage"], one["cause"], f"{one['samples']:,}", percent(one["samples"], total))
        for one in ends
    ]
    printer.line()
    printer.table([head, *rows], right=(2, 3))
    printer.line()
    printer.line(f"seeds: {_seeds(told['seeds'])}")
    if sorted_ := told.get("categories"):
        counts = ", ".join(f"{name} {count:,}" for name, count in sorted_["seeds"].items())
        printer.line(f"categories of all of them, by {sorted_['by']}: {counts}")
    tasks, tries = told["tasks"], len(told["attempts"])
    printer.line(
        f"tasks: {tasks['all']:,} in {plural(tries, 'attempt')}; {tasks['kept']:,} have a sample, "
        f"{tasks['in vain']:,} none"
    )
    for name, spent in told["spent"].items():
        printer.line(f"spent for {name}: {spending(_sums(spent))}")


def _seeds(told: Mapping[str, int]) -> str:
    others = ", ".join(
        f"{count:,} {why}" for why, count in told.items() if count and why not in ("rows", "seeds")
    )
    return f"{told['seeds']:,} of {plural(told['rows'], 'row')}" + (
        f" ({others})" if others else ""
    )


def _sums(spent: Mapping[str, float]) -> list[tuple[str, float, float | None]]:
    tokens = spent["input"] + spent["output"]
    amounts = (spent["requests"], tokens, spent["money"])
    return [(name, amount, None) for name, amount in zip(COSTS, amounts, strict=True)]
