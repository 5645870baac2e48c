"""Copies found by their keys: rows that have one in common, and which of them is the best.

A part of the keys is sorted at a time, so memory is that of a part, whatever the corpus is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

from rulekit.curate.arrays import Numbering, between, by_key, key_type, opened, rows_in
from rulekit.curate.ranks import Preference, order, rank_type
from rulekit.places.place import Place, files_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Member = tuple[int, list[int]]  # a candidate with its groups
PART = 1 << 21  # keys that are sorted at once: 60 MB of records, and 200 MB while they are
LARGEST = 10  # groups of copies that are told
RANGES = 1_024  # of positions, as fine as their groups can be cut into slices
CHUNK = 1 << 14  # rows whose groups are Python's own numbers at a time: 15 MB


@dataclass(frozen=True)
class CopyRecords:
    """Keys and ranks of a corpus, in a file for each shard, and the numbers of rows."""

    folder: Place
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
        """Number of keys, by the sizes of their files."""
        return sum(rows_in(key_type(), size) for _, size in files_of(self.folder / "keys"))

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


def members(records: CopyRecords, number: int, parts: int) -> tuple[Array, int]:
    """Rows of a part that share a key with others, each with its group; and how many groups."""
    import numpy as np

    rows, group = groups_of(records.part(number, parts))
    found = np.empty(len(rows), np.dtype([("row", "<u8"), ("group", "<u8")]))
    found["row"], found["group"] = rows, group  # groups rise, so they do within a row, too
    return found.take(np.argsort(rows, kind="stable")), int(group.max(initial=-1)) + 1


def candidates(parts: Iterable[Array], total: int) -> Array:
    """Numbers of all rows that share a key with another, sorted, each once; of `total` rows."""
    import numpy as np

    found = np.zeros(total, bool)
    for part in parts:
        found[part["row"]] = True
    return np.nonzero(found)[0].astype(np.uint64)


class Memberships:
    """Each candidate with its groups, from the best to the worst, sorted by way of a file.

    A pair of position and group is one number. Both have room in its 64 bits: of 2**28 candidates,
    which take 35 GB of memory, there may be 2**36 groups.
    """

    def __init__(self, file: IO[bytes], numbers: Array, position: Array, groups: int) -> None:
        import numpy as np

        self.file = file
        self.numbers = numbers
        self.position = position
        self.bits = np.uint64(groups.bit_length())
        self.cuts = [len(numbers) * i // RANGES for i in range(RANGES + 1)]
        self.places: list[Array] = []  # of each part, where in the file a range of it begins
        self.written = 0

    def add(self, part: Array, base: int) -> None:
        """Add the rows of a part with their groups, which are numbered from `base`."""
        import numpy as np

        at = self.position[np.searchsorted(self.numbers, part["row"])].astype(np.uint64)
        pairs = (at << self.bits) | (part["group"] + np.uint64(base))
        pairs.sort()
        cuts = np.array(self.cuts, np.uint64) << self.bits
        self.places.append(np.searchsorted(pairs, cuts) + self.written)
        self.written += len(pairs)
        self.file.write(pairs.data)

    def rows(self, best_first: Array, held: int) -> Iterator[Member]:
        """Candidates with their groups; so many pairs are held at a time, or those of one range."""
        import numpy as np

        self.file.flush()
        pairs = np.memmap(self.file, np.uint64, "r") if self.written else np.empty(0, np.uint64)
        for low, high in pairwise(self._slices(held)):
            slices = [pairs[one[low] : one[high]] for one in self.places]
            yield from self._of_slice(best_first, np.concatenate(slices), low, high)

    def _slices(self, held: int) -> list[int]:
        """Where ranges are cut into slices of so many pairs."""
        import numpy as np

        wanted, size = [0], 0
        for i, more in enumerate(np.diff(self.places, axis=1).sum(axis=0) if self.places else ()):
            if size and size + more > held:
                wanted.append(i)
                size = 0
            size += int(more)
        return [*wanted, RANGES]

    def _of_slice(self, best_first: Array, pairs: Array, low: int, high: int) -> Iterator[Member]:
        import numpy as np

        pairs.sort(kind="stable")  # which merges those of all parts
        mask = (np.uint64(1) << self.bits) - np.uint64(1)
        for start in range(self.cuts[low], self.cuts[high], CHUNK):
            stop = min(start + CHUNK, self.cuts[high])
            ends = np.searchsorted(pairs, np.arange(start, stop + 1, dtype=np.uint64) << self.bits)
            groups = (pairs[ends[0] : ends[-1]] & mask).tolist()
            cuts = (ends - ends[0]).tolist()
            for i, row in enumerate(best_first[start:stop].tolist()):
                yield row, groups[cuts[i] : cuts[i + 1]]
