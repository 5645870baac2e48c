"""Weights as people see them: what each is, and whether all are worth anything."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rulekit.report.number import number
from rulekit.report.pieces import Row, Styled
from rulekit.report.printer import Printer


class ShownWeight(NamedTuple):
    """An aspect, its mean over the experiments, its weight, and the interval of that."""

    aspect: str
    mean: float
    weight: float
    low: float
    high: float


def show_errors(printer: Printer, title: str, errors: Sequence[tuple[str, float]]) -> None:
    """Show what was fitted to, and the error on a result left out of each way to tell it."""
    printer.line(Styled(title, "bold"))
    printer.line()
    table: list[Row] = [[Styled("told by", "bold"), Styled("error on a result left out", "bold")]]
    printer.table([*table, *((name, number(error)) for name, error in errors)], right=(1,))


def show_weights(printer: Printer, weights: Sequence[ShownWeight]) -> None:
    """Show the weight of each aspect; a mark stands where it may as well be 0."""
    heads = ("aspect", "mean", "weight", "90% of draws", "")
    table: list[Row] = [[Styled(head, "bold") for head in heads]]
    for one in weights:
        inside = f"{_signed(one.low)} to {_signed(one.high)}"
        unsure = "may be 0" if one.low <= 0 <= one.high else ""
        table.append((one.aspect, number(one.mean), _signed(one.weight), inside, unsure))
    printer.line()
    printer.table(table, right=(1, 2, 3))


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{number(value, 3)}"
