"""The findings of some rows as an audit has them, column by column."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.read_tables import array
from rulekit.core.verdict import Finding
from rulekit.rejudge.outcomes import FAILED, UNMEASURED

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.rule import Rule

COUNTED = ("rule", "outcome", "action", "implied_by", "note")  # by a tally


@dataclass(frozen=True)
class StoredFindings:
    """Lines of `evidence`; `numbers` are those of the rows that they are of, ascending."""

    table: Any
    numbers: ndarray

    @cached_property
    def places(self) -> ndarray:
        """The place of the row of each line."""
        import numpy as np

        return np.searchsorted(self.numbers, array(self.table["row"]))

    @cached_property
    def failed(self) -> Mapping[tuple[int, str], int]:
        """The line of each failure, by the place of the row and the rule."""
        told = zip(self.places.tolist(), self._of("rule"), self._of("outcome"), strict=True)
        return {(at, rule): i for i, (at, rule, outcome) in enumerate(told) if outcome == "fail"}

    @cached_property
    def of_rows(self) -> Sequence[range]:
        """The lines of each row."""
        import numpy as np

        places = np.arange(len(self.numbers))
        ends = (np.searchsorted(self.places, places, side=side) for side in ("left", "right"))
        return [range(*pair) for pair in zip(*(one.tolist() for one in ends), strict=True)]

    def as_counted(self, lines: range) -> tuple[Finding, ...]:
        """Findings as far as a tally counts them."""
        return tuple(Finding(**{name: self._of(name)[line] for name in COUNTED}) for line in lines)

    def same(
        self, rules: Sequence[Rule], known: frozenset[str], places: Sequence[int], found: ndarray
    ) -> ndarray:
        """Where the findings of rows at these places are all that `found` says: bool, by row.

        `found` are outcomes, rules by rows; of the rules only the `known` say what they said.
        """
        import numpy as np

        at = np.full(len(self.numbers), -1)
        at[list(places)] = np.arange(len(places))
        rows = at[self.places]  # -1 for lines of other rows
        left = np.bincount(rows[rows >= 0], minlength=len(places))
        same = np.ones(len(places), bool)
        for rule, outcome in zip(rules, found, strict=True):
            failed, unmeasured = np.zeros((2, len(places)), bool)
            if rule.id in known and not rule.spare.value:
                lines = self._lines[rule.id]
                lines = lines[(rows[lines] >= 0) & self._says(rule, lines)]
                fails = self._fails[lines]
                failed[rows[lines[fails]]] = True
                unmeasured[rows[lines[~fails]]] = True
                left[rows[lines]] -= 1
            same &= (failed == (outcome == FAILED)) & (unmeasured == (outcome == UNMEASURED))
        same &= left == 0
        return same

    def _says(self, rule: Rule, lines: ndarray) -> ndarray:
        """Where a line has the action and the limit that a rule has now."""
        bounds, limits, layers = (
            self._array(name)[lines] for name in ("bound", "limit", "limit_from")
        )
        says: ndarray = ~self._fails[lines]
        for bound, end in (("max", rule.keep.maximum), ("min", rule.keep.minimum)):
            if end is not None:
                says |= (bounds == bound) & (limits == end.value) & (layers == end.set_by)
        says &= self._array("action")[lines] == rule.action
        return says

    @cached_property
    def _lines(self) -> Mapping[str, ndarray]:
        """The lines of each rule."""
        import numpy as np

        found: dict[str, list[int]] = defaultdict(list)
        for line, rule in enumerate(self._of("rule")):
            found[rule].append(line)
        lines = {rule: np.array(some, np.int64) for rule, some in found.items()}
        return defaultdict(lambda: np.zeros(0, np.int64), lines)

    @cached_property
    def _fails(self) -> ndarray:
        fails: ndarray = self._array("outcome") == "fail"
        return fails

    def _array(self, name: str) -> ndarray:
        """A column as an array of Python's values."""
        import numpy as np

        if name not in self._arrays:
            self._arrays[name] = np.array(self._of(name), object)
        return self._arrays[name]

    @cached_property
    def _arrays(self) -> dict[str, ndarray]:
        return {}

    @cached_property
    def _columns(self) -> dict[str, list[Any]]:
        return {}

    def _of(self, name: str) -> list[Any]:
        """A column as Python has it."""
        if name not in self._columns:
            self._columns[name] = self.table[name].to_pylist()
        return self._columns[name]
