"""Executions as people see them: how many solutions ended how."""

from __future__ import annotations

from collections.abc import Mapping

from rulekit.report.number import percent
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer


def show_executions(printer: Printer, outcomes: Mapping[str, int]) -> None:
    """Show how many solutions ended how; those that passed are kept."""
    total = sum(outcomes.values())
    head: Row = (Styled("outcome", "bold"), Styled("solutions", "bold"), "")
    rows = [
        (name, f"{count:,}", percent(count, total)) for name, count in outcomes.items() if count
    ]
    printer.table([head, *rows], right=(1, 2))
