"""Copies found by their keys: rows that have one in common, and which of them is the best.

A part of the keys is sorted at a time, so memory is that of a part, whatever the corpus is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.curate.arrays import Numbering, between, key_type, opened
from rulekit.curate.ranks import Preference, order, rank_type

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

PART = 1 << 21  # keys that are sorted at once: 60 MB of records, and 200 MB while they are
LARGEST = 10  # groups of copies that are told


@dataclass(frozen=True)
class CopyRecords:
    """Keys and ranks of a corpus, in a file for each shard, and the numbers of rows."""

    folder: Path
    numbering: Numbering
    preferences: tuple[Preference, ...]

    def keys(self, shard: int) -> Array:
        """The sorted keys of a shard."""
        return opened(self.folder / "keys" / f"{shard:06}.npy")

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
        """Number of keys."""
        return sum(len(self.keys(shard)) for shard in range(len(self.numbering.rows)))

    def part(self, number: int, parts: int) -> Array:
        """The sorted keys of one part, of all shards; `row` is a number of the corpus."""
        import numpy as np

        first, end = (number << 64) // parts, ((number + 1) << 64) // parts
        wide = np.dtype([(name, "<u8") for name in key_type().names])
        pieces = [np.empty(0, wide)]
        for shard, base in enumerate(self.numbering.bases[:-1]):
            piece = between(self.keys(shard), first, end).astype(wide)
            piece["row"] += np.uint64(base)
            pieces.append(piece)
        keys = np.concatenate(pieces)
        return keys[np.lexsort([keys["row"], keys["low"], keys["high"]])]


def parts_of(keys: int) -> int:
    """Parts in which so many keys are sorted."""
    return max(1, -(-keys // PART))


def groups_of(keys: Array) -> tuple[Array, Array]:
    """Rows that share a key with others, and the number of the group that each is in.

    The rows of a group follow each other; groups are numbered from 0.
    """
    import numpy as np

    if not len(keys):
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    same = (keys["high"][1:] == keys["high"][:-1]) & (keys["low"][1:] == keys["low"][:-1])
    alone = ~np.concatenate([[False], same]) & ~np.concatenate([same, [False]])
    group = np.concatenate([[0], np.cumsum(~same)])[~alone]
    numbers = np.unique(group, return_inverse=True)[1] if len(group) else group
    return keys["row"][~alone], numbers.reshape(-1).astype(np.int64)


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
    copies["by"] = _columns(ranks, np.repeat(best, sizes))[~is_best]
    copies["size"] = np.repeat(sizes, sizes)[~is_best]
    return copies[np.argsort(copies["row"])], told(copies)


def _columns(ranks: Array, best: Array) -> Array:
    """The number of the first column in which each row differs from the best of its group."""
    import numpy as np

    names = ranks.dtype.names or ()
    found = np.full(len(ranks), len(names) - 1)
    for i in reversed(range(len(names))):
        found[ranks[names[i]] != ranks[names[i]][best]] = i
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


def members(records: CopyRecords, number: int, parts: int) -> tuple[Array, int]:
    """Rows of a part that share a key with others, each with its group; and how many groups."""
    import numpy as np

    rows, group = groups_of(records.part(number, parts))
    found = np.empty(len(rows), np.dtype([("row", "<u8"), ("group", "<u8")]))
    found["row"], found["group"] = rows, group
    return found[np.lexsort([found["group"], found["row"]])], int(group.max(initial=-1)) + 1


def candidates(parts: Sequence[Array], total: int) -> Array:
    """Numbers of all rows that share a key with another, sorted, each once; of `total` rows."""
    import numpy as np

    found = np.zeros(total, bool)
    for part in parts:
        found[part["row"]] = True
    return np.nonzero(found)[0].astype(np.uint64)
