"""A run over a corpus as people see it: what it begins with and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulekit.core.tally import Tally
from rulekit.report.number import plural
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer
from rulekit.report.summary import (
    not_judged,
    show_groups,
    show_statistics,
    show_unmeasured,
    totals,
    without_reply,
)

TOP = 12  # reasons that are shown at the end
BESIDE = 3  # files beside the shards that are named


def show_begin(
    printer: Printer,
    *,
    columns: str,
    form: str,
    plan: str,
    shards: Sequence[str],
    beside: Sequence[str],
    resumed: int,
) -> None:
    """Show the corpus and the plan, before the first row is judged."""
    told = f"{columns}   ({form}, detected)" if form else columns
    printer.line(Styled("columns  ", "bold"), told)
    printer.line(Styled("plan     ", "bold"), plan)
    names = shards[0] if len(shards) == 1 else f"{len(shards):,}: {shards[0]} … {shards[-1]}"
    printer.line(Styled("shards   ", "bold"), names)
    if beside:
        more = f", {len(beside) - BESIDE} more" if len(beside) > BESIDE else ""
        printer.line(Styled("beside   ", "bold"), f"not read: {', '.join(beside[:BESIDE])}{more}")
    if resumed:
        printer.line(Styled("resume   ", "bold"), f"{plural(resumed, 'block')} done already")


def show_end(printer: Printer, tally: Tally, audit: str, by: str = "") -> None:
    """What each language and each reason did, the totals, and the next step.

    `audit` is quoted for a shell. `by` asks for one of the tables, whole.
    """
    if tally.all.total and by != "rule":
        printer.line()
        show_groups(printer, "language", tally.by_language, "row", top=not by)
    if tally.by_reason and by != "language":
        printer.line()
        show_statistics(printer, tally, None if by else TOP, "row")
    if by == "rule":
        show_unmeasured(printer, tally, "row")
    printer.line()
    printer.line(Styled(totals(tally.all, "row"), "bold"))
    if told := without_reply(tally, "row"):
        printer.line(told)
    if told := not_judged(tally, "row", ""):
        printer.line(told)
    dropped = {name: one.drop for name, one in tally.by_reason.items() if "/" in name and one.drop}
    failed = {name: one.error for name, one in tally.by_reason.items() if one.error}
    steps = [f"--rule {_most(dropped)}"] if dropped else []
    steps += [f"--cause {_most(failed)}"] if failed else []
    steps += ["--random drop"] if tally.all.drop else []
    if tally.total:
        tables = f"{audit}/verdicts/ and {audit}/evidence/ are Parquet"
        printer.line(f"tables: {tables}; docs/audit.md reads them with pandas and DuckDB")
    if steps:
        printer.line("next: " + " · ".join(f"rulekit explain {audit} {step}" for step in steps))


def _most(counts: Mapping[str, int]) -> str:
    """The name with the highest count, of equal ones the first in the table."""
    return min(counts, key=lambda name: (-counts[name], name))
