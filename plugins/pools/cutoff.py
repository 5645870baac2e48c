"""The highest hash up to which the rows of a group fit into a target, in two passes.

The first adds up the bytes for the first 16 bits of the hashes, which names one bin; the second
sorts the hashes of that bin alone: 15,000 of a thousand million.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BITS = 16  # of a hash, that name its bin
_SHIFT = 64 - BITS
LAST = 2**64 - 1  # the highest hash: the cutoff of a group that fits as a whole

Notes = Callable[[], Iterator[Any]]


@dataclass(frozen=True)
class Cutoff:
    """What fits of a group: hashes up to `cutoff`, which are `after` of its `before` bytes.

    None as a cutoff: nothing fits.
    """

    before: int
    rows: int
    target: int
    cutoff: int | None
    after: int


def settled_by(notes: Notes, targets: Mapping[int, int]) -> Mapping[int, Cutoff]:
    """The cutoff of each group, as large as its target lets it be; the order of notes is no matter.

    `notes` are arrays with the fields `group`, `key` and `amount`.
    """
    bins, rows = _binned(notes, targets)
    split = {group: _split_bin(bins[group], target) for group, target in targets.items()}
    inside = _inside(notes, {group: at for group, at in split.items() if at is not None})
    return {
        group: _cutoff(bins[group], rows[group], target, split[group], inside.get(group, {}))
        for group, target in targets.items()
    }


def _binned(
    notes: Notes, groups: Mapping[int, object]
) -> tuple[dict[int, NDArray[np.uint64]], Counter[int]]:
    """Bytes by bin of each group, and its rows."""
    import numpy as np

    bins = {group: np.zeros(1 << BITS, dtype=np.uint64) for group in groups}
    rows = Counter[int]()
    for part in notes():
        for group, own in _by_group(part, groups):
            at = (own["key"] >> np.uint64(_SHIFT)).astype(np.int64)
            np.add.at(bins[group], at, own["amount"].astype(np.uint64))
            rows[group] += len(own)
    return bins, rows


def _by_group(part: Any, groups: Mapping[int, object]) -> Iterator[tuple[int, Any]]:
    import numpy as np

    for group in np.unique(part["group"]).tolist():
        if group in groups:
            yield group, part[part["group"] == group]


def _split_bin(bins: NDArray[np.uint64], target: int) -> int | None:
    """The bin in which the target is reached; None when everything fits."""
    import numpy as np

    sums = np.cumsum(bins)
    over = int(np.searchsorted(sums, np.uint64(target), side="right"))
    return over if over < len(sums) else None


def _inside(notes: Notes, split: Mapping[int, int]) -> Mapping[int, Counter[int]]:
    """Bytes by hash, of the one bin of each group; rows of one content count as one."""
    import numpy as np

    found = {group: Counter[int]() for group in split}
    for part in notes() if split else ():
        for group, own in _by_group(part, split):
            own = own[own["key"] >> np.uint64(_SHIFT) == np.uint64(split[group])]
            keys, which = np.unique(own["key"], return_inverse=True)
            amounts = np.zeros(len(keys), dtype=np.uint64)
            np.add.at(amounts, which, own["amount"].astype(np.uint64))
            for key, amount in zip(keys.tolist(), amounts.tolist(), strict=True):
                found[group][key] += amount
    return found


def _cutoff(
    bins: NDArray[np.uint64], rows: int, target: int, split: int | None, inside: Mapping[int, int]
) -> Cutoff:
    before = int(bins.sum())
    if split is None:
        return Cutoff(before, rows, target, LAST, before)
    after = int(bins[:split].sum())
    cutoff = (split << _SHIFT) - 1 if after else None
    for key, amount in sorted(inside.items()):
        if after + amount > target:
            break
        after, cutoff = after + amount, key
    return Cutoff(before, rows, target, cutoff, after)
