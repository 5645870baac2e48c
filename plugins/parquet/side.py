"""An output: a Parquet file with the schema and the codecs of another."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from .added import extended, with_fields
from .dictionary import with_own_dictionaries
from .shard import ParquetShard, WholeRow, pyarrow

# Bytes of a row group before it is encoded: they are held until it is written. Row groups of the
# input may be larger than memory, so these may be smaller.
_GROUP = 1 << 26
_STEP = 16  # rows that are cut out of their batches and weighed together


class ParquetWriter:
    """Rows on their way into a file, in row groups of at most `limit`.

    Row groups end after the same rows in whatever batches those come: a row is weighed by its
    values, not by the memory of its batch.
    """

    def __init__(
        self,
        schema: Any,
        output: str,
        limit: int,
        *,
        stored: bool = False,
        added: Mapping[str, str] | None = None,
    ) -> None:
        self._schema = schema
        self._added = added or {}
        self._output = output
        self._limit = limit
        self._stored = stored
        self._stack = ExitStack()
        self._writer: Any = None
        self._run: list[WholeRow] = []  # rows that follow each other in one batch
        self._values: list[Mapping[str, object]] = []  # what is added to each of them
        self._cut: list[Any] = []  # the runs of the current step
        self._held: list[Any] = []
        self._rows = 0  # of the current row group, and their bytes in all steps that are over
        self._bytes = 0

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        with self._stack:
            if kind is None:
                self._flush()
                self._open(None)

    def write(self, whole: WholeRow, values: Mapping[str, object] | None = None) -> None:
        """Take a row, and the values of the columns that are added to it."""
        self._open(whole)
        last = self._run[-1] if self._run else None
        if last and (last.batch is not whole.batch or last.number + 1 != whole.number):
            self._end_run()
        self._run.append(whole)
        self._values += [] if values is None else [values]
        self._rows += 1
        if self._rows % _STEP == 0:
            self._end_step()
        if self._rows == self._limit or self._bytes >= _GROUP:
            self._flush()

    def _end_run(self) -> None:
        if self._run:
            first = self._run[0]
            cut = first.batch.slice(first.number, len(self._run))
            self._cut.append(extended(cut, self._added, self._values) if self._values else cut)
        self._run, self._values = [], []

    def _end_step(self) -> None:
        self._end_run()
        if self._cut:
            # What is cut out of a batch holds all of it in memory; joined, it is a copy.
            part = pyarrow().concat_batches(self._cut)
            self._bytes += _weight(part)
            self._held.append(part)
        self._cut = []

    def _flush(self) -> None:
        """Write what is held as one row group."""
        self._end_step()
        if self._held:
            table = with_own_dictionaries(pyarrow().Table.from_batches(self._held))
            self._writer.write_table(table, row_group_size=self._rows)
        self._held, self._rows, self._bytes = [], 0, 0

    def _open(self, model: WholeRow | None) -> None:
        """The file, written as the row group of the first row was; none without any schema."""
        schema = model.shard.schema if model else self._schema
        if self._writer is None and schema is not None:
            library = pyarrow()
            file = self._stack.enter_context(library.OSFile(os.fsencode(self._output), "wb"))
            options = _options(model.shard, model.group) if model else {}
            options["store_schema"] = self._stored
            whole_schema = with_fields(schema, self._added)
            if model and whole_schema is not schema:
                _say_how_to_write(whole_schema, options)
            writer = library.parquet.ParquetWriter(file, whole_schema, **options)
            self._writer = self._stack.enter_context(writer)


def _weight(batch: Any) -> int:
    """Bytes of the values of some rows, whatever memory they share with others.

    As Arrow would send them: without bitmaps where nothing is null, and cut to the rows.
    """
    library = pyarrow()
    columns = [_plain(column) for column in batch.columns]
    plain = library.RecordBatch.from_arrays(columns, [str(i) for i in range(len(columns))])
    return int(library.ipc.get_record_batch_size(plain))


def _plain(column: Any) -> Any:
    """The values themselves, where a column refers to them."""
    types = pyarrow().types
    if types.is_dictionary(column.type):
        return column.dictionary_decode()
    if types.is_string_view(column.type) or types.is_binary_view(column.type):
        return column.cast(pyarrow().large_binary())
    return column


def _options(shard: ParquetShard, group: int) -> dict[str, Any]:
    """Options by which a row group of a shard was written.

    It must be known to be whole: of one that is broken, `column` ends the process (pyarrow 26).
    """
    model = shard.file.metadata.row_group(group)
    chunks = [model.column(number) for number in range(model.num_columns)]
    codecs = dict(zip(_paths(shard.schema), chunks, strict=True))
    return {
        "compression": {path: _codec(one.compression) for path, one in codecs.items()},
        "use_dictionary": [path for path, one in codecs.items() if one.has_dictionary_page],
    }


def _say_how_to_write(schema: Any, options: dict[str, Any]) -> None:
    """Have columns that were added written as the first of the others is, but as words."""
    codecs = options["compression"]
    codec = next(iter(codecs.values()), "zstd")
    added = [path for path in _paths(schema) if path not in codecs]
    codecs |= dict.fromkeys(added, codec)
    options["use_dictionary"] += added


def _paths(schema: Any) -> list[str]:
    """Names of the columns for the writer: inside lists, other writers had other names."""
    library = pyarrow()
    sink = library.BufferOutputStream()
    library.parquet.write_table(schema.empty_table(), sink)
    written = library.parquet.ParquetFile(library.BufferReader(sink.getvalue())).schema
    return [written.column(number).path for number in range(len(written))]


def _codec(name: str) -> str:
    if name == "UNCOMPRESSED":
        return "none"
    return name.lower() if pyarrow().Codec.is_available(name.lower()) else "zstd"
