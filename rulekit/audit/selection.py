"""A selection of rows: the first, the nearest or random ones, however many are added."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from rulekit.audit.read_tables import AuditTables

if TYPE_CHECKING:
    import numpy

Key = tuple[str, int]  # shard and row


@dataclass
class Selection:
    """The `limit` rows with the least numbers, those first; all that were added are counted.

    Rows over the limit are let go when more than `room` of them are held.
    """

    shards: Sequence[str]
    limit: int | None = None
    room: int = 65_536
    total: int = 0
    _parts: list[tuple[numpy.ndarray, ...]] = field(default_factory=list)  # numbers, places, rows
    _held: int = 0

    def __len__(self) -> int:
        return self.total if self.limit is None else min(self.total, self.limit)

    def __iter__(self) -> Iterator[Key]:
        if self.total:
            self._sort()
            _, places, rows = self._parts[0]
            for place, row in zip(places, rows, strict=True):
                yield self.shards[place], row.item()

    def add(self, place: int, rows: numpy.ndarray, numbers: numpy.ndarray | None = None) -> None:
        """Add rows of the shard at this place, each with its number; equal ones keep their order.

        Without numbers, rows come in the order of the audit.
        """
        import numpy

        if numbers is None:
            numbers = numpy.zeros(len(rows))
        self._parts.append((numbers, numpy.full(len(rows), place), rows))
        self.total += len(rows)
        self._held += len(rows)
        if self.limit is not None and self._held > 2 * self.limit + self.room:
            self._sort()

    def _sort(self) -> None:
        import numpy

        parts = [numpy.concatenate(one) for one in zip(*self._parts, strict=True)]
        order = numpy.lexsort(parts[::-1])[: self.limit]
        self._parts, self._held = [tuple(one[order] for one in parts)], len(order)


@dataclass(frozen=True)
class EveryRow:
    """All rows of some shards in their order, up to `limit`; none of them is held."""

    audit: AuditTables
    shards: Sequence[str]
    limit: int | None = None

    @property
    def total(self) -> int:
        """The rows of these shards, with those over the limit."""
        return sum(map(self.audit.row_count, self.shards))

    def __len__(self) -> int:
        return self.total if self.limit is None else min(self.total, self.limit)

    def __iter__(self) -> Iterator[Key]:
        return islice(self._keys(), self.limit)

    def _keys(self) -> Iterator[Key]:
        """Shard and row in order; not every row of the corpus need be in the audit."""
        for shard in self.shards:
            for group in self.audit.groups("verdicts", shard, ("row",)):
                yield from ((shard, row) for row in group["row"].to_pylist())


def random_keys(seed: int, shard: str, rows: numpy.ndarray) -> numpy.ndarray:
    """A number of 64 bits for each row, the same on every machine: splitmix64."""
    import numpy

    word = f"{seed}:{shard}".encode("utf-8", "backslashreplace")
    first = numpy.uint64(int.from_bytes(hashlib.sha256(word).digest()[:8], "big"))
    keys = rows.astype(numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15) + first
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        keys = (keys ^ (keys >> numpy.uint64(shift))) * numpy.uint64(factor)
    return keys
