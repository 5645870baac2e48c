"""Labels as people see them: how many there are, how readers agree, and where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rulekit.report.number import percent
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

Counts = tuple[str, int, int, int, int, int, int]
Agreed = tuple[str, str, str, int, int, float | None, int]


def show_counts(printer: Printer, counts: Iterable[Counts]) -> None:
    """Show of each reader: files, keeps, drops, undecided, of low confidence, and not blind."""
    heads = ("reader", "files", "keep", "drop", "undecided", "low confidence", "not blind")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    rows += [(who, *(f"{number:,}" for number in numbers)) for who, *numbers in counts]
    printer.table(rows, right=range(1, len(heads)))


def show_agreement(printer: Printer, agreed: Iterable[Agreed]) -> None:
    """Show of two readers, and a language if it is one: files decided by both, alike, kappa."""
    heads = ("readers", "language", "both decided", "alike", "share", "kappa", "undecided")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for one, other, language, decided, alike, kappa, undecided in agreed:
        rows.append(
            (
                "" if language else f"{one}, {other}",
                language or "all",
                f"{decided:,}",
                f"{alike:,}",
                percent(alike, decided) if decided else "—",
                "—" if kappa is None else f"{kappa:.2f}",
                f"{undecided:,}",
            )
        )
    printer.line()
    printer.table(rows, right=range(2, len(heads)))


def show_disagreements(
    printer: Printer, rows: Sequence[tuple[str, str, Sequence[str]]], total: int
) -> None:
    """Show files that readers decided otherwise: path, language, and the word of each reader.

    `total` is how many there are.
    """
    heads = ("path", "language", "labels")
    table: list[Row] = [[Styled(head, "bold") for head in heads]]
    table += [(path, language, "; ".join(words)) for path, language, words in rows]
    printer.line()
    printer.table(table, paths=(0,))
    if total > len(rows):
        printer.line(f"{total:,} files were decided otherwise; {len(rows):,} are shown (-n)")
