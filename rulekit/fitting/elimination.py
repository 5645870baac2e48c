"""Recursive feature elimination: a fit to few signals, which people can read and files pay for."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress

from rulekit.fitting.descent import Fit, Goal, fit

PART = 6  # of the signals left, one at the most goes before the next fit


def fit_few(steps: Sequence[Sequence[int]], signals: Sequence[str], goal: Goal, most: int) -> Fit:
    """A fit whose points are of `most` signals at the most; of the others, every step has 0.

    `signals` tells the signal of each step. A step of no signal ("") always stays. Those signals go
    first whose points, replaced by their mean, cost the fit least.
    """
    left = [True] * len(steps)
    found = fit(steps, goal)
    while len(costs := _costs(steps, signals, found, goal)) > most:
        fewer = min(len(costs) - most, math.ceil(len(costs) / PART))
        gone = set(sorted(costs, key=lambda name: (costs[name], name))[:fewer])
        left = [
            name not in gone and bool(points or not name)
            for name, points in zip(signals, found.points, strict=True)
        ]
        inside = list(compress(steps, left))
        start = Fit(found.base, tuple(compress(found.points, left)))
        found = _spread(fit(inside, goal, start), left)
    return found


def _spread(found: Fit, left: Sequence[bool]) -> Fit:
    """A fit to the steps that are left, as one to all."""
    points = iter(found.points)
    return Fit(found.base, tuple(next(points) if here else 0.0 for here in left))


def _costs(
    steps: Sequence[Sequence[int]], signals: Sequence[str], found: Fit, goal: Goal
) -> dict[str, float]:
    """The loss that each signal with points spares, against its mean for every row."""
    odds = [found.base] * len(goal.keep)
    added: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for rows, name, points in zip(steps, signals, found.points, strict=True):
        for row in rows if points else ():
            odds[row] += points
            added[name][row] += points
    curves = goal.curves(odds)
    total, loss = sum(curves), goal.loss(odds)
    costs = {}
    for name, points_of in added.items():
        mean = sum(points * curves[row] for row, points in points_of.items()) / total
        without = [one + mean - points_of.get(row, 0.0) for row, one in enumerate(odds)]
        costs[name] = goal.loss(without) - loss
    costs.pop("", None)
    return costs
