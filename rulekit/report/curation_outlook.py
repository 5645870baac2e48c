"""What a curation would be like, as people see it."""

from __future__ import annotations

from collections.abc import Sequence

from rulekit.report.number import size
from rulekit.report.pieces import Styled
from rulekit.report.printer import Printer

Curve = Sequence[tuple[float, float]]


def show_outlook(
    printer: Printer,
    *,
    rows: int | None,
    bytes: int,
    bands: Sequence[tuple[str, int, int, Curve]],
    disk: Sequence[tuple[str, int]],
) -> None:
    """Show rows and bytes of the corpus, bands of each step with their curve, and bytes of work."""
    told = "unknown" if rows is None else f"{rows:,}"
    printer.line(Styled("rows     ", "bold"), f"{told}, in {size(bytes)} of shards")
    for step, count, each, curve in bands:
        printer.line()
        printer.line(Styled(f"{step}: ", "bold"), f"{count} bands of {each}")
        printer.line(" rows so alike are compared with this probability:")
        head = ("Jaccard", *(f"{alike:g}" for alike, _ in curve))
        printer.table([head, ("compared", *(f"{share:.3g}" for _, share in curve))])
    if disk:
        printer.line()
        shown = ", ".join(f"{step} {size(count)}" for step, count in disk)
        printer.line(Styled("disk     ", "bold"), f"about {shown}, while it runs")
