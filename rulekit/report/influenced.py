"""Selections by influence as people see them: beside loss, norm and length, and the check."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rulekit.core.escape import visible
from rulekit.report.number import percent, plural
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer

LONGEST = 40  # characters of a category
Told = Mapping[str, Any]
HEADS = ("category", "samples", "selected", "~loss", "~norm", "~length", "low loss", "low norm")


def show_selection(printer: Printer, told: Told) -> None:
    """Show what was selected, and what plain measures would have selected, too."""
    table: list[Row] = [[Styled(word, "bold") for word in (*HEADS, "chance")]]
    table += [_row(name, one) for name, one in told["categories"].items()]
    printer.table(table, right=range(1, len(HEADS) + 1))
    printer.line()
    printer.line(
        "~ is the rank correlation of influence with a measure; then how much of the selection the "
        "lowest loss, the lowest gradient norm, and chance would have taken, too"
    )
    others = {name: count for name, count in told["outcomes"].items() if name not in _OWN}
    if others:
        listed = ", ".join(f"{count:,} {name}" for name, count in others.items())
        printer.line(f"samples without a rank: {listed}")
    printer.line()
    for line in _check(told["check"], taken=told["taken"]):
        printer.line(line)


_OWN = ("selected", "left")


def _row(name: str, one: Told) -> Row:
    correlations = [f"{one['correlation'][key]:+.2f}" for key in ("loss", "norm", "tokens")]
    overlaps = [percent(one["overlap"][key], 1) for key in ("loss", "norm")]
    counts = (f"{one['samples']:,}", f"{one['selected']:,}")
    shown = visible(name)[:LONGEST] or "–"
    return [shown, *counts, *correlations, *overlaps, percent(one["chance"], 1)]


def _check(one: Told, *, taken: bool) -> list[Any]:
    """The verdict, and the figures that it is made of."""
    pairs = plural(one["pairs"], "pair")
    matched = f"{pairs} of a strong sample that was held out and a candidate as hard and as long"
    if one["verdict"] == "not known":
        return [
            Styled("not known whether it is better than loss", "bold"),
            f"{matched}: at least 20 are needed",
        ]
    areas = ", ".join(
        f"{word} {one[key]:.2f}"
        for word, key in (("influence", "influence"), ("low loss", "loss"), ("low norm", "norm"))
    )
    lines: list[Any] = [Styled(one["verdict"], "bold"), f"{matched}; area: {areas}"]
    if taken:
        lines.append("the adapter may have been trained on them: then the areas are too high")
    return lines
