"""Described packages as people see them: how many entries each has, and of which version."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer


class DescribedCount(NamedTuple):
    """A package, the distribution and version that it is of, and its entries."""

    name: str
    version: str
    entries: int
    deprecated: int
    left: int


def show_described(printer: Printer, counts: Sequence[DescribedCount]) -> None:
    """Show how many entries each package has; `left out` are those beyond the bound."""
    names = ("package", "version", "entries", "deprecated", "left out")
    head: Row = tuple(Styled(name, "bold") for name in names)
    rows: list[Row] = [
        (one.name, one.version, f"{one.entries:,}", f"{one.deprecated:,}", f"{one.left:,}")
        for one in counts
    ]
    printer.table([head, *rows], right=(2, 3, 4))
