"""Outcomes of rules on many rows at once: what `core.judge` says of one, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.reason import kept_reason
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


@dataclass(frozen=True)
class OutcomeCounts:
    """Numbers of rules that passed, failed, and so on, by row."""

    outcomes: ndarray

    @cached_property
    def passed(self) -> ndarray:
        """How many rules passed."""
        return self._count(PASSED)

    @cached_property
    def failed(self) -> ndarray:
        """How many failed."""
        return self._count(FAILED)

    @cached_property
    def unmeasured(self) -> ndarray:
        """How many had something to say, and no value."""
        return self._count(UNMEASURED)

    @property
    def stored(self) -> ndarray:
        """Where there are findings that an audit stores."""
        stored: ndarray = (self.failed + self.unmeasured) > 0
        return stored

    @property
    def known(self) -> ndarray:
        """Where a rule was measured, or none had anything to say: elsewhere is an error."""
        known: ndarray = (self.passed + self.failed > 0) | (self.unmeasured == 0)
        return known

    def reason(self, place: int) -> str:
        """Say why a row is kept, if it is."""
        passed, failed = int(self.passed[place]), int(self.failed[place])
        return kept_reason(passed, failed, len(self.outcomes) - passed - failed)

    def reasons(self, rows: ndarray) -> Iterator[tuple[str, ndarray]]:
        """Say why rows are kept, with the places of those that are kept for the same reason."""
        import numpy as np

        places = rows.nonzero()[0]
        both = self.passed[places] * (len(self.outcomes) + 1) + self.failed[places]
        _, firsts, which = np.unique(both, return_index=True, return_inverse=True)
        for number, first in enumerate(firsts.tolist()):
            yield self.reason(int(places[first])), places[which == number]

    def _count(self, outcome: int) -> ndarray:
        count: ndarray = (self.outcomes == outcome).sum(axis=0)
        return count
