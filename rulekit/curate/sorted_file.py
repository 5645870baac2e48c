"""Records in a file that are sorted by a number: those in a range of it.

Of a file in a store hardly more is brought than these, as it is known about where they are: numbers
are hashes, or those of rows, and spread evenly. Where they are not, more is brought.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Any

from rulekit.curate.arrays import opened, rows_in
from rulekit.places.place import Place, files_of
from rulekit.places.remote_path import RemotePath

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

NEAR = 4  # times the root of the number of records that some may be from where they should: 8 sigma
LEAST = 4_096  # records that are brought beyond, so that small files are read at once
WIDER = 8  # times, when that was not enough


@dataclass(frozen=True)
class SortedFile:
    """A file of such records, of a numpy type; numbers in `field` are from 0 to before `span`."""

    place: Place
    kind: Any
    field: str
    span: int
    size: int  # bytes

    @staticmethod
    def all_in(folder: Place, kind: Any, field: str, span: int) -> dict[str, SortedFile]:
        """The arrays in a folder, by the names of their files."""
        return {
            name: SortedFile(folder / name, kind, field, span, size)
            for name, size in files_of(folder)
            if name.endswith(".npy")
        }

    def between(self, first: int, end: int) -> Array:
        """The records whose number is from `first` to before `end`."""
        if not isinstance(self.place, RemotePath):
            return self._cut(opened(self.place), first, end)
        import numpy as np

        rows = rows_in(self.kind, self.size)
        head = self.size - rows * self.kind.itemsize
        beyond = NEAR * isqrt(rows) + LEAST
        while True:
            start = max(0, rows * first // self.span - beyond)
            stop = min(rows, rows * end // self.span + beyond)
            places = (head + at * self.kind.itemsize for at in (start, stop))
            data = self.place.store.read(self.place.address, *places) if stop > start else b""
            found = np.frombuffer(data, self.kind)
            begins = start == 0 or self._number(found, 0) < first
            if begins and (stop == rows or self._number(found, -1) >= end):
                return self._cut(found, first, end)
            beyond *= WIDER

    def _cut(self, records: Array, first: int, end: int) -> Array:
        """By bisection in Python's numbers, as `end` may be over those of numpy."""
        rows = range(len(records))
        start, stop = (
            bisect_left(rows, edge, key=lambda at: self._number(records, at))
            for edge in (first, end)
        )
        return records[start:stop]

    def _number(self, records: Array, at: int) -> int:
        return int(records[at][self.field])
