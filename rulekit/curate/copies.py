"""Copies found by their keys: rows that have one in common, and which of them is the best.

A part of the keys is sorted at a time, so memory is that of a part, whatever the corpus is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from errno import ENOENT
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.curate.arrays import Numbering, by_key, key_type, opened, rows_in
from rulekit.curate.ranks import Preference, order, rank_type
from rulekit.curate.sorted_file import SortedFile
from rulekit.places.place import Place

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

PART = 1 << 21  # keys that are sorted at once: 60 MB of records, and 200 MB while they are
LARGEST = 10  # groups of copies that are told


@dataclass(frozen=True)
class CopyRecords:
    """Keys and ranks of a corpus, in a file for each shard, and the numbers of rows."""

    folder: Place
    numbering: Numbering
    preferences: tuple[Preference, ...]

    @cached_property
    def _keys(self) -> dict[str, SortedFile]:
        """The sorted keys of each shard, by the names of their files."""
        return SortedFile.all_in(self.folder / "keys", key_type(), "high", 1 << 64)

    def _keys_of(self, shard: int) -> SortedFile:
        name = f"{shard:06}.npy"
        if name not in self._keys:
            raise FileNotFoundError(ENOENT, "somebody removed it", str(self.folder / "keys" / name))
        return self._keys[name]

    def ranks(self, numbers: Array) -> Array:
        """The ranks of rows, given by sorted numbers."""
        import numpy as np

        found = np.empty(len(numbers), rank_type(len(self.preferences)))
        at = 0
        for shard, rows in self.numbering.by_shard(numbers):
            ranks = opened(self.folder / "ranks" / f"{shard:06}.npy")
            found[at : at + len(rows)] = ranks[rows]
            at += len(rows)
        return found

    def count(self) -> int:
        """Number of keys, by the sizes of their files."""
        return sum(rows_in(one.kind, one.size) for one in self._keys.values())

    def part(self, number: int, parts: int) -> Array:
        """The sorted keys of one part, of all shards; `row` is a number of the corpus."""
        import numpy as np

        first, end = (number << 64) // parts, ((number + 1) << 64) // parts
        wide = np.dtype([(name, "<u8") for name in key_type().names])
        pieces = [np.empty(0, wide)]
        for shard, base in enumerate(self.numbering.bases[:-1]):
            piece = self._keys_of(shard).between(first, end).astype(wide)
            piece["row"] += np.uint64(base)
            pieces.append(piece)
        return by_key(np.concatenate(pieces))


def parts_of(keys: int) -> int:
    """Parts in which so many keys are sorted."""
    return max(1, -(-keys // PART))


def groups_of(keys: Array) -> tuple[Array, Array]:
    """Rows that share a key with others, and the number of the group that each is in.

    The rows of a group follow each other; groups are numbered from 0.
    """
    import numpy as np

    as_next = np.zeros(len(keys) + 1, bool)  # of each key: whether the one before it is the same
    as_next[1:-1] = keys["high"][1:] == keys["high"][:-1]
    as_next[1:-1] &= keys["low"][1:] == keys["low"][:-1]
    shared = np.nonzero(as_next[:-1] | as_next[1:])[0]
    return keys["row"][shared], np.cumsum(~as_next[shared], dtype=np.int64) - 1


def copy_type() -> Any:
    """The numpy type of a copy: its number, that of the row that is kept, and why.

    `jaccard` is NaN where nothing was compared; `shared` are the keys that both have, `by` is the
    number of the column that decided.
    """
    import numpy as np

    fields = [("row", "<u8"), ("kept", "<u8"), ("jaccard", "<f8"), ("shared", "<u4"), ("by", "<u4")]
    return np.dtype([*fields, ("size", "<u8")])


def equal_rows(records: CopyRecords, number: int, parts: int) -> tuple[Array, dict[str, Any]]:
    """The copies among a part's rows that are equal by their one key, and what is told of them.

    Nothing is left to be settled: a row is in one group only.
    """
    import numpy as np

    rows, group = groups_of(records.part(number, parts))
    numbers = np.argsort(rows, kind="stable")
    ranks = np.empty(len(rows), rank_type(len(records.preferences)))
    ranks[numbers] = records.ranks(rows[numbers])
    best_first = order(ranks, group)
    rows, group, ranks = rows[best_first], group[best_first], ranks[best_first]
    is_best = np.concatenate([[True], group[1:] != group[:-1]]) if len(group) else group == 0
    best = np.nonzero(is_best)[0]
    sizes = np.diff(np.concatenate([best, [len(rows)]]))
    copies = np.empty(len(rows) - len(best), copy_type())
    copies["row"] = rows[~is_best]
    copies["kept"] = np.repeat(rows[best], sizes)[~is_best]
    copies["jaccard"], copies["shared"] = np.nan, 1
    copies["by"] = columns(ranks, np.nonzero(~is_best)[0], np.repeat(best, sizes)[~is_best])
    copies["size"] = np.repeat(sizes, sizes)[~is_best]
    return copies.take(np.argsort(copies["row"])), told(copies)


def columns(ranks: Array, rows: Array, best: Array) -> Array:
    """The number of the first column in which each of some rows differs from its best one."""
    import numpy as np

    names = ranks.dtype.names or ()
    found = np.full(len(rows), len(names) - 1, np.uint32)
    for i in reversed(range(len(names))):
        column = ranks[names[i]]
        found[column[rows] != column[best]] = i
    return found


def told(copies: Array) -> dict[str, Any]:
    """What is told of copies: how many, which column decided, and the largest groups."""
    import numpy as np

    kept, counts = np.unique(copies["kept"], return_counts=True)
    largest = np.lexsort([kept, -counts])[:LARGEST]
    columns, times = np.unique(copies["by"], return_counts=True)
    return {
        "copies": len(copies),
        "groups": len(kept),
        "by": {str(int(i)): int(n) for i, n in zip(columns, times, strict=True)},
        "largest": [[int(kept[i]), int(counts[i]) + 1] for i in largest],
    }


def merged_told(all_told: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The same of several parts; a row is kept in one of them only."""
    found: dict[str, Any] = {"copies": 0, "groups": 0, "by": {}, "largest": []}
    for one in all_told:
        found["copies"] += one["copies"]
        found["groups"] += one["groups"]
        for column, times in one["by"].items():
            found["by"][column] = found["by"].get(column, 0) + times
        found["largest"] += one["largest"]
    found["largest"] = sorted(found["largest"], key=lambda one: (-one[1], one[0]))[:LARGEST]
    return found


def member_type() -> Any:
    """The numpy type of a row that is in a group of a part."""
    import numpy as np

    return np.dtype([("row", "<u8"), ("group", "<u8")])


def members(records: CopyRecords, number: int, parts: int) -> tuple[Array, int]:
    """Rows of a part that share a key with others, each with its group; and how many groups."""
    import numpy as np

    rows, group = groups_of(records.part(number, parts))
    found = np.empty(len(rows), member_type())
    found["row"], found["group"] = rows, group  # groups rise, so they do within a row, too
    return found.take(np.argsort(rows, kind="stable")), int(group.max(initial=-1)) + 1


def candidates(parts: Iterable[Array], total: int) -> Array:
    """Numbers of all rows that share a key with another, sorted, each once; of `total` rows."""
    import numpy as np

    found = np.zeros(total, bool)
    for part in parts:
        found[part["row"]] = True
    return np.nonzero(found)[0].astype(np.uint64)
