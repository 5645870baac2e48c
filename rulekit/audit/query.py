"""Rows of a stored audit that somebody asks for, chosen in one pass, however many there are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rulekit.audit.open import Audit, compute
from rulekit.audit.verdicts import Key
from rulekit.core.verdict import CAUSES
from rulekit.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import numpy


@dataclass
class Selection:
    """The `limit` rows with the least of a number; how many there were in all."""

    limit: int
    count: int = 0
    best: list[tuple[float, int, str, int]] = field(default_factory=list)

    @property
    def keys(self) -> list[Key]:
        """Shard and row of those that were picked, the least number first."""
        return [(shard, row) for _, _, shard, row in self.best]

    def add(self, place: int, shard: str, rows: numpy.ndarray, numbers: numpy.ndarray) -> None:
        """Rows of the shard at this place, each with its number; equal ones in their order."""
        import numpy

        self.count += len(rows)
        order = numpy.lexsort((rows, numbers))[: self.limit]
        found = [(numbers[i].item(), place, shard, rows[i].item()) for i in order]
        self.best = sorted([*self.best, *found])[: self.limit]

    def add_in_order(self, place: int, shard: str, rows: numpy.ndarray) -> None:
        """Rows that all count alike, so that the first ones are picked."""
        import numpy

        self.add(place, shard, rows, numpy.zeros(len(rows)))


def check_rule(stored: Audit, rule: str) -> None:
    """Raises UsageError, with the nearest, for a rule that the audit was not judged by."""
    rules = stored.plan["rules"]
    if rule not in rules:
        near = f", did you mean --cause {rule}?" if rule in CAUSES else did_you_mean(rule, rules)
        raise UsageError(f"--rule {rule}: `{stored.audit.folder}` has no such rule{near}")


def failing(stored: Audit, rule: str, limit: int) -> Selection:
    """The first rows that a rule failed."""
    picked = Selection(limit)
    for place, shard, group in failures(stored, rule):
        picked.add_in_order(place, shard, array(group["row"]))
    return picked


def by_lot(stored: Audit, decision: str, rule: str, seed: int, limit: int) -> Selection:
    """Candidates of this decision, that a rule failed if it is named, by a hash of seed and row.

    Of dropped ones, the rule is one of those that dropped it.
    """
    picked = Selection(limit)
    for place, shard, rows in _decided(stored, decision, rule):
        picked.add(place, shard, rows, lots(seed, shard, rows))
    return picked


def lots(seed: int, shard: str, rows: numpy.ndarray) -> numpy.ndarray:
    """A number of 64 bits for each row, the same on every machine: splitmix64."""
    import numpy

    word = f"{seed}:{shard}".encode("utf-8", "backslashreplace")
    first = numpy.uint64(int.from_bytes(hashlib.sha256(word).digest()[:8], "big"))
    lot = rows.astype(numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15) + first
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        lot = (lot ^ (lot >> numpy.uint64(shift))) * numpy.uint64(factor)
    return lot


def failures(stored: Audit, rule: str) -> Iterator[tuple[int, str, Any]]:
    """What a rule failed: place and name of the shard, and some of the columns of `evidence`."""
    equal, both = compute().equal, compute().and_
    names = ("row", "rule", "outcome", "action", "margin")
    for place, shard in enumerate(stored.shards):
        for group in stored.groups("evidence", shard, names):
            here = group.filter(both(equal(group["rule"], rule), equal(group["outcome"], "fail")))
            if here.num_rows:
                yield place, shard, here


def _decided(stored: Audit, decision: str, rule: str) -> Iterator[tuple[int, str, numpy.ndarray]]:
    """Rows of candidates by decision; with a rule, those of them that it failed."""
    import numpy

    equal, both = compute().equal, compute().and_
    failed = _failed(stored, rule, decision) if rule else {}
    for place, shard in enumerate(stored.shards):
        if rule and shard not in failed:
            continue
        for group in stored.groups("verdicts", shard, ("row", "decision", "candidate")):
            here = both(equal(group["decision"], decision), group["candidate"])
            rows = array(group.filter(here)["row"])
            yield place, shard, rows[numpy.isin(rows, failed[shard])] if rule else rows


def _failed(stored: Audit, rule: str, decision: str) -> dict[str, numpy.ndarray]:
    """Rows that a rule failed, by shard; of dropped ones only where its failure drops."""
    import numpy

    found: dict[str, list[numpy.ndarray]] = {}
    for _, shard, group in failures(stored, rule):
        if decision == "drop":
            group = group.filter(compute().equal(group["action"], "drop"))
        found.setdefault(shard, []).append(array(group["row"]))
    return {shard: numpy.concatenate(rows) for shard, rows in found.items()}


def array(column: Any) -> numpy.ndarray:
    """A column of numbers as numpy has it."""
    found: numpy.ndarray = column.to_numpy()
    return found
