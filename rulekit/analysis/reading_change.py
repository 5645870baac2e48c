"""Readings of the same rows that two audits have otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rulekit.analysis.pair import PairedAudits, Pairs
from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables, array

if TYPE_CHECKING:
    from numpy import ndarray

MEASURED_BY = ("versions", "plugins", "sources")  # of a plan: what decides readings
KEY = ("shard", "row", "unmeasured")
TOGETHER = 16  # signals whose columns are held at a time


@dataclass(frozen=True)
class ReadingChanges:
    """Rows whose readings are others, by signal; of `compared` rows, in shards that both have.

    Signals that only one audit has are `gone` or `new`.
    """

    compared: int
    rows: int
    signals: Mapping[str, int]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def reading_changes(
    before: AuditTables, after: AuditTables, pairs: PairedAudits
) -> ReadingChanges | None:
    """Compare readings; None where the same took them all, or an audit has none."""
    both = before, after
    if not all(one.has_readings for one in both) or measured_by(before) == measured_by(after):
        return None
    parts = [one for one in pairs.parts if one.shard]
    counts: dict[str, int] = {}
    rows = 0
    known: list[set[str]] = [set(), set()]
    for part in parts:
        for side, audit in zip(known, both, strict=True):
            side |= {*audit.file("readings", part.shard).schema_arrow.names} - {*KEY}
        rows += _compare(before, after, part, counts)
    gone, new = known[0] - known[1], known[1] - known[0]
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    compared = sum(one.before.num_rows for one in parts)
    return ReadingChanges(compared, rows, dict(ordered), tuple(sorted(gone)), tuple(sorted(new)))


def measured_by(audit: AuditTables) -> dict[str, Any]:
    """What took the readings of an audit, also of one that was judged again."""
    said = audit.manifest.get("rejudged") or audit.plan
    return {name: said.get(name) for name in MEASURED_BY}


def _compare(before: AuditTables, after: AuditTables, part: Pairs, counts: dict[str, int]) -> int:
    """Count rows of a shard with other readings by signal; how many rows that are."""
    import numpy as np

    sides = (before, part.before), (after, part.after)
    names = [
        {*audit.file("readings", part.shard).schema_arrow.names} - {*KEY} for audit, _ in sides
    ]
    changed = np.zeros(part.before.num_rows, bool)
    common = sorted(names[0] & names[1])
    for start in range(0, len(common), TOGETHER):
        some = common[start : start + TOGETHER]
        tables = [_readings(audit, part.shard, rows, some) for audit, rows in sides]
        for name in some:
            first, second = (one[name] for one in tables)
            other = (first != second) & ~(np.isnan(first) & np.isnan(second))
            if count := int(other.sum()):
                counts[name] = counts.get(name, 0) + count
                changed |= other
    return int(changed.sum())


def _readings(audit: AuditTables, shard: str, rows: Any, names: list[str]) -> dict[str, ndarray]:
    """The readings of some rows of a shard."""
    import numpy as np

    table = shard_table(audit, "readings", shard, ("row", *names))
    places = np.searchsorted(array(table["row"]), array(rows["row"]))
    return {name: array(table[name])[places] for name in names}
