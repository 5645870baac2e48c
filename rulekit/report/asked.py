"""Asking as people see it: what comes, what it costs, what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rulekit.report.number import number, percent, plural
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


def outlook(left: int, answers: int, costs: Mapping[str, float], sums: Sums) -> str:
    """What the replies that are left will cost, by the answers so far, and which limit they meet.

    `sums` are what is spent and the limits, which are those of all runs of a folder.
    """
    said = f"{_replies(left)} left"
    if not (left and answers):
        return said
    whole = [(name, spent + costs[name], most) for name, spent, most in sums]
    over = [name for name, cost, most in whole if most is not None and cost > most]
    more = f"; more than `limits` has of {', '.join(over)}" if over else ""
    cost = spending((name, costs[name], most) for name, _, most in sums)
    by = f"by {plural(answers, 'answer')}"
    return f"{said}; {by}, they cost {cost}, and {spending(whole)} with what is spent{more}"


def spending(sums: Iterable[tuple[str, float, float | None]]) -> str:
    """Amounts of requests, tokens and money, as far as there are any."""
    told = [f"{number(value)} {_one(name, value)}" for name, value, _ in sums if value]
    return ", ".join(told) or "nothing"


def _replies(count: int) -> str:
    return f"{count:,} {'reply is' if count == 1 else 'replies are'}"


def _one(name: str, value: float) -> str:
    return name.removesuffix("s") if value == 1 else name


def show_replies(printer: Printer, outcomes: Mapping[str, int], sums: Sums) -> None:
    """Show how many replies ended how, and what was spent by all runs of the folder."""
    total = sum(outcomes.values())
    printer.line()
    head: Row = (Styled("outcome", "bold"), Styled("replies", "bold"), "")
    rows = [
        (name, f"{count:,}", percent(count, total)) for name, count in outcomes.items() if count
    ]
    printer.table([head, *rows], right=(1, 2))
    printer.line()
    printer.line(f"spent: {spending(sums)}")
