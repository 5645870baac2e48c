"""Rows that a rule speaks of, found shard by shard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from rulekit.analysis.ending import MARK
from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables, array, compute
from rulekit.audit.tables import arrow
from rulekit.core.judge import spared
from rulekit.core.rule import Range, Rule
from rulekit.rejudge.notes import Notes
from rulekit.rejudge.outcomes import CLOSED, PASSED, UNMEASURED, outcomes

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.document import Kind
    from rulekit.plan.plan import Plan

SORT = ("language", "kind", "natural_language", "path")  # tell the rule set; path, by overrides
TOLD = ("row", "size", "candidate", "decision", "decided_by")


@dataclass
class RuleShards:
    """Finds the rows of a rule by a plan, which says where it is on and with which limits.

    What is not among them is counted while shards are read: `left_out` candidates, where the rule
    is `off`, `closed` by a guard or `unmeasured`, and signals that are `missing` in readings.
    """

    audit: AuditTables
    plan: Plan
    rule: Rule
    left_out: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    _sorts: dict[Rule, int] = field(default_factory=dict)
    _known: dict[str, int] = field(default_factory=dict)

    @property
    def sorts(self) -> tuple[Rule, ...]:
        """The rule with the limits of each sort of document that was met."""
        return tuple(self._sorts)

    def read(self, place: int) -> Any:
        """The rows of the shard at a place, as a table; empty where readings are missing."""
        import numpy as np

        shard, pa = self.audit.shards[place], arrow()
        told = shard_table(self.audit, "verdicts", shard, (*TOLD, *self._telling))
        sort = np.where(array(told["candidate"]), self._sorts_of(told), -1)
        self.left_out["off"] += int(array(told["candidate"]).sum() - (sort >= 0).sum())
        values = self._values(shard, sort >= 0)
        plain = replace(self.rule, keep=Range())
        outcome = np.full(len(sort), CLOSED, np.int8)
        outcome[sort >= 0] = outcomes([plain], values, int((sort >= 0).sum()))[0]
        self.left_out["closed"] += int((outcome[sort >= 0] == CLOSED).sum())
        self.left_out["unmeasured"] += int((outcome == UNMEASURED).sum())
        here = outcome == PASSED
        rows = told.filter(pa.array(here))
        return pa.table(
            {
                "value": values[self.rule.signal.name][here[sort >= 0]],
                "size": compute().fill_null(rows["size"], 0),
                "sort": sort[here],
                "language": rows["language"],
                "decision": rows["decision"],
                "decided_by": compute().binary_join(rows["decided_by"], MARK),
                "spared": self._spared(shard, np.flatnonzero(here), sort[here]),
                "shard": np.full(rows.num_rows, place),
                "row": rows["row"],
            }
        )

    def _sorts_of(self, told: Any) -> ndarray:
        """The number of the sort of each row; -1 where the rule is off."""
        import numpy as np

        blank = [compute().fill_null(told[name], "") for name in self._telling]
        words = compute().binary_join_element_wise(*blank, MARK).combine_chunks()
        coded = words.dictionary_encode()
        found = [self._sort(word) for word in coded.dictionary.to_pylist()]
        numbers: ndarray = np.array(found, np.int64)[array(coded.indices)]
        return numbers

    @cached_property
    def _telling(self) -> tuple[str, ...]:
        return SORT if self.plan.project.spec.override else SORT[:3]

    def _sort(self, word: str) -> int:
        if word not in self._known:
            language, kind, natural, *path = word.split(MARK, 3)
            rules: tuple[Rule, ...] = ()
            if language and kind:
                rules = self.plan.rule_set(
                    language, cast("Kind", kind), "".join(path), natural
                ).rules
            found = next((one for one in rules if one.id == self.rule.id), None)
            number = -1 if found is None else self._sorts.setdefault(found, len(self._sorts))
            self._known[word] = number
        return self._known[word]

    def _values(self, shard: str, asked: ndarray) -> Mapping[str, ndarray]:
        """The readings of rows that are asked; what nobody measured is counted as missing."""
        import numpy as np

        there = {*self.audit.file("readings", shard).schema_arrow.names}
        names = dict.fromkeys(one.name for one in self.rule.signals)
        known = [name for name in names if name in there]
        table = shard_table(self.audit, "readings", shard, known)
        count = int(asked.sum())
        values = {name: np.full(count, np.nan) for name in names}
        values |= {name: array(table[name])[asked] for name in known}
        self.missing.update({name: count for name in names if name not in there and count})
        empty = {name: np.isnan(values[name]) for name in known}
        if any(one.any() for one in empty.values()):
            notes = Notes(shard_table(self.audit, "readings", shard, ("unmeasured",))["unmeasured"])
            for name, where in empty.items():
                noted = np.zeros(len(asked), bool)
                noted[notes.rows(name)] = True
                if unasked := int((where & ~noted[asked]).sum()):
                    self.missing[name] += unasked
        return values

    def _spared(self, shard: str, places: ndarray, sort: ndarray) -> ndarray:
        """Rows, of those at these places, that stay though the rule fails them."""
        import numpy as np

        found = np.zeros(len(sort), bool)
        sparing = [one for one in self.sorts if one.spare.value and one.action == "drop"]
        if not sparing:
            return found
        hashes = shard_table(self.audit, "verdicts", shard, ("sha256",))["sha256"]
        for rule in sparing:
            here = np.flatnonzero(sort == self._sorts[rule])
            words = hashes.take(arrow().array(places[here])).to_pylist()
            found[here] = [spared(one, rule, self.plan.seed) for one in words]
        return found
