"""Where the lowest keys of a group no longer fit into a target, whatever their number.

The 64 bits of a key are narrowed down by sixteen at a time, each time by one pass over all notes,
so that memory holds the sums of what the next sixteen bits tell apart and no note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

BITS = 16
SHIFTS = (48, 32, 16, 0)


class Weighed(NamedTuple):
    """Arrays of one length: the place of a row's group, its key, and how much it counts."""

    place: Array
    key: Array
    amount: Array


class Boundary(NamedTuple):
    """The first key of a group that does not fit into its target; all below it are `below`.

    None: everything fits.
    """

    key: int | None
    below: int


Parts = Callable[[], Iterator[Weighed]]


def boundaries(parts: Parts, targets: Sequence[Sequence[int]]) -> list[list[Boundary]]:
    """The boundary of each target, a list of them for each group; keys are taken from the lowest.

    `parts()` gives all rows anew, some at a time; equal keys go together.
    """
    search = _Search(targets)
    for shift in SHIFTS:
        search.narrow(parts, shift)
    return search.found


@dataclass
class _Search:
    """Bits that are known of each boundary, and how much is below them."""

    targets: Sequence[Sequence[int]]

    def __post_init__(self) -> None:
        import numpy as np

        wide = len(self.targets[0]) if self.targets else 0
        self.known = np.zeros((wide, len(self.targets)), np.uint64)
        self.found = [[Boundary(0, 0) for _ in some] for some in self.targets]

    def narrow(self, parts: Parts, shift: int) -> None:
        """Tell sixteen bits more of each boundary."""
        import numpy as np

        groups = len(self.targets)
        at, sums = self._sums(parts, shift)
        starts = np.searchsorted(at >> BITS, np.arange(self.known.size + 1))
        for wide in range(len(self.known)):
            for place in range(groups):
                if self.found[place][wide].key is None:
                    continue
                one = wide * groups + place
                some = slice(starts[one], starts[one + 1])
                self._take(wide, place, at[some] & ((1 << BITS) - 1), sums[some])

    def _take(self, wide: int, place: int, digits: Array, sums: Array) -> None:
        """Take as much as fits of what the next bits tell apart, in their order."""
        import numpy as np

        below = self.found[place][wide].below
        fits = int(
            np.searchsorted(
                np.cumsum(sums), max(0, self.targets[place][wide] - below), side="right"
            )
        )
        below += int(sums[:fits].sum())
        if fits == len(sums):
            self.found[place][wide] = Boundary(None, below)
            return
        key = (int(self.known[wide, place]) << BITS) | int(digits[fits])
        self.known[wide, place] = key
        self.found[place][wide] = Boundary(key, below)

    def _sums(self, parts: Parts, shift: int) -> tuple[Array, Array]:
        """What there is by search and the next bits, of the keys that begin with what is known."""
        import numpy as np

        at, sums = np.empty(0, np.int64), np.empty(0, np.int64)
        for part in parts():
            digit = ((part.key >> np.uint64(shift)) & np.uint64((1 << BITS) - 1)).astype(np.int64)
            for wide, known in enumerate(self.known):
                here = slice(None)
                if shift != SHIFTS[0]:
                    here = part.key >> np.uint64(shift + BITS) == known[part.place]
                search = wide * len(self.targets) + part.place[here].astype(np.int64)
                some = (search << BITS) | digit[here]
                at, sums = _summed(
                    np.concatenate([at, some]),
                    np.concatenate([sums, part.amount[here].astype(np.int64)]),
                )
        return at, sums


def _summed(keys: Array, amounts: Array) -> tuple[Array, Array]:
    """Each key once, in order, with the sum of its amounts."""
    import numpy as np

    if not len(keys):
        return keys, amounts
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[starts], np.add.reduceat(amounts[order], starts)


def first_of(found: Sequence[Sequence[Boundary]]) -> list[Boundary]:
    """The boundary of each group, where it has one target."""
    return [one for one, *_ in found]


def keys_of(found: Sequence[Boundary]) -> Array:
    """The keys of boundaries, 0 where everything fits."""
    import numpy as np

    return np.array([one.key or 0 for one in found], np.uint64)


def is_whole(found: Sequence[Boundary]) -> Array:
    """True where everything fits."""
    import numpy as np

    return np.array([one.key is None for one in found], bool)
