"""A fit as people see it: how good it is, and at which limit."""

from __future__ import annotations

from collections.abc import Sequence

from rulekit.report.number import percent, plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Bin = tuple[float, int, int]  # mean score, documents, those of them to keep


def show_area(printer: Printer, name: str, area: float, steps: int, signals: int) -> None:
    """Show how well scores rank documents of repositories that the fit has not seen."""
    printer.line(Styled("area under the ROC  ", "bold"), f"{area:.3f}   ({name})")
    printer.line(
        Styled("scorecard           ", "bold"),
        f"{plural(steps, 'step')} of {plural(signals, 'signal')}",
    )


def show_limits(printer: Printer, rows: Sequence[tuple[float, float, float, float]]) -> None:
    """Show what a limit on the score would do: limit, F1, share of the bad, share of the good."""
    heads = ("min_score", "F1", "bad dropped", "good kept")
    table: list[Row] = [[Styled(head, "bold") for head in heads]]
    table += [(f"{a:g}", f"{b:.3f}", percent(c, 1), percent(d, 1)) for a, b, c, d in rows]
    printer.line()
    printer.table(table, right=range(4))


def show_calibration(printer: Printer, bins: Sequence[Bin]) -> None:
    """Show how many documents of a score are to be kept: as many as it says, if it is right."""
    heads = ("score", "documents", "to keep")
    table: list[Row] = [[Styled(head, "bold") for head in heads]]
    table += [(f"{mean:.2f}", f"{count:,}", percent(keep, count)) for mean, count, keep in bins]
    printer.line()
    printer.table(table, right=range(3))
