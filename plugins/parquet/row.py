"""The rows of a row group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import rulekit

from .column import VALUE_LIMIT, FieldPath, place_of, sizes_of, value_at
from .shard import ParquetShard, ShardError, WholeRow, opened


class ParquetRows:
    """Rows of a shard from `start` on; `next` is the number of the next one.

    Of those that are passed over no value is built, and no row group of them alone is read.
    """

    def __init__(self, path: str, names: Sequence[str], start: int, *, whole: bool) -> None:
        self.next = start
        self._path = path
        self._names = names
        self._whole = whole
        self._rows = self._read()

    def __iter__(self) -> ParquetRows:
        return self

    def __next__(self) -> rulekit.Row:
        row = next(self._rows)
        self.next += 1
        return row

    def skip(self, count: int) -> None:
        """Pass over rows."""
        self.next += count

    def _read(self) -> Iterator[rulekit.Row]:
        try:
            with opened(self._path) as shard:
                first = 0
                for group, size in enumerate(shard.sizes):
                    if self.next < first + size:
                        yield from self._group(shard, group, first)
                    first += size
        except ShardError as error:
            if self.next == 0:
                yield rulekit.Row(rulekit.BrokenRow("unreadable", str(error)))

    def _group(self, shard: ParquetShard, group: int, first: int) -> Iterator[rulekit.Row]:
        """The rows of a row group, which begins with row `first`; of one that is broken, all."""
        end = first + shard.sizes[group]
        found = {name: place_of(shard.schema, name) for name in self._names}
        twice = {name: one for name, one in found.items() if isinstance(one, rulekit.BrokenRow)}
        places = {name: place for name, place in found.items() if isinstance(place, FieldPath)}
        columns = sorted({place.column for place in places.values()})
        copied = self._whole and shard.is_whole(group)
        if not (columns or copied):
            yield from self._same(rulekit.Row(twice), end)
            return
        try:
            shard.check(group, columns)
            for batch in shard.batches(group, None if copied else columns):
                cells = _Cells.of(batch, list(places))
                last = first + batch.num_rows
                while self.next < last:
                    number = self.next - first
                    all_of_it = WholeRow(batch, number, shard, group) if copied else None
                    values = {cell.name: cell.value(number) for cell in cells}
                    yield rulekit.Row(twice | values, all_of_it)
                first = last
        except ShardError as error:
            yield from self._same(rulekit.Row(rulekit.BrokenRow(error.cause, str(error))), end)

    def _same(self, row: rulekit.Row, end: int) -> Iterator[rulekit.Row]:
        while self.next < end:
            yield row


class _Cells:
    """Values of one column of a batch; one that cannot be read is a BrokenRow in its place."""

    def __init__(self, batch: Any, name: str, place: FieldPath) -> None:
        first, *self.inner = place.way
        self.name = name
        self.array = batch.column(first)
        self.sizes = sizes_of(self.array, self.inner)

    @staticmethod
    def of(batch: Any, names: Sequence[str]) -> list[_Cells]:
        """The columns of these names."""
        found = ((name, place_of(batch.schema, name)) for name in names)
        return [_Cells(batch, name, one) for name, one in found if isinstance(one, FieldPath)]

    def value(self, number: int) -> object:
        """The value of a row, or why there is none."""
        size = self.sizes[number].as_py() if self.sizes is not None else None
        if size and size > VALUE_LIMIT:
            note = f"`{self.name}` has {size:,} bytes, and {VALUE_LIMIT:,} are read"
            return rulekit.BrokenRow("too-large", note)
        try:
            return value_at(self.array[number], self.inner)
        except MemoryError:
            return rulekit.BrokenRow("out-of-memory", f"no memory to read its `{self.name}`")
        except UnicodeDecodeError as error:
            note = f"`{self.name}` is not UTF-8: byte {error.start + 1} of the text"
        except Exception as error:  # noqa: BLE001  whatever a library thinks of it
            note = f"`{self.name}` is no value: {error}"
        return rulekit.BrokenRow("broken-row", note)
