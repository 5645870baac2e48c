"""Rows of a stored audit that ended by a cause: a word where no rule decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rulekit.audit.open import Audit, compute
from rulekit.audit.query import Selection, array, lots
from rulekit.core.verdict import CAUSES
from rulekit.errors import Problem, UsageError, did_you_mean


def check_cause(cause: str) -> None:
    """Raises UsageError, with the nearest and the list, for what is no word of CAUSES."""
    if cause not in CAUSES:
        message = f"--cause {cause}: there is no such cause{did_you_mean(cause, CAUSES)}"
        raise UsageError([Problem(message, remedy=f"the causes are {', '.join(CAUSES)}")])


def ended_by(stored: Audit, cause: str, limit: int) -> Selection:
    """The first rows that ended by a cause, candidates or not."""
    picked = Selection(limit)
    for place, shard, group in _ended(stored, cause):
        picked.add_in_order(place, shard, array(group["row"]))
    return picked


def ended_by_lot(stored: Audit, cause: str, decision: str, seed: int, limit: int) -> Selection:
    """Rows that ended by a cause as this decision, candidates or not, by a hash of seed and row."""
    picked = Selection(limit)
    for place, shard, group in _ended(stored, cause):
        rows = array(group.filter(compute().equal(group["decision"], decision))["row"])
        picked.add(place, shard, rows, lots(seed, shard, rows))
    return picked


def _ended(stored: Audit, cause: str) -> Iterator[tuple[int, str, Any]]:
    """Place and name of each shard, rows and decisions of its verdicts that a cause decided."""
    for place, shard in enumerate(stored.shards):
        for group in stored.groups("verdicts", shard, ("row", "decision", "decided_by")):
            # One list for each row, which may lie in several chunks: their indices count as one.
            deciding = group["decided_by"].combine_chunks()
            here = compute().equal(compute().list_flatten(deciding), cause)
            yield place, shard, group.take(compute().list_parent_indices(deciding).filter(here))
