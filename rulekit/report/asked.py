"""Asking as people see it: what comes, what it costs, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulekit.report.number import number, percent
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Sums = Sequence[tuple[str, float, float | None]]


def show_inquiry(printer: Printer, told: Mapping[str, str]) -> None:
    """Show what is asked of whom."""
    printer.table([(Styled(name, "bold"), text) for name, text in told.items()], indent=0)


def show_messages(printer: Printer, messages: Sequence[Mapping[str, str]]) -> None:
    """Show what the server is sent for one row."""
    for message in messages:
        printer.line()
        printer.line(Styled(message["role"], "bold"))
        for line in message["content"].split("\n"):
            printer.line(line)


def outlook(replies: int, first: int, costs: Mapping[str, float], limits: Sums) -> str:
    """What all replies will cost, by the first of them, and which limit they will meet."""
    told = ", ".join(f"{number(cost)} {name}" for name, cost in costs.items() if cost)
    over = [name for name, _, most in limits if most is not None and costs[name] > most]
    more = f"; more than `limits` has of {', '.join(over)}" if over else ""
    return f"by the first {first}, {replies:,} replies cost {told}{more}"


def show_replies(printer: Printer, outcomes: Mapping[str, int], sums: Sums) -> None:
    """Show how many replies ended how, and what was spent by all runs of the folder."""
    total = sum(outcomes.values())
    printer.line()
    head: Row = (Styled("outcome", "bold"), Styled("replies", "bold"), "")
    rows = [
        (name, f"{count:,}", percent(count, total)) for name, count in outcomes.items() if count
    ]
    printer.table([head, *rows], right=(1, 2))
    told = [f"{number(value)} {name}" for name, value, _ in sums if value]
    printer.line()
    printer.line(f"spent: {', '.join(told) or 'nothing'}")
