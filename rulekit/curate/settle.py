"""Who is kept of rows that resemble each other.

As if all rows were taken from the best to the worst: a row is kept unless it resembles one that is
kept already. So nothing is dropped but for a named row that is kept, and no chain of little
differences drops what resembles nothing that stays. Rows are compared only where they share a key.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.curate.arrays import Numbering, RaggedLists, opened
from rulekit.curate.copies import CopyRecords, candidates, copy_type, told
from rulekit.curate.ranks import decided_by, order

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

CENTRES = 16  # rows kept of one group that a row is compared with, before the group is too mixed
SLICE = 1 << 24  # rows with their groups that are held at a time: 128 MB
STEP = 1_000  # rows after which a word is said
NONE = 2**64 - 1  # for no row


@dataclass
class FeatureStore:
    """The features of the candidates, a file for each shard."""

    folder: Path
    numbering: Numbering
    _shards: dict[int, RaggedLists] = field(default_factory=dict)

    def of(self, number: int) -> Array | None:
        """The features of a row."""
        shard, row = self.numbering.place(number)
        if shard not in self._shards:
            self._shards[shard] = RaggedLists(opened(self.folder / "features" / f"{shard:06}.npy"))
        return self._shards[shard].of(row)


def jaccard(one: Array, other: Array) -> float:
    """Members that two sets have in common over all that they have; they are sorted arrays."""
    import numpy as np

    if not (len(one) and len(other)):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


class Settling:
    """The rows that are kept so far, by group; all rows and groups by their places in arrays.

    `threshold` is that of a copy; None: a key is enough. `mixed` counts rows that were not compared
    with all that are kept of their groups, as those are too many.
    """

    def __init__(
        self,
        features: Callable[[int], Array | None],
        threshold: float | None,
        ranks: Array,
        position: Array,
        groups: int,
    ) -> None:
        import numpy as np

        self.features = features
        self.threshold = threshold
        self.ranks = ranks
        self.position = position  # of each row, from the best
        self.first = np.full(groups, -1, np.int64)  # the row that is kept of each group
        self.more: dict[int, list[int]] = {}  # and those that are kept beside it
        self.copies = np.zeros(len(ranks), copy_type())
        self.copies["kept"] = NONE
        self.copies["size"] = 1
        self.mixed = 0

    def take(self, row: int, groups: Sequence[int]) -> None:
        """Keep the next row, or drop it for the best that is kept and resembles it."""
        shared: dict[int, int] = {}
        for group in groups:
            if (centre := int(self.first[group])) >= 0:
                for one in (centre, *self.more.get(group, ())):
                    shared[one] = shared.get(one, 0) + 1
        for centre in sorted(shared, key=self.position.__getitem__):
            if (alike := self._alike(row, centre)) is not None:
                by = decided_by(self.ranks[centre], self.ranks[row])
                self.copies["size"][centre] += 1
                self.copies[row] = (0, centre, alike, shared[centre], by, 0)
                return
        self._keep(row, groups)

    def _alike(self, row: int, centre: int) -> float | None:
        """The Jaccard index of two rows that are copies, NaN if unknown; None if they are none."""
        one, other = self.features(row), self.features(centre)
        if one is None or other is None:
            return math.nan if self.threshold is None else None
        least = self.threshold or 0.0
        if min(len(one), len(other)) < least * max(len(one), len(other)):
            return None  # whatever they have in common
        found = jaccard(one, other)
        return found if found >= least else None

    def _keep(self, row: int, groups: Sequence[int]) -> None:
        crowded = False
        for group in groups:
            if self.first[group] < 0:
                self.first[group] = row
            elif len(others := self.more.setdefault(group, [])) < CENTRES - 1:
                others.append(row)
            else:
                crowded = True
        self.mixed += crowded

    def found(self, numbers: Array) -> Array:
        """The copies, with the numbers that rows have in the corpus."""
        import numpy as np

        dropped = np.nonzero(self.copies["kept"] != NONE)[0]
        copies = self.copies[dropped]
        copies["size"] = self.copies["size"][copies["kept"].astype(np.int64)]
        copies["row"], copies["kept"] = numbers[dropped], numbers[copies["kept"].astype(np.int64)]
        return copies


def settle(
    records: CopyRecords,
    parts: Sequence[Path],
    groups: Sequence[int],
    features: FeatureStore | None,
    threshold: float | None,
    tell: Callable[[], None] = lambda: None,
) -> tuple[Array, dict[str, Any]]:
    """The copies of a corpus by their numbers, and what is told of them.

    `parts` are files of what `members` found, with so many `groups` each. Memory is a byte for each
    row of the corpus, about 110 for each candidate, 8 for each group, and SLICE.
    """
    import numpy as np

    opened_parts = [opened(path) for path in parts]
    numbers = candidates(opened_parts, records.numbering.total)
    ranks = records.ranks(numbers)
    best_first = order(ranks)
    position = np.empty(len(numbers), np.int64)
    position[best_first] = np.arange(len(numbers))
    get = _cached(features, numbers) if features else lambda _row: None
    state = Settling(get, threshold, ranks, position, sum(groups))
    in_order = _in_order(opened_parts, groups, numbers, position, best_first)
    for count, (row, found) in enumerate(in_order):
        state.take(row, found)
        if count % STEP == 0:
            tell()
    copies = state.found(numbers)
    return copies, told(copies) | {"candidates": len(numbers), "mixed": state.mixed}


def _in_order(
    parts: Sequence[Array],
    groups: Sequence[int],
    numbers: Array,
    position: Array,
    best_first: Array,
) -> Iterator[tuple[int, list[int]]]:
    """Each candidate with its groups, from the best to the worst; a slice of them is held."""
    import numpy as np

    total = sum(len(part) for part in parts)
    slices = max(1, -(-total // SLICE))
    cuts = [len(numbers) * i // slices for i in range(slices + 1)]
    for low, high in pairwise(cuts):
        held, base = [np.empty(0, np.uint64)], 0
        for part, count in zip(parts, groups, strict=True):
            at = position[np.searchsorted(numbers, part["row"])]
            here = (at >= low) & (at < high)
            pairs = (at[here].astype(np.uint64) << np.uint64(32)) | (
                part["group"][here] + np.uint64(base)
            )
            held.append(pairs)
            base += count
        pairs = np.concatenate(held)
        pairs.sort()
        ends = np.searchsorted(pairs >> np.uint64(32), np.arange(low, high + 1, dtype=np.uint64))
        mine = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        for i in range(high - low):
            yield int(best_first[low + i]), mine[ends[i] : ends[i + 1]].tolist()


def _cached(features: FeatureStore, numbers: Array) -> Callable[[int], Array | None]:
    """The lists of rows; the last ones stay at hand, as a row is compared with several."""
    return lru_cache(maxsize=4_096)(lambda row: features.of(int(numbers[row])))
