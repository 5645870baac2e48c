"""A ridge logistic regression by coordinate descent: the same numbers on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SWEEPS = 40  # over all steps at the most
SMALL = 1e-3  # change of a weight that ends the descent
FAR = 30.0  # log-odds that are no further told apart


@dataclass(frozen=True)
class Fit:
    """The base and the points of each step, in the order of the steps."""

    base: float
    points: tuple[float, ...]


def fit(
    steps: Sequence[Sequence[int]],
    keep: Sequence[bool],
    weights: Sequence[float],
    *,
    ridge: float,
    lasso: float,
) -> Fit:
    """The weights of steps, each the rows above it, that tell best which rows to keep.

    `ridge` and `lasso` are the penalties on the square and on the size of each weight: with a
    lasso, steps that tell nothing of their own have none.
    """
    odds = [0.0] * len(keep)
    base, points = 0.0, [0.0] * len(steps)
    every = range(len(keep))
    for _ in range(SWEEPS):
        change = _newton(every, odds, keep, weights, 0.0, ridge=1e-9, lasso=0.0)
        base += change
        _move(odds, every, change)
        largest = abs(change)
        for i, rows in enumerate(steps):
            change = _newton(rows, odds, keep, weights, points[i], ridge=ridge, lasso=lasso)
            if change:
                points[i] += change
                _move(odds, rows, change)
                largest = max(largest, abs(change))
        if largest < SMALL:
            break
    return Fit(base, tuple(points))


def _move(odds: list[float], rows: Sequence[int], change: float) -> None:
    for row in rows:
        odds[row] += change


def _newton(
    rows: Sequence[int],
    odds: Sequence[float],
    keep: Sequence[bool],
    weights: Sequence[float],
    now: float,
    *,
    ridge: float,
    lasso: float,
) -> float:
    """The change of one weight that lowers the loss most, to second order."""
    slope = curve = 0.0
    for row in rows:
        chance = 1 / (1 + math.exp(-max(-FAR, min(FAR, odds[row]))))
        slope += weights[row] * (keep[row] - chance)
        curve += weights[row] * chance * (1 - chance)
    curve += ridge
    if curve <= 0:
        return 0.0
    wanted = slope - ridge * now + curve * now  # where the slope without the lasso would be 0
    shrunk = math.copysign(max(0.0, abs(wanted) - lasso), wanted) / curve
    return shrunk - now
