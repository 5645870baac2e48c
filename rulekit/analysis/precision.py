"""Precision and recall of a rule on labelled rows, at its limits and at others."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rulekit.analysis.label import LabelledRows
from rulekit.analysis.rule_rows import RuleRows
from rulekit.core.rule import TOLERANCE
from rulekit.errors import Problem, UsageError
from rulekit.report.number import plural

if TYPE_CHECKING:
    from numpy import ndarray

FEWEST = 20  # labelled rows that a rule must fail before a limit is proposed on them
Z = 1.959964  # standard deviations that leave 5% outside
PLACES = 1 << 44  # rows that a shard has less than


@dataclass(frozen=True)
class Quality:
    """Labelled rows that a rule fails, and those of them that a reader would drop.

    `wanted` are all labelled rows that a reader would drop.
    """

    failed: int
    right: int
    wanted: int

    @property
    def precision(self) -> float | None:
        """Share of the failed rows that a reader would drop; None where none fails."""
        return self.right / self.failed if self.failed else None

    @property
    def recall(self) -> float | None:
        """Share of the rows that a reader would drop that the rule fails."""
        return self.right / self.wanted if self.wanted else None

    @property
    def at_least(self) -> float | None:
        """Lower end of the 95% interval of the precision, after Wilson."""
        return wilson(self.right, self.failed)


@dataclass(frozen=True)
class Proposal:
    """A limit at one end that reaches a precision, with the quality of what fails by that end."""

    bound: str
    limit: float
    quality: Quality


def wilson(right: int, count: int) -> float | None:
    """Lower end of the 95% interval of a share; None of nothing."""
    if not count:
        return None
    share, square = right / count, Z * Z
    middle = share + square / (2 * count)
    wide = Z * math.sqrt(share * (1 - share) / count + square / (4 * count * count))
    return min(share, max(0.0, (middle - wide) / (1 + square / count)))


@dataclass(frozen=True)
class LabelledReadings:
    """Rows of a rule that have labels, as arrays, and all labelled rows that should be dropped."""

    rows: RuleRows
    keep: ndarray
    wanted: int

    def quality(self, bound: str = "max", limit: float | None = None) -> Quality:
        """The quality with a limit at one end, or with the limits in force."""
        rows = self.rows
        failing = rows.failing() if limit is None else rows.failing(**{bound: limit})
        return self._quality(failing)

    def proposal(self, bound: str, precision: float) -> Proposal:
        """The limit at one end that fails most, of those that reach a precision.

        Raises UsageError when too few labels are beyond any such limit.
        """
        best: Proposal | None = None
        near: Proposal | None = None
        for limit in self._limits(bound):
            quality = self._beyond(bound, limit)
            one = Proposal(bound, limit, quality)
            if quality.failed < FEWEST:
                continue
            if near is None or (quality.precision or 0) > (near.quality.precision or 0):
                near = one
            if (quality.precision or 0) >= precision and (
                best is None or quality.failed > best.quality.failed
            ):
                best = one
        if best is None:
            raise _no_proposal(self, bound, precision, near)
        return best

    def _beyond(self, bound: str, limit: float) -> Quality:
        distance = self.rows.value - limit if bound == "max" else limit - self.rows.value
        return self._quality(distance > TOLERANCE)

    def _quality(self, failing: ndarray) -> Quality:
        return Quality(int(failing.sum()), int((failing & ~self.keep).sum()), self.wanted)

    def _limits(self, bound: str) -> Iterable[float]:
        """A limit of few digits for each two labelled readings next to each other."""
        import numpy as np

        known = np.unique(self.rows.value).tolist()
        for low, high in pairwise(known):
            yield _between(low, high, bound)


def labelled_readings(rows: RuleRows, labelled: LabelledRows) -> LabelledReadings:
    """The rows of a rule that have labels."""
    import numpy as np

    keys = labelled.shard * PLACES + labelled.row
    mine = rows.shard * PLACES + rows.row
    here = np.isin(mine, keys)
    keep = labelled.keep[np.searchsorted(keys, mine[here])]
    return LabelledReadings(rows.where(here), keep, int((~labelled.keep).sum()))


def _between(low: float, high: float, bound: str) -> float:
    """The number of the fewest digits from one reading to the next, the side that passes inside."""
    for digits in range(1, 17):
        for number in sorted({float(f"{one:.{digits}g}") for one in (low, high, (low + high) / 2)}):
            near = (
                (number - low, high - number) if bound == "max" else (high - number, number - low)
            )
            if near[0] >= -TOLERANCE and near[1] > TOLERANCE:
                return number
    return low if bound == "max" else high


def _no_proposal(
    labelled: LabelledReadings, bound: str, precision: float, near: Proposal | None
) -> UsageError:
    rule, count = labelled.rows.rule.id, len(labelled.rows)
    if near is None:
        read = plural(count, "labelled row")
        message = f"too few labels to propose a {bound} for {rule}: it reads {read}"
        remedy = f"a limit must fail {FEWEST} of them; label more rows near it"
        return UsageError([Problem(message, remedy=remedy)])
    message = (
        f"no {bound} of {rule} reaches a precision of {precision:.0%} on {FEWEST} labels or more"
    )
    best = near.quality
    remedy = f"the best is {near.limit:g}, with {best.right} of {best.failed} right"
    return UsageError([Problem(message, remedy=f"{remedy} ({best.precision:.0%})")])
