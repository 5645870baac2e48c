"""The same rows in two audits: which of one is which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rulekit.analysis.shard_table import shard_table
from rulekit.audit.read_tables import AuditTables, array, compute
from rulekit.audit.tables import arrow, columns

if TYPE_CHECKING:
    from numpy import ndarray

NAMES = ("shard", "row", "sha256", "size", "language", "candidate", "decision", "decided_by")


@dataclass(frozen=True)
class Pairs:
    """Verdicts on the same rows in two audits, line by line; `shard` is that of both, or ""."""

    before: Any
    after: Any
    shard: str = ""


@dataclass(frozen=True)
class PairedAudits:
    """The rows of two audits, joined; `by` names what tells rows of shards that only one has.

    `other_text` rows have one place in both audits and other bytes; `only_before` and `only_after`
    are in one of them alone.
    """

    parts: Sequence[Pairs]
    by: str
    other_text: int
    only_before: int
    only_after: int

    @property
    def joined(self) -> int:
        """The number of rows that are in both."""
        return sum(int(one.before.num_rows) for one in self.parts)


def paired(before: AuditTables, after: AuditTables) -> PairedAudits:
    """Join the rows of two audits: by shard and row, and those that are left by id or hash.

    Rows of the same hash are joined in their order.
    """
    ids = all(one.manifest["columns"].get("id") for one in (before, after))
    by = "id" if ids else "sha256"
    names = (*NAMES, "id") if ids else NAMES
    parts: list[Pairs] = []
    left: tuple[list[Any], list[Any]] = [], []
    other = 0
    for shard in dict.fromkeys((*before.shards, *after.shards)):
        sides = [_rows(one, shard, names) for one in (before, after)]
        places = _common(*(array(one["row"]) for one in sides))
        first, second = _taken(sides, places)
        same = _same(first, second)
        other += first.num_rows - int(array(same).sum())
        parts.append(Pairs(first.filter(same), second.filter(same), shard))
        for rest, side, here in zip(left, sides, places, strict=True):
            rest.append(_without(side, here))
    rest = [arrow().concat_tables(one) for one in left]
    places = _alike(*(one[by] for one in rest))
    first, second = _taken(rest, places)
    parts.append(Pairs(first, second))
    alone = [one.num_rows - len(here) for one, here in zip(rest, places, strict=True)]
    return PairedAudits(tuple(one for one in parts if one.before.num_rows), by, other, *alone)


def _rows(audit: AuditTables, shard: str, names: Sequence[str]) -> Any:
    """The verdicts of a shard; none where the audit does not have it."""
    if shard in audit.shards:
        return shard_table(audit, "verdicts", shard, names)
    known = columns("verdicts")
    return arrow().schema([(name, known[name]) for name in names]).empty_table()


def _common(first: ndarray, second: ndarray) -> tuple[ndarray, ndarray]:
    """The places of numbers that both have."""
    import numpy as np

    _, here, there = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    return here, there


def _alike(first: Any, second: Any) -> tuple[ndarray, ndarray]:
    """The places of equal words in two columns: the first with the first, and so on."""
    import numpy as np

    both = arrow().chunked_array([*first.chunks, *second.chunks], first.type)
    coded = both.combine_chunks().dictionary_encode()
    codes = array(compute().fill_null(coded.indices, -1)).astype(np.int64)
    sides = codes[: len(first)], codes[len(first) :]
    keys = [np.where(one < 0, -1, one * (len(both) + 1) + _repeats(one)) for one in sides]
    known = [np.flatnonzero(one >= 0) for one in keys]
    here, there = _common(*(key[place] for key, place in zip(keys, known, strict=True)))
    here, there = known[0][here], known[1][there]
    order = np.argsort(here)
    return here[order], there[order]


def _repeats(codes: ndarray) -> ndarray:
    """How often each number stands before its place."""
    import numpy as np

    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    found = np.empty(len(codes), np.int64)
    found[order] = np.arange(len(codes)) - np.searchsorted(ordered, ordered)
    return found


def _taken(sides: Sequence[Any], places: Sequence[ndarray]) -> list[Any]:
    """The rows at these places, in that order; a table of which these are all is not copied."""
    import numpy as np

    return [
        one if np.array_equal(here, np.arange(one.num_rows)) else one.take(arrow().array(here))
        for one, here in zip(sides, places, strict=True)
    ]


def _without(table: Any, places: ndarray) -> Any:
    import numpy as np

    left = np.ones(table.num_rows, bool)
    left[places] = False
    return table.filter(arrow().array(left))


def _same(first: Any, second: Any) -> Any:
    """Where both have the same hash, or neither has one."""
    hashes = (compute().fill_null(one["sha256"], "") for one in (first, second))
    return compute().equal(*hashes)
