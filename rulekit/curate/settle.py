"""Who is kept of rows that resemble each other.

As if all rows were taken from the best to the worst: a row is kept unless it resembles one that is
kept already. So nothing is dropped but for a named row that is kept, and no chain of little
differences drops what resembles nothing that stays. Rows are compared only where they share a key.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from rulekit.curate.arrays import Numbering, RaggedLists, opened
from rulekit.curate.copies import CopyRecords, candidates, columns, copy_type, told
from rulekit.curate.memberships import Memberships
from rulekit.curate.ranks import order
from rulekit.places.address import is_address
from rulekit.places.place import Place

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

CENTRES = 16  # rows kept of one group that a row is compared with, before the group is too mixed
SLICE = 1 << 24  # rows with their groups that are held at a time: 200 MB, while they are sorted
STEP = 1_000  # rows after which a word is said
SHARDS = 400  # whose features are open at a time, as each takes a descriptor of often 1,024
LISTS = 64  # of features that stay at hand, as a row is compared with several; each is of a file
NONE = -1  # for no row


@dataclass
class FeatureStore:
    """The features of the candidates, a file for each shard."""

    folder: Place
    numbering: Numbering

    def of(self, number: int) -> Array | None:
        """The features of a row."""
        shard, row = self.numbering.place(number)
        return self._shard(shard).of(row)

    @cached_property
    def _shard(self) -> Callable[[int], RaggedLists]:
        return lru_cache(SHARDS)(self._opened)

    def _opened(self, shard: int) -> RaggedLists:
        return RaggedLists(opened(self.folder / "features" / f"{shard:06}.npy"))


def jaccard(one: Array, other: Array) -> float:
    """Members that two sets have in common over all that they have; they are sorted arrays."""
    import numpy as np

    if not (len(one) and len(other)):
        return 0.0
    both = np.concatenate((one, other))
    both.sort(kind="stable")  # which merges two runs: a fifth of the time of others, or less
    common = int(np.count_nonzero(both[1:] == both[:-1]))
    return common / (len(one) + len(other) - common)


class KeptRows:
    """The rows that are kept of each group: the first in an array, all others in one list."""

    def __init__(self, rows: int, groups: int) -> None:
        import numpy as np

        # `first` has a row, -1 for none; or -2 - i, where i is the place in `rows` of the last one.
        self._first = np.full(groups, -1, _whole(max(rows, groups * CENTRES) + 2)).data
        self._rows = array(_whole(rows))
        self._before = array("q")  # of each of `rows`, the place of the one before it; -1 for none

    def shared(self, groups: Sequence[int]) -> dict[int, int]:
        """Each row that is kept of some groups, with how many of them it is in."""
        found: dict[int, int] = {}
        for group in groups:
            at = self._first[group]
            if at >= 0:
                found[at] = found.get(at, 0) + 1
            elif at < -1:
                for one in self._listed(at):
                    found[one] = found.get(one, 0) + 1
        return found

    def _listed(self, at: int) -> Sequence[int]:
        found = []
        place = -2 - at
        while place >= 0:
            found.append(self._rows[place])
            place = self._before[place]
        return found

    def add(self, group: int, row: int) -> bool:
        """Add a row to a group; False if that has too many."""
        at = self._first[group]
        if at == -1:
            self._first[group] = row
            return True
        if at >= 0:
            self._append(at, -1)
            at = -1 - len(self._rows)
        elif len(self._listed(at)) >= CENTRES:
            return False
        self._append(row, -2 - at)
        self._first[group] = -1 - len(self._rows)
        return True

    def _append(self, row: int, before: int) -> None:
        self._rows.append(row)
        self._before.append(before)


def _whole(most: int) -> str:
    """The type of numbers up to so many: 4 bytes if they are enough."""
    return "i" if most < 1 << 31 else "q"


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
        self.position = position.data  # of each row, from the best
        self.groups = KeptRows(len(ranks), groups)
        self.kept = np.full(len(ranks), NONE, _whole(len(ranks)))  # for which each row is dropped
        self.alike = np.empty(len(ranks), np.float64)
        self.shared = np.empty(len(ranks), np.uint32)
        self.mixed = 0

    def take(self, row: int, groups: Sequence[int]) -> None:
        """Keep the next row, or drop it for the best that is kept and resembles it."""
        shared = self.groups.shared(groups)
        for centre in sorted(shared, key=self.position.__getitem__):
            if (alike := self._alike(row, centre)) is not None:
                self.kept[row], self.alike[row], self.shared[row] = centre, alike, shared[centre]
                return
        self._keep(row, groups)

    def _alike(self, row: int, centre: int) -> float | None:
        """The Jaccard index of two rows that are copies, NaN if unknown; None if they are none."""
        one, other = self.features(row), self.features(centre)
        if one is None or other is None:
            return math.nan if self.threshold is None else None
        least = self.threshold or 0.0
        if min(len(one), len(other)) / max(len(one), len(other), 1) < least:
            return None  # whatever they have in common
        found = jaccard(one, other)
        return found if found >= least else None

    def _keep(self, row: int, groups: Sequence[int]) -> None:
        crowded = False
        for group in groups:
            crowded |= not self.groups.add(group, row)
        self.mixed += crowded

    def found(self, numbers: Array) -> Array:
        """The copies, with the numbers that rows have in the corpus."""
        import numpy as np

        dropped = np.nonzero(self.kept != NONE)[0]
        kept = self.kept[dropped]
        copies = np.empty(len(dropped), copy_type())
        copies["row"], copies["kept"] = numbers[dropped], numbers[kept]
        copies["jaccard"], copies["shared"] = self.alike[dropped], self.shared[dropped]
        copies["by"] = columns(self.ranks, dropped, kept)
        copies["size"] = np.bincount(kept, minlength=len(numbers))[kept] + 1
        return copies


def settle(
    records: CopyRecords,
    parts: Sequence[Place],
    groups: Sequence[int],
    features: FeatureStore | None,
    threshold: float | None,
    tell: Callable[[], None] = lambda: None,
) -> tuple[Array, dict[str, Any]]:
    """The copies of a corpus by their numbers, and what is told of them.

    `parts` are files of what `members` found, with so many `groups` each. Memory is a byte for each
    row of the corpus, about 120 for each candidate, 4 for each group, 12 for each row that is kept
    beside others of its group, and SLICE; on disk, 8 bytes for each row and group.
    """
    import numpy as np

    numbers = candidates(map(opened, parts), records.numbering.total)
    ranks = records.ranks(numbers)
    best_first = order(ranks)
    position = np.empty(len(numbers), _whole(len(numbers)))
    position[best_first] = np.arange(len(numbers))
    get = _cached(features, numbers) if features else lambda _row: None
    state = Settling(get, threshold, ranks, position, sum(groups))
    with TemporaryFile(dir=_room(parts)) as file:
        in_order = Memberships(file, numbers, position, sum(groups))
        base = 0
        for path, count in zip(parts, groups, strict=True):
            in_order.add(opened(path), base)
            base += count
        for count, (row, found) in enumerate(in_order.rows(best_first, SLICE)):
            state.take(row, found)
            if count % STEP == 0:
                tell()
    copies = state.found(numbers)
    return copies, told(copies) | {"candidates": len(numbers), "mixed": state.mixed}


def _room(parts: Sequence[Place]) -> str | None:
    """The folder for a file that is as large as those: beside them, if it is of this machine."""
    return str(parts[0].parent) if parts and not is_address(str(parts[0])) else None


def _cached(features: FeatureStore, numbers: Array) -> Callable[[int], Array | None]:
    """The lists of rows; the last ones stay at hand, as a row is compared with several."""
    return lru_cache(LISTS)(lambda row: features.of(int(numbers[row])))
