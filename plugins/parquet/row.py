"""The rows of a row group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

import rulekit

from .column import VALUE_LIMIT, Place, TooLarge, place_of, value_at
from .shard import Shard, ShardError

Raw = Mapping[str, object] | rulekit.Broken


def rows_of(shard: Shard, group: int, names: Sequence[str], skip: int) -> Iterator[Raw]:
    """The rows of a row group but the first `skip`; of one that is broken, all are."""
    size = shard.sizes[group]
    found = {name: place_of(shard.schema, name) for name in names}
    twice = {name: place for name, place in found.items() if isinstance(place, rulekit.Broken)}
    places = {name: place for name, place in found.items() if isinstance(place, Place)}
    columns = sorted({place.column for place in places.values()})
    if not columns:
        yield from repeat(twice, size - skip)
        return
    done = 0
    try:
        shard.check(group, columns)
        for batch in shard.batches(group, columns):
            yield from (twice | row for row in _rows(batch, list(places), max(0, skip - done)))
            done += batch.num_rows
    except ShardError as error:
        broken = rulekit.Broken(error.cause, str(error))
        yield from repeat(broken, size - max(done, skip))


def _rows(batch: Any, names: Sequence[str], skip: int) -> Iterator[dict[str, object]]:
    found = ((name, place_of(batch.schema, name)) for name in names)
    places = {name: place for name, place in found if isinstance(place, Place)}
    for number in range(skip, batch.num_rows):
        yield _row(batch, places, number)


def _row(batch: Any, places: Mapping[str, Place], number: int) -> dict[str, object]:
    return {name: _value(batch, name, place.way, number) for name, place in places.items()}


def _value(batch: Any, name: str, way: Sequence[int], number: int) -> object:
    """What stands there; what cannot be read costs neither the row nor the others."""
    first, *inner = way
    try:
        return value_at(batch.column(first)[number], inner)
    except TooLarge as error:
        note = f"`{name}` has {error.args[0]:,} bytes, and {VALUE_LIMIT:,} are read"
        return rulekit.Broken("too-large", note)
    except MemoryError:
        return rulekit.Broken("out-of-memory", f"no memory to read its `{name}`")
    except UnicodeDecodeError as error:
        note = f"`{name}` is not UTF-8: byte {error.start + 1} of the text"
    except Exception as error:  # noqa: BLE001  whatever a library thinks of it
        note = f"`{name}` is no value: {error}"
    return rulekit.Broken("broken-row", note)
