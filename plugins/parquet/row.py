"""The rows of a row group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat
from typing import Any

import rulekit

from .column import Place, place_of, value_at
from .shard import Shard, ShardError, Whole


def rows_of(
    shard: Shard, group: int, names: Sequence[str], skip: int, *, whole: bool = False
) -> Iterator[rulekit.Row]:
    """The rows of a row group but the first `skip`; of one that is broken, all are."""
    size = shard.sizes[group]
    places = (place_of(shard.schema, name) for name in names)
    columns = sorted({place.column for place in places if place})
    copied = whole and shard.is_whole(group)
    if not (columns or copied):
        yield from repeat(rulekit.Row({}), size - skip)
        return
    done = 0
    try:
        shard.check(group, columns)
        for batch in shard.batches(group, None if copied else columns):
            for number in range(max(0, skip - done), batch.num_rows):
                all_of_it = Whole(batch, number, shard, group) if copied else None
                yield rulekit.Row(_row(batch, names, number), all_of_it)
            done += batch.num_rows
    except ShardError as error:
        broken = rulekit.Broken("unreadable", str(error))
        yield from repeat(rulekit.Row(broken), size - max(done, skip))


def _row(batch: Any, names: Sequence[str], number: int) -> dict[str, object]:
    return {
        name: _value(batch, name, place.way, number)
        for name, place in _places(batch.schema, tuple(names)).items()
    }


@lru_cache(maxsize=8)
def _places(schema: Any, names: tuple[str, ...]) -> dict[str, Place]:
    """Where these fields are, those that there are."""
    found = ((name, place_of(schema, name)) for name in names)
    return {name: place for name, place in found if place}


def _value(batch: Any, name: str, way: Sequence[int], number: int) -> object:
    """What stands there; what cannot be read costs neither the row nor the others."""
    first, *inner = way
    try:
        return value_at(batch.column(first)[number], inner)
    except UnicodeDecodeError as error:
        note = f"`{name}` is not UTF-8: byte {error.start + 1} of the text"
    except Exception as error:  # noqa: BLE001  whatever a library thinks of it
        note = f"`{name}` is no value: {error}"
    return rulekit.Broken("broken-row", note)
