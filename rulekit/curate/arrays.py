"""Arrays in files: rows of a corpus by one number, records by key, lists of numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from rulekit.places.near import at_hand
from rulekit.places.place import Place

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

KEY_BYTES = 16


@dataclass(frozen=True)
class Numbering:
    """One number for each row of a corpus: shards in their order, with their rows."""

    rows: tuple[int, ...]

    @cached_property
    def bases(self) -> Array:
        """The number of the first row of each shard, and behind them that of all rows."""
        import numpy as np

        return np.concatenate([[0], np.cumsum(self.rows, dtype=np.int64)]).astype(np.int64)

    @cached_property
    def _bases(self) -> list[int]:
        found: list[int] = self.bases.tolist()
        return found

    @property
    def total(self) -> int:
        """Rows of the corpus."""
        return int(self.bases[-1])

    def range(self, shard: int) -> tuple[int, int]:
        """The first number of a shard, and the first behind it."""
        return int(self.bases[shard]), int(self.bases[shard + 1])

    def place(self, number: int) -> tuple[int, int]:
        """Shard and row of a number."""
        shard = bisect_right(self._bases, number) - 1
        return shard, number - self._bases[shard]

    def by_shard(self, numbers: Array) -> Iterable[tuple[int, Array]]:
        """Each shard of sorted numbers, with the rows of it that they are."""
        import numpy as np

        numbers = numbers.astype(np.int64)
        cuts = np.searchsorted(numbers, self.bases)
        for shard in np.nonzero(np.diff(cuts))[0]:
            yield int(shard), numbers[cuts[shard] : cuts[shard + 1]] - self.bases[shard]


def key_type() -> Any:
    """The numpy type of a row's key: its two halves, and the row."""
    import numpy as np

    return np.dtype([("high", "<u8"), ("low", "<u8"), ("row", "<u4")])


def keys_array(keys: Sequence[tuple[int, bytes]]) -> Array:
    """Keys of rows, given as row and key."""
    import numpy as np

    found = np.empty(len(keys), key_type())
    halves = np.frombuffer(b"".join(key for _, key in keys), ">u8").reshape(-1, 2)
    found["high"], found["low"] = halves[:, 0], halves[:, 1]
    found["row"] = [row for row, _ in keys]
    return found


def by_key(keys: Array) -> Array:
    """The same keys in their order: by both halves, then by row.

    Sorted by the first half alone, which takes a fifth of the time, most less where they are runs
    that are sorted already. Others with an equal first half are rare, and rows mostly in order.
    """
    import numpy as np

    ordered = keys.take(np.argsort(keys["high"], kind="stable"))
    if not _is_in_order(ordered):
        ordered = keys.take(np.lexsort([keys["row"], keys["low"], keys["high"]]))
    return ordered


def _is_in_order(keys: Array) -> bool:
    """True if keys that are sorted by their first half are sorted by all of it."""
    import numpy as np

    tied = np.nonzero(keys["high"][1:] == keys["high"][:-1])[0]
    one, next_one = keys.take(tied), keys.take(tied + 1)
    behind = one["low"] > next_one["low"]
    behind |= (one["low"] == next_one["low"]) & (one["row"] > next_one["row"])
    return not behind.any()


def opened(path: Place) -> Array:
    """An array in a file, of which only what is asked for is read."""
    import numpy as np

    here = at_hand(path)
    found = np.load(here, mmap_mode="r" if here.stat().st_size > 200 else None)
    return np.asarray(found)  # mapped all the same, but without the slower ways of a memmap


def rows_in(kind: Any, size: int) -> int:
    """Rows of a type in a file of so many bytes that `save` has written.

    numpy leaves room in the head for longer numbers, so it is that of a file without rows.
    """
    import numpy as np

    empty = BytesIO()
    np.save(empty, np.empty(0, kind))
    return (size - len(empty.getvalue())) // int(kind.itemsize)


def loaded(path: Place) -> Array:
    """An array in a file, all of it."""
    import numpy as np

    found: Array = np.load(at_hand(path), allow_pickle=False)
    return found


def save(path: str, array: Array) -> None:
    """Write an array under this very name."""
    import numpy as np

    with open(path, "wb") as file:  # noqa: PTH123  numpy would add an ending to a path
        np.save(file, array, allow_pickle=False)


def ragged(lists: Sequence[tuple[int, Any]]) -> Array:
    """Lists of numbers by row as one array: how many, rows, where each ends, and the numbers."""
    import numpy as np

    rows = np.array([row for row, _ in lists], np.uint64)
    ends = np.cumsum([len(one) for _, one in lists], dtype=np.uint64)
    data = [np.asarray(one, np.uint64) for _, one in lists]
    whole = np.concatenate([np.array([len(lists)], np.uint64), rows, ends, *data])
    return whole.astype("<u8", copy=False)


class RaggedLists:
    """What `ragged` made, opened."""

    def __init__(self, array: Array) -> None:
        count = int(array[0]) if len(array) else 0
        self.array = array
        self.rows = array[1 : 1 + count]
        self._ends = array[1 + count : 1 + 2 * count]
        self._first = 1 + 2 * count

    def of(self, row: int) -> Array | None:
        """The list of a row; None when it has none."""
        at = int(self.rows.searchsorted(self.rows.dtype.type(row)))
        if at == len(self.rows) or int(self.rows[at]) != row:
            return None
        start = int(self._ends[at - 1]) if at else 0
        found: Array = self.array[self._first + start : self._first + int(self._ends[at])]
        return found

    def items(self) -> list[tuple[int, Array]]:
        """All rows with their lists."""
        ends = [0, *map(int, self._ends)]
        return [
            (int(row), self.array[self._first + ends[i] : self._first + ends[i + 1]])
            for i, row in enumerate(self.rows)
        ]
