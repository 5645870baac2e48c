"""Outcomes of rules on many rows at once: what `core.judge` says of one, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rulekit.core.rule import TOLERANCE

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.rule import Range, Rule

PASSED, FAILED, UNMEASURED, CLOSED = range(4)  # the last: a guard says that the rule has no say
Values = Mapping[str, "ndarray"]  # by signal: a number for each row, NaN where there is none


def outcomes(rules: Sequence[Rule], values: Values, count: int) -> ndarray:
    """The outcome of each rule on each of `count` rows: int8, rules by rows."""
    import numpy as np

    found = np.zeros((len(rules), count), np.int8)
    for place, rule in enumerate(rules):
        found[place] = _outcome(rule, values, count)
    return found


def _outcome(rule: Rule, values: Values, count: int) -> ndarray:
    import numpy as np

    outcome, open_ = np.full(count, PASSED, np.int8), np.ones(count, bool)
    for guard in rule.when:
        value = values[guard.signal.name]
        unknown, holds = np.isnan(value), _within(guard.keep, value)
        outcome[open_ & unknown] = UNMEASURED
        outcome[open_ & ~unknown & ~holds] = CLOSED
        open_ &= holds
    value = values[rule.signal.name]
    unknown = np.isnan(value)
    outcome[open_ & unknown] = UNMEASURED
    outcome[open_ & ~unknown & ~_within(rule.keep, value)] = FAILED
    return outcome


def _within(keep: Range, value: ndarray) -> ndarray:
    """Where values are inside a range, as `Range` itself says; never for NaN."""
    inside: ndarray = value == value  # but for NaN
    if keep.maximum is not None:
        inside &= value - keep.maximum.value <= TOLERANCE
    if keep.minimum is not None:
        inside &= keep.minimum.value - value <= TOLERANCE
    return inside
