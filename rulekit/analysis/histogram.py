"""The distribution of a rule's readings: bins with what was kept and dropped in each."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rulekit.analysis.rule_rows import RuleRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy import ndarray

    from rulekit.core.rule import Rule

Scale = Literal["values", "linear", "log"]
FEW = 12  # different readings that have a bin each
BINS = 16  # of a linear scale, at the most about so many
MANY_ZEROS = 0.25  # share of readings of 0 that are counted apart
DECADES = 6  # of a scale of powers with steps of 1, 2, 5; a longer one has steps of 1
STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class LimitInForce:
    """A range that readings must stay in, for how many rows, and in which languages."""

    low: float | None
    high: float | None
    action: str
    spare: float
    set_by: tuple[str, ...]
    rows: int = 0
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Histogram:
    """Bins of a rule's readings in ascending order, with counts of the rows in each.

    A bin is of readings over `low` up to `high`, the first one from `low` on; where the rule has a
    minimum alone, from `low` on and under `high`, the last one up to `high`. On the scale `values`
    both are the reading itself, and so they are in a bin of zeros that stands apart. `kept` rows
    are kept by the audit, `failed` are those that the rule fails with the limits in force, dropped
    or not; `others` are neither: something else drops them. The arrays are of whole numbers but for
    `low` and `high`.
    """

    scale: Scale
    low: ndarray
    high: ndarray
    rows: ndarray
    kept: ndarray
    failed: ndarray
    others: ndarray
    bytes: ndarray
    limits: tuple[LimitInForce, ...]


def histogram(rows: RuleRows) -> Histogram:
    """Put the readings of a rule into bins; limits in force stand at the edge of two."""
    import numpy as np

    known = np.unique(rows.value)
    limits = limits_in_force(rows)
    if len(known) <= FEW:
        return _counted(rows, "values", known, known, np.searchsorted(known, rows.value), limits)
    scale: Scale = "log" if _is_far(rows) else "linear"
    apart = scale == "log" or (rows.value == 0).mean() >= MANY_ZEROS
    others = known[known > 0] if apart and known[0] >= 0 else known
    edges = _with_limits(_powers(others) if scale == "log" else _steps(others), limits)
    low, high = edges[:-1], edges[1:]
    side: Literal["left", "right"] = "left" if _closed_right(rows) else "right"
    place = np.clip(np.searchsorted(edges, rows.value, side=side) - 1, 0, len(low) - 1)
    if len(others) < len(known):  # the zeros have the first bin
        low, high = np.concatenate([[0.0], low]), np.concatenate([[0.0], high])
        place = np.where(rows.value == 0, 0, place + 1)
    return _counted(rows, scale, low, high, place, limits)


def limits_in_force(rows: RuleRows) -> tuple[LimitInForce, ...]:
    """The limits of these rows, the most frequent first."""
    import numpy as np

    found: Counter[LimitInForce] = Counter()
    languages: dict[LimitInForce, set[str]] = {}
    for number, rule in enumerate(rows.sorts):
        here = rows.sort == number
        if count := int(here.sum()):
            alike = _limit(rule)
            found[alike] += count
            places = np.unique(rows.language[here]).tolist()
            languages.setdefault(alike, set()).update(rows.languages[one] for one in places)
    return tuple(
        replace(one, rows=count, languages=tuple(sorted(languages[one])))
        for one, count in found.most_common()
    )


def _limit(rule: Rule) -> LimitInForce:
    ends = rule.keep.minimum, rule.keep.maximum
    low, high = (one.value if one else None for one in ends)
    set_by = tuple(dict.fromkeys(one.set_by for one in ends if one))
    return LimitInForce(low, high, rule.action, rule.spare.value, set_by)


def _counted(
    rows: RuleRows,
    scale: Scale,
    low: ndarray,
    high: ndarray,
    place: ndarray,
    limits: tuple[LimitInForce, ...],
) -> Histogram:
    import numpy as np

    def count(mask: ndarray) -> ndarray:
        found: ndarray = np.bincount(place[mask], minlength=len(low))
        return found

    sizes = np.zeros(len(low), np.int64)
    np.add.at(sizes, place, rows.size)
    kept, failed = rows.kept, rows.failing()
    return Histogram(
        scale,
        low,
        high,
        rows=np.bincount(place, minlength=len(low)),
        kept=count(kept),
        failed=count(failed),
        others=count(~kept & ~failed),
        bytes=sizes,
        limits=limits,
    )


def _closed_right(rows: RuleRows) -> bool:
    """True if a reading on an edge is of the bin below it: on a maximum it passes."""
    return any(one.keep.maximum for one in rows.sorts)


def _is_far(rows: RuleRows) -> bool:
    """True if most readings over 0 would be in the first of equal steps, and none is under 0."""
    import numpy as np

    positive = rows.value[rows.value > 0]
    if rows.value.min() < 0 or not len(positive):
        return False
    return bool(np.median(positive) * BINS < positive.max())


def _powers(known: ndarray) -> list[float]:
    """Edges of 1, 2 and 5 times powers of ten around readings over 0."""
    first, last = (math.floor(math.log10(float(one))) for one in (known[0], known[-1]))
    steps = STEPS[:3] if last - first < DECADES else STEPS[:1]
    edges = [float(f"{step}e{power}") for power in range(first, last + 2) for step in steps]
    return _around(edges, known)


def _steps(known: ndarray) -> list[float]:
    """Edges in equal steps of 1, 2 or 5 times a power of ten around readings."""
    wide = (float(known[-1]) - float(known[0])) / BINS
    power = math.floor(math.log10(wide))
    step = next(one for one in STEPS if float(f"{one}e{power}") >= wide * (1 - 1e-9))
    factor = float(f"{step}e{power}")
    first = math.floor(float(known[0]) / factor)
    last = math.ceil(float(known[-1]) / factor) + 1
    return _around([float(f"{number * factor:.12g}") for number in range(first, last + 1)], known)


def _around(edges: Sequence[float], known: ndarray) -> list[float]:
    """Those of the edges that are needed for all readings to lie between them."""
    first, last = float(known[0]), float(known[-1])
    low = max((one for one in edges if one <= first), default=first)
    high = min((one for one in edges if one >= last and one > low), default=last)
    return [one for one in edges if low <= one <= high]


def _with_limits(edges: list[float], limits: Sequence[LimitInForce]) -> ndarray:
    """The edges with the limits that lie between them."""
    import numpy as np

    inside = {
        end
        for one in limits
        for end in (one.low, one.high)
        if end is not None and edges[0] < end < edges[-1]
    }
    return np.array(sorted({*edges, *inside}), float)
