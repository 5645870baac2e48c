"""A ridge logistic regression by coordinate descent: the same numbers on every machine."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

SWEEPS = 40  # over all steps at the most
SMALL = 1e-3  # change of a weight that ends the descent
FAR = 30.0  # log-odds that are no further told apart


@dataclass(frozen=True)
class Goal:
    """The rows to keep, how much each counts, and the penalties on the weights of steps.

    `ridge` and `lasso` are those on the square and on the size of each weight: with a lasso, steps
    that tell nothing of their own have none.
    """

    keep: Sequence[bool]
    weights: Sequence[float]
    ridge: float
    lasso: float

    def curves(self, odds: Sequence[float]) -> list[float]:
        """The second derivative of the loss by the log-odds of each row."""
        chances = map(_chance, odds)
        return [w * p * (1 - p) for w, p in zip(self.weights, chances, strict=True)]

    def loss(self, odds: Sequence[float]) -> float:
        """The weighted log loss of the log-odds of each row."""
        rows = zip(self.weights, self.keep, odds, strict=True)
        return -sum(w * math.log(_chance(one if keep else -one)) for w, keep, one in rows)


@dataclass(frozen=True)
class Fit:
    """The base and the points of each step, in the order of the steps."""

    base: float
    points: tuple[float, ...]


def fit(steps: Sequence[Sequence[int]], goal: Goal, start: Fit | None = None) -> Fit:
    """The weights of steps, each the rows above it, that tell best which rows to keep.

    The descent begins at `start`, or where nothing is known.
    """
    now = start or Fit(0.0, (0.0,) * len(steps))
    base, points, odds = now.base, list(now.points), [now.base] * len(goal.keep)
    for rows, one in zip(steps, points, strict=True):
        _move(odds, rows, one)
    every = range(len(odds))
    free = Goal(goal.keep, goal.weights, ridge=1e-9, lasso=0.0)
    for _ in range(SWEEPS):
        change = _newton(every, odds, free, 0.0)
        base += change
        _move(odds, every, change)
        largest = abs(change)
        for i, rows in enumerate(steps):
            change = _newton(rows, odds, goal, points[i])
            points[i] += change
            _move(odds, rows, change)
            largest = max(largest, abs(change))
        if largest < SMALL:
            break
    return Fit(base, tuple(points))


def _move(odds: list[float], rows: Sequence[int], change: float) -> None:
    for row in rows if change else ():
        odds[row] += change


def _newton(rows: Sequence[int], odds: Sequence[float], goal: Goal, now: float) -> float:
    """The change of one weight that lowers the loss most, to second order."""
    keep, weights = goal.keep, goal.weights
    slope = curve = 0.0
    for row in rows:
        p = _chance(odds[row])
        slope += weights[row] * (keep[row] - p)
        curve += weights[row] * p * (1 - p)
    curve += goal.ridge
    if curve <= 0:
        return 0.0
    wanted = slope - goal.ridge * now + curve * now  # where the slope without the lasso would be 0
    shrunk = math.copysign(max(0.0, abs(wanted) - goal.lasso), wanted) / curve
    return shrunk - now


def _chance(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-FAR, min(FAR, odds))))
