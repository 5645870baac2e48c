"""Bands: the steps of each signal that a fit may give points to."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

QUANTILES = (0.03, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97)  # of the readings, where steps are tried
FEWEST = 15  # documents on either side of a step
FIGURES = 3  # of a step: it is read by people

Readings = Mapping[str, float]


@dataclass(frozen=True)
class ReadingStep:
    """A value of a signal, and the documents that read above it."""

    signal: str
    above: float
    rows: tuple[int, ...]


def find_steps(
    readings: Sequence[Readings], limits: Mapping[str, Sequence[float]]
) -> list[ReadingStep]:
    """Steps at the limits in force and at quantiles of what the documents read, by signal."""
    steps = []
    for name in sorted({name for one in readings for name in one}):
        known = [(one[name], row) for row, one in enumerate(readings) if name in one]
        values = sorted(value for value, _ in known)
        tried = {_rounded(values[int(part * (len(values) - 1))]) for part in QUANTILES}
        for above in sorted(tried | {*limits.get(name, ())}):
            rows = tuple(row for value, row in known if value > above)
            below = len(readings) - len(rows)
            if len(rows) >= FEWEST and below >= FEWEST:
                steps.append(ReadingStep(name, above, rows))
    return _distinct(steps)


def _distinct(steps: Sequence[ReadingStep]) -> list[ReadingStep]:
    """The steps without those that divide the documents as one before does."""
    seen: set[tuple[int, ...]] = set()
    kept = []
    for step in steps:
        if step.rows not in seen:
            seen.add(step.rows)
            kept.append(step)
    return kept


def _rounded(value: float) -> float:
    return float(f"{value:.{FIGURES}g}")


def auc(scores: Sequence[float], keep: Sequence[bool]) -> float:
    """The area under the ROC: how often a document to keep scores above one to drop."""
    good = [score for score, kept in zip(scores, keep, strict=True) if kept]
    bad = sorted(score for score, kept in zip(scores, keep, strict=True) if not kept)
    if not good or not bad:
        return 0.0
    below = sum(bisect_left(bad, one) + _ties(bad, one) / 2 for one in good)
    return below / (len(good) * len(bad))


def auc_error(area: float, good: int, bad: int) -> float:
    """The standard error of an area over so many of either sort (Hanley and McNeil 1982)."""
    both_good, both_bad = area / (2 - area), 2 * area**2 / (1 + area)
    spread = area * (1 - area)
    spread += (good - 1) * (both_good - area**2) + (bad - 1) * (both_bad - area**2)
    return math.sqrt(max(spread, 0.0) / (good * bad))


def _ties(ordered: Sequence[float], value: float) -> int:
    return bisect_right(ordered, value) - bisect_left(ordered, value)
