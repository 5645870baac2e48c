"""Edges of the bins of a histogram: round numbers, close together around a limit."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

FEW = 20  # different readings that are edges themselves
STEPS = 20  # of a scale of equal steps, at the most about so many
FAR = 20  # times the middle reading that the largest is, on a scale of powers
HIGH = 0.995  # share of the readings that a scale of equal steps is for
BESIDE = (0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0)  # of a limit: others to try
CLOSE = 0.02  # of a step: edges so close to another one are left out


def limits_to_try(values: ndarray, limit: float) -> list[float]:
    """Ascending edges for readings, `limit` among them."""
    import numpy as np

    known = np.unique(values)
    if len(known) <= FEW:
        return sorted({*known.tolist(), limit})
    middle = float(np.median(values))
    low, high = float(known[0]), float(known[-1])
    if low >= 0 and high > FAR * middle:
        edges = _powers(float(known[known > 0][0]), high)
    else:
        edges = _steps(low, float(np.quantile(values, HIGH)))
    found = _beside([*edges, low, high], limit, low, high)  # at an end, every row passes
    whole = bool((known == np.floor(known)).all())
    return [one for one in found if not whole or one in (limit, int(one))]


def _powers(low: float, high: float) -> list[float]:
    """0 and 1, 2 and 5 times powers of ten; of a long scale, powers alone."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    steps = (1, 2, 5) if last - first <= STEPS // 3 else (1,)
    found = (float(f"{step}e{power}") for power in range(first, last + 1) for step in steps)
    return [0.0, *(one for one in found if low / 10 <= one <= high)]


def _steps(low: float, high: float) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten from `low` to `high`."""
    wide = (high - low) / STEPS
    if wide <= 0:
        return [low]
    power = math.floor(math.log10(wide))
    step = next(one for one in (1, 2, 5, 10) if float(f"{one}e{power}") >= wide * (1 - 1e-9))
    size = float(f"{step}e{power}")
    numbers = range(math.floor(low / size), math.ceil(high / size) + 1)
    return [float(f"{number * size:.12g}") for number in numbers]


def _beside(edges: Iterable[float], limit: float, low: float, high: float) -> list[float]:
    """The edges with the limit, and with others beside it where they are far apart."""
    found = sorted({*edges, limit})
    others = [float(f"{limit * factor:.2g}") for factor in BESIDE] if limit else []
    for other in others:
        near = min(abs(other - one) for one in found)
        if low < other < high and near > CLOSE * max(abs(limit), abs(other)):
            found = sorted({*found, other})
    return found
