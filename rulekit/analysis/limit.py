"""Other limits for a rule: which to try, and what each would do."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rulekit.analysis.rule_rows import RuleRows

if TYPE_CHECKING:
    from numpy import ndarray

ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)  # in each power of ten
BESIDE = 4  # round numbers that are tried on either side of a limit
SHARES = (0.001, 0.01, 0.02, 0.05, 0.1, 0.2)  # of the rows, that limits are sought to fail
DIGITS = 2  # of a limit that is sought


@dataclass(frozen=True)
class LimitEffect:
    """Rows and bytes that a rule drops with a limit; None is for the limits in force.

    `only_reason` counts as a tally does. `flagged` rows fail and stay. `kept` is how many rows more
    the audit would keep, all else being equal: fewer, below 0; a score that is asked for may still
    drop some of them.
    """

    limit: float | None
    dropped: int
    only_reason: int
    flagged: int
    bytes: int
    only_reason_bytes: int
    kept: int


def effect(rows: RuleRows, bound: str = "max", limit: float | None = None) -> LimitEffect:
    """The effect of a limit at one end for all rows, or of the limits in force."""
    sums = {name: int(counts.sum()) for name, counts in _counts(rows, bound, limit).items()}
    return LimitEffect(limit, **sums)


def by_language(
    rows: RuleRows, bound: str = "max", limit: float | None = None
) -> Mapping[str, LimitEffect]:
    """The same, for the rows of each language."""
    counts = {name: of.tolist() for name, of in _counts(rows, bound, limit).items()}
    there = {*rows.language.tolist()}
    return {
        language: LimitEffect(limit, **{name: of[place] for name, of in counts.items()})
        for place, language in enumerate(rows.languages)
        if place in there
    }


def _counts(rows: RuleRows, bound: str, limit: float | None) -> dict[str, ndarray]:
    """The numbers of an effect, an item for each language."""
    failing = rows.failing() if limit is None else rows.failing(**{bound: limit})
    dropped = failing & rows.drops
    only = dropped & rows.alone
    lost, won = dropped & rows.kept, decides_alone(rows) & ~dropped
    return {
        "dropped": _count(rows, dropped),
        "only_reason": _count(rows, only),
        "flagged": _count(rows, failing & ~dropped),
        "bytes": _count(rows, dropped, rows.size),
        "only_reason_bytes": _count(rows, only, rows.size),
        "kept": _count(rows, won) - _count(rows, lost),
    }


def _count(rows: RuleRows, mask: ndarray, weights: ndarray | None = None) -> ndarray:
    """Rows where a mask holds by language, or their weights; whole up to 2**53."""
    import numpy as np

    some = None if weights is None else weights[mask]
    found = np.bincount(rows.language[mask], some, minlength=len(rows.languages))
    return found.astype(np.int64)


def decides_alone(rows: RuleRows) -> ndarray:
    """Where nothing but this rule drops a row of the audit."""
    import numpy as np

    alone = np.array([one == (rows.rule.id,) for one in rows.decided_by], bool)
    found: ndarray = alone[rows.deciding]
    return found


def limits_to_try(rows: RuleRows, bound: str) -> list[float]:
    """Limits at one end that are worth a look, ascending.

    They are those in force, round numbers beside them, and for some shares of the rows the limit
    that about so many fail.
    """
    if not len(rows):
        return []
    whole = bool((rows.value == rows.value.round()).all())
    low, high = float(rows.value.min()), float(rows.value.max())
    known = {one for one in map(float, {*rows.ends(bound).tolist()}) if math.isfinite(one)}
    others = [*_sought(rows, bound)]
    for limit in known:
        others += _beside(limit)
    sensible = {one for one in others if low <= one <= high and not (whole and one % 1)}
    return sorted(known | sensible)


def _sought(rows: RuleRows, bound: str) -> Iterable[float]:
    """For each share of the rows a limit of few digits that about so many fail."""
    import numpy as np

    at = SHARES if bound == "min" else [1 - share for share in SHARES]
    for value in np.quantile(rows.value, at, method="nearest").tolist():
        yield float(f"{value:.{DIGITS}g}")


def _beside(limit: float) -> list[float]:
    """The round numbers that are nearest to a limit, on both sides of it."""
    power = math.floor(math.log10(abs(limit))) if limit else -2
    steps = sorted({_round(step, power + more) for more in (-1, 0, 1) for step in ROUND})
    below = [one for one in steps if one < abs(limit)][-BESIDE:]
    above = [one for one in steps if one > abs(limit)][:BESIDE]
    return [math.copysign(one, limit) for one in (*below, *above)]


def _round(step: float, power: int) -> float:
    return float(f"{step}e{power}")
