"""The rows of a row group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Any

import rulekit

from .column import VALUE_LIMIT, FieldPath, place_of, sizes_of, value_at
from .shard import ParquetShard, ShardError, WholeRow


def rows_of(
    shard: ParquetShard, group: int, names: Sequence[str], skip: int, *, whole: bool = False
) -> Iterator[rulekit.Row]:
    """The rows of a row group but the first `skip`; of one that is broken, all are."""
    size = shard.sizes[group]
    found = {name: place_of(shard.schema, name) for name in names}
    twice = {name: place for name, place in found.items() if isinstance(place, rulekit.BrokenRow)}
    places = {name: place for name, place in found.items() if isinstance(place, FieldPath)}
    columns = sorted({place.column for place in places.values()})
    copied = whole and shard.is_whole(group)
    if not (columns or copied):
        yield from repeat(rulekit.Row(twice), size - skip)
        return
    done = 0
    try:
        shard.check(group, columns)
        for batch in shard.batches(group, None if copied else columns):
            start = max(0, skip - done)
            for number, row in enumerate(_rows(batch, list(places), start), start):
                all_of_it = WholeRow(batch, number, shard, group) if copied else None
                yield rulekit.Row(twice | row, all_of_it)
            done += batch.num_rows
    except ShardError as error:
        broken = rulekit.BrokenRow(error.cause, str(error))
        yield from repeat(rulekit.Row(broken), size - max(done, skip))


def _rows(batch: Any, names: Sequence[str], skip: int) -> Iterator[dict[str, object]]:
    found = ((name, place_of(batch.schema, name)) for name in names)
    cells = [_Cells(batch, name, place) for name, place in found if isinstance(place, FieldPath)]
    for number in range(skip, batch.num_rows):
        yield {cell.name: cell.value(number) for cell in cells}


class _Cells:
    """Values of one column of a batch; one that cannot be read is a BrokenRow in its place."""

    def __init__(self, batch: Any, name: str, place: FieldPath) -> None:
        first, *self.inner = place.way
        self.name = name
        self.array = batch.column(first)
        self.sizes = sizes_of(self.array, self.inner)

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
