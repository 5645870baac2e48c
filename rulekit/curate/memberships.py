"""Rows that share keys with others, from the best to the worst, each with the groups it is in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Member = tuple[int, list[int]]  # a candidate with its groups
RANGES = 1_024  # of positions, as fine as their groups can be cut into slices
CHUNK = 1 << 14  # rows whose groups are Python's own numbers at a time: 15 MB


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
