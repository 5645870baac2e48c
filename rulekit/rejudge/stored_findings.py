"""The findings of some rows as an audit has them, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.coded import Coded
from rulekit.audit.read_tables import array
from rulekit.rejudge.outcomes import FAILED, UNMEASURED

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.rule import Rule


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

    def failed(self, place: int, rule: str) -> int | None:
        """The line of a rule's failure on a row; None if it did not fail."""
        import numpy as np

        lines = self._lines.get(rule)
        if lines is None:
            return None
        at = int(np.searchsorted(self.places[lines], place))
        if at == len(lines) or self.places[lines[at]] != place or not self._fails[lines[at]]:
            return None
        return int(lines[at])

    def same(
        self, rules: Sequence[Rule], known: frozenset[str], places: ndarray, found: ndarray
    ) -> ndarray:
        """Where the findings of rows at these places are all that `found` says: bool, by row.

        `found` are outcomes, rules by rows; of the rules only the `known` say what they said.
        """
        import numpy as np

        at = np.full(len(self.numbers), -1)
        at[places] = np.arange(len(places))
        rows = at[self.places]  # -1 for lines of other rows
        left = np.bincount(rows[rows >= 0], minlength=len(places))
        same = np.ones(len(places), bool)
        for rule, outcome in zip(rules, found, strict=True):
            failed, unmeasured = np.zeros((2, len(places)), bool)
            if rule.id in known and not rule.spare.value and rule.id in self._lines:
                lines = self._lines[rule.id]
                lines = lines[rows[lines] >= 0]
                lines = lines[self._says(rule, lines)]
                fails = self._fails[lines]
                failed[rows[lines[fails]]] = True
                unmeasured[rows[lines[~fails]]] = True
                left[rows[lines]] -= 1
            same &= (failed == (outcome == FAILED)) & (unmeasured == (outcome == UNMEASURED))
        same &= left == 0
        return same

    def _says(self, rule: Rule, lines: ndarray) -> ndarray:
        """Where a line has the action and the limit that a rule has now."""
        says: ndarray = ~self._fails[lines]
        for bound, end in (("max", rule.keep.maximum), ("min", rule.keep.minimum)):
            if end is not None:
                of_bound = self._coded["bound"].is_(bound, lines)
                by_layer = self._coded["limit_from"].is_(end.set_by, lines)
                says |= of_bound & by_layer & (self._limits[lines] == end.value)
        says &= self._coded["action"].is_(rule.action, lines)
        return says

    @cached_property
    def _lines(self) -> Mapping[str, ndarray]:
        """The lines of each rule, in the order of the rows."""
        return Coded.of(self.table["rule"]).places()

    @cached_property
    def _fails(self) -> ndarray:
        return Coded.of(self.table["outcome"]).is_("fail")

    @cached_property
    def _limits(self) -> ndarray:
        return array(self.table["limit"])

    @cached_property
    def _coded(self) -> Mapping[str, Coded]:
        return {name: Coded.of(self.table[name]) for name in ("action", "bound", "limit_from")}
