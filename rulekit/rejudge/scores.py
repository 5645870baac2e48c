"""Scores of many rows at once: what `core.judge.score` and a scorecard say of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rulekit.core.judge import score
from rulekit.core.verdict import Finding
from rulekit.rejudge.outcomes import FAILED, Values

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.rule import Rule
    from rulekit.core.scorecard import Scorecard

WORDS = ("pass", "fail", "unmeasured", "unmeasured")  # of the outcomes, by their number


def scores(
    card: Scorecard, rules: Sequence[Rule], outcomes: ndarray, values: Values, dropped: ndarray
) -> ndarray:
    """The score of each row, NaN where nothing was measured."""
    import numpy as np

    if not card.terms:
        return _by_weight(rules, outcomes)
    weighed = [place for place, rule in enumerate(rules) if rule.weight]
    measured = np.any(outcomes[weighed] <= FAILED, axis=0)
    # One by one, as the sum of Python's and that of numpy are not the same in the last digit.
    chances = [card.chance(row) for row in _points(card, values, dropped).tolist()]
    return np.where(measured, chances, np.nan)


def _points(card: Scorecard, values: Values, dropped: ndarray) -> ndarray:
    """The points of a drop and of each term, rows by terms; 0 for what was not measured."""
    import numpy as np

    columns = [np.where(dropped, card.dropped, 0.0)]
    for term in card.terms:
        value = values[term.signal.name]
        bands = np.searchsorted([above for above, _ in term.steps], value)  # as bisect_left does
        points = np.array(term.totals)[bands]
        columns.append(np.where(np.isnan(value), 0.0, points))
    return np.stack(columns, axis=1)


def _by_weight(rules: Sequence[Rule], outcomes: ndarray) -> ndarray:
    """The weight of the passed rules over that of the measured ones: few rows differ in that."""
    import numpy as np

    told = np.minimum(outcomes, FAILED + 1)
    patterns, rows = np.unique(told, axis=1, return_inverse=True)
    by_pattern = [_weighed(rules, pattern) for pattern in patterns.T.tolist()]
    return np.array(by_pattern, float)[rows.reshape(-1)]


def _weighed(rules: Sequence[Rule], pattern: Iterable[int]) -> float | None:
    findings = [
        Finding(rule.id, WORDS[outcome])  # type: ignore[arg-type]  # a word of outcomes
        for rule, outcome in zip(rules, pattern, strict=True)
    ]
    return score(rules, findings)
