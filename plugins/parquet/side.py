"""One output of a split: a Parquet file with the schema and the codecs of another."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .shard import Shard, pyarrow

# Bytes of a row group before it is encoded: they are held until it is written. Row groups of the
# input may be larger than memory, so these may be smaller.
_GROUP = 1 << 26


class Side:
    """Rows on their way into a file, in row groups of at most `rows`."""

    def __init__(self, writer: Any, rows: int) -> None:
        self._writer = writer
        self._limit = rows
        self._held: list[Any] = []
        self._rows = 0
        self._bytes = 0

    def add(self, batch: Any, wanted: Sequence[bool]) -> None:
        """Take the rows of a batch that are wanted."""
        runs = list(_runs(batch, wanted))
        if not runs:
            return
        # What is cut out of a batch holds all of it in memory; joined, it is a copy.
        part = batch if len(runs[0]) == len(batch) else pyarrow().concat_batches(runs)
        if self._rows + part.num_rows > self._limit:
            self.flush()
        self._held.append(part)
        self._rows += part.num_rows
        self._bytes += part.nbytes
        if self._bytes >= _GROUP:
            self.flush()

    def flush(self) -> None:
        """Write what is held as one row group."""
        if self._held:
            table = pyarrow().Table.from_batches(self._held)
            self._writer.write_table(table, row_group_size=self._rows)
        self._held, self._rows, self._bytes = [], 0, 0


def _runs(batch: Any, wanted: Sequence[bool]) -> Iterator[Any]:
    start = 0
    for number, keep in enumerate([*wanted, False]):
        if not keep:
            if start < number:
                yield batch.slice(start, number - start)
            start = number + 1


@contextmanager
def side(shard: Shard, output: str, model: int | None) -> Iterator[Side]:
    """A new file, written as the row group `model` was; it is complete when the context ends."""
    library = pyarrow()
    with (
        library.OSFile(os.fsencode(output), "wb") as file,
        library.parquet.ParquetWriter(file, shard.schema, **_options(shard, model)) as writer,
    ):
        one = Side(writer, max(shard.sizes, default=0))
        yield one
        one.flush()


def _options(shard: Shard, model: int | None) -> dict[str, Any]:
    """How the shard was written, as far as a row group tells that is known to be whole.

    Of one that is broken it may not be asked: `column` ends the process (pyarrow 26).
    """
    metadata = shard.file.metadata
    options = {"store_schema": b"ARROW:schema" in (metadata.metadata or {})}
    if model is None:
        return options
    first = metadata.row_group(model)
    chunks = [first.column(number) for number in range(first.num_columns)]
    paths = _paths(shard.schema)
    return options | {
        "compression": {
            path: _codec(one.compression) for path, one in zip(paths, chunks, strict=True)
        },
        "use_dictionary": [
            path for path, one in zip(paths, chunks, strict=True) if one.has_dictionary_page
        ],
    }


def _paths(schema: Any) -> list[str]:
    """What the writer calls the columns: inside lists, others have had other names for them."""
    library = pyarrow()
    sink = library.BufferOutputStream()
    library.parquet.write_table(schema.empty_table(), sink)
    written = library.parquet.ParquetFile(library.BufferReader(sink.getvalue())).schema
    return [written.column(number).path for number in range(len(written))]


def _codec(name: str) -> str:
    if name == "UNCOMPRESSED":
        return "none"
    return name.lower() if pyarrow().Codec.is_available(name.lower()) else "zstd"
