"""The way of a row through the steps of a curation, as people see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from rulekit.report.number import plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

EDITS = 20  # edits of a step that are shown
MARKS = {
    "passed": Styled("✓", "green"),
    "ended": Styled("✗", "red"),
    "not reached": Styled("-", "dim"),
}


class ToldStep(Protocol):
    """What is told of a step on the way of a row."""

    @property
    def id(self) -> str:
        """The name of the step."""

    @property
    def did(self) -> str:
        """`passed`, `ended` or `not reached`."""

    @property
    def fact(self) -> str:
        """What it found out, or the reason of the end."""

    @property
    def edits(self) -> Sequence[Mapping[str, Any]]:
        """What it changed."""

    @property
    def leaks(self) -> Sequence[Mapping[str, Any]]:
        """Parts of benchmarks that it found."""

    @property
    def copy(self) -> Mapping[str, Any] | None:
        """The row that is kept instead of this one."""

    @property
    def copies(self) -> Sequence[str]:
        """Rows that were dropped for this one."""

    @property
    def copy_count(self) -> int:
        """How many those are in all."""


def show_way(printer: Printer, way: Sequence[ToldStep]) -> None:
    """Show what each step did with a row, its edits side by side."""
    width = max(len(step.id) for step in way)
    for step in way:
        name = Styled(f"{step.id:{width}}", "dim" if step.did == "not reached" else "bold")
        printer.line(" ", MARKS[step.did], " ", name, f"  {_sentence(step)}")
        _show_copies(printer, step)
        _show_leaks(printer, step)
        _show_edits(printer, step)


def _sentence(step: ToldStep) -> str:
    edits = f"{plural(len(step.edits), 'edit')}" if step.edits else ""
    copies = f"kept instead of {plural(step.copy_count, 'other')}" if step.copy_count else ""
    told = [one for one in (step.fact, copies, edits) if one]
    return "; ".join(told) or step.did


def _show_copies(printer: Printer, step: ToldStep) -> None:
    if step.copy and step.copy.get("kept_path"):
        known = step.copy.get("kept_id")
        printer.line(f"     kept: {step.copy['kept_path']}" + (f", id {known}" if known else ""))
    for one in step.copies[:EDITS]:
        printer.line(f"     copy: {one}")


def _show_leaks(printer: Printer, step: ToldStep) -> None:
    for one in step.leaks[:EDITS]:
        where = f"bytes {one['start']:,} to {one['end']:,}"
        part = f"{one['benchmark']} {one['item']} {one['part']}"
        printer.line(f"     {part}: {one['covered']:.0%} of it; {where}: {one['gram']}")


def _show_edits(printer: Printer, step: ToldStep) -> None:
    """What was cut, beside what stands there now; offsets and lines are those of the original."""
    if not step.edits:
        return
    head: Row = tuple(Styled(one, "bold") for one in ("line", "bytes", "rule", "was", "is"))
    rows = [head, *map(_edit, step.edits[:EDITS])]
    printer.table(rows, right=(0,), indent=5)
    if (more := len(step.edits) - EDITS) > 0:
        printer.line(f"     and {more:,} more")


def _edit(edit: Mapping[str, Any]) -> Row:
    shown = " ".join(edit["replacement"].split())
    span = f"{edit['start']:,}–{edit['end']:,}"
    return (f"{edit['line']:,}", span, edit["rule"], edit["excerpt"], shown or "(nothing)")
