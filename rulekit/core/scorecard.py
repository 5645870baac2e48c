"""Scorecards: the chance that a careful reader keeps a document, as a sum of points."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rulekit.core.dataclass import dataclass
from rulekit.core.reading import Reading
from rulekit.core.readings import NOUGHT, Interval
from rulekit.core.signal import Signal

if TYPE_CHECKING:
    from rulekit.core.readings import Readings

DROPPED = "dropped by a rule"  # among the parts of a score
FAR = 30.0  # log-odds beyond which a chance is 0 or 1 to any number of digits that is shown
DIGITS = 4  # of a score: what the mathematics of two machines agree on


class ScorePart(NamedTuple):
    """Points that a signal adds to the log-odds of a document, at the value that it reads."""

    signal: str
    value: float
    points: float


@dataclass(frozen=True)
class Term:
    """A signal and its steps, ascending: for each that it reads above, points are added.

    A signal that cannot be measured adds nothing.
    """

    signal: Signal
    steps: tuple[tuple[float, float], ...]

    def points(self, value: float) -> float:
        """The points at a value."""
        return self.totals[self.band(value)]

    @cached_property
    def at_zero(self) -> float:
        """The points where there is nothing of the signal."""
        return self.points(0.0)

    def band(self, value: float) -> int:
        """Number of the steps that a value is above."""
        return bisect_left(self._edges, value)

    @cached_property
    def _edges(self) -> list[float]:
        return [above for above, _ in self.steps]

    @cached_property
    def totals(self) -> list[float]:
        """The points by band: those that are added up to each step."""
        return [sum(points for _, points in self.steps[:n]) for n in range(len(self.steps) + 1)]


@dataclass(frozen=True)
class Scorecard:
    """The log-odds of a document of which nothing is known, and what its readings add.

    `dropped` is added where a rule drops the document. What scores under `min_score` is dropped,
    unless a profile or a project says another limit.
    """

    base: float
    terms: tuple[Term, ...]
    dropped: float = 0.0
    min_score: float = 0.0

    @property
    def start(self) -> float | None:
        """The base; None for a scorecard without terms, which scores nothing."""
        return self.base if self.terms else None

    def parts(self, readings: Mapping[str, Reading], *, dropped: bool) -> list[ScorePart]:
        """All that is added for these readings, in the order of the terms."""
        read = ((term, readings.get(term.signal.name)) for term in self.terms)
        parts = (
            ScorePart(term.signal.name, reading.value, term.points(reading.value))
            for term, reading in read
            if reading is not None and reading.value is not None
        )
        decided = [ScorePart(DROPPED, 1.0, self.dropped)] if dropped else []
        return [part for part in (*decided, *parts) if part.points]

    def points(self, readings: Readings, *, dropped: bool) -> list[float]:
        """The points of `parts`; a signal is read only where its bounds lie in two bands."""
        points, within = [self.dropped] if dropped else [], readings.within
        for term in self.terms:
            interval = within(term.signal)
            if interval is NOUGHT:  # as most are
                points.append(term.at_zero)
            elif interval is not None:
                points.append(_points(term, interval, readings))
        return points

    def score(self, parts: Sequence[ScorePart]) -> float:
        """The chance, 0 to 1, that the parts add up to."""
        return self.chance(part.points for part in parts)

    def chance(self, points: Iterable[float]) -> float:
        """The chance, 0 to 1, that points add up to."""
        return chance(self.base + sum(points))


def _points(term: Term, interval: Interval, readings: Readings) -> float:
    """The points of a term, which is read where its bounds lie in two bands."""
    low, high = interval
    band = term.band(low)
    if low == high or band == term.band(high):
        return term.totals[band]
    value = readings[term.signal.name].value
    return 0.0 if value is None else term.points(value)


def chance(log_odds: float) -> float:
    """Log-odds as a chance, in as many digits as are the same on every machine."""
    return round(1 / (1 + math.exp(-max(-FAR, min(FAR, log_odds)))), DIGITS)
