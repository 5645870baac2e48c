"""A Parquet file, read a few rows at a time whatever the size of its row groups."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import rulekit

from .page import FOOTER_LIMIT, Pages, footer_size, pages_of, row_groups

# Measured on a row group of 1 GB: what is held are a page and a buffer for each column. Without a
# buffer, or with pre_buffer, it is the whole row group; more rows at once are no faster.
_BUFFER = 1 << 16  # bytes
_ROWS = 16

_BYTES = 1 << 28  # that rows which are read at once take; no value is larger than its page

# Bytes of a dictionary from which on its values are not written out for every row: of a file of
# 6 KB whose 1,000 rows are one text of 60 MB, that took two minutes.
_REPEATED = 1 << 22

# Every batch has a dictionary of its own: 12 MB of it for 16 rows at once took 50 s for 500,000.
_MORE_ROWS = 1024
_MORE_BYTES = 1 << 24  # as the footer tells; what it tells of a row group is the mean of its rows


class ShardError(Exception):
    """The shard, or a row group of it, cannot be read; the message says why.

    `cause` is that of its rows.
    """

    def __init__(self, why: str, cause: str = "unreadable") -> None:
        super().__init__(why)
        self.cause = cause


def pyarrow() -> Any:
    """The library, with its `compute` and its `parquet`."""
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.ipc
        import pyarrow.parquet
    except ImportError:
        raise rulekit.RulekitError(
            "pyarrow is not installed, which reads and writes Parquet: "
            "pip install 'rulekit[parquet]'"
        ) from None
    return pyarrow


@dataclass(frozen=True)
class ParquetShard:
    """An open file; `schema` is Arrow's, `sizes` are the rows of each row group."""

    source: Any
    file: Any
    schema: Any
    sizes: tuple[int, ...]

    @property
    def has_arrow_schema(self) -> bool:
        """True if Arrow's own schema is stored beside Parquet's."""
        return b"ARROW:schema" in (self.file.metadata.metadata or {})

    @cached_property
    def _groups(self) -> Sequence[Mapping[int, Any]]:
        return row_groups(self.source)

    def batches(self, group: int, columns: Sequence[str] | None = None) -> Iterator[Any]:
        """A row group in order, with all columns or these; ShardError is raised where it breaks.

        It is raised before anything is unpacked when a page is over its limit.
        """
        reader = self._reader(group, columns)
        while True:
            try:
                batch = next(reader, None)
            except MemoryError as error:
                raise ShardError(f"row group {group}: {_said(error)}", "out-of-memory") from None
            except Exception as error:  # noqa: BLE001  one row group must not cost the others
                raise ShardError(f"row group {group}: {_said(error)}") from None
            if batch is None:
                return
            yield batch

    def _reader(self, group: int, columns: Sequence[str] | None) -> Iterator[Any]:
        known = self._groups[group : group + 1]
        pages = pages_of(self.source, known[0], columns) if known else Pages()
        if pages.too_large:
            raise ShardError(f"row group {group}: {pages.too_large}")
        file, rows = self.file, self._step(group, pages)
        if columns and pages.flat and pages.dictionary > _REPEATED:
            file = _file(self.source, read_dictionary=columns)
            rows = min(_MORE_ROWS, max(1, _BYTES // max(1, pages.largest)))
        found: Iterator[Any] = file.iter_batches(
            rows, row_groups=[group], columns=columns, use_threads=False
        )
        return found

    def _step(self, group: int, pages: Pages) -> int:
        """Number of rows that are read at once."""
        if max(pages.largest, pages.dictionary) * _ROWS > _BYTES:
            return 1
        types = pyarrow().types
        if not any(types.is_dictionary(field.type) for field in self.schema):
            return _ROWS
        size = self.file.metadata.row_group(group).total_byte_size
        mean = max(1, int(size) // max(1, self.sizes[group]))
        return min(_MORE_ROWS, max(_ROWS, _MORE_BYTES // mean))

    def check(self, group: int, columns: Sequence[str] | None = None) -> None:
        """Decode a row group once; ShardError is raised if anything in it is broken.

        So that a row group is there as a whole or not at all: a broken page in the middle is known
        before the first row. It takes a fraction of the time that judging the rows does.
        """
        rows = sum(batch.num_rows for batch in self.batches(group, columns))
        if rows != self.sizes[group]:
            raise ShardError(f"row group {group}: {rows} rows instead of {self.sizes[group]}")

    def is_whole(self, group: int) -> bool:
        """True if every column of a row group can be read."""
        try:
            self.check(group)
        except ShardError:
            return False
        return True


class WholeRow(NamedTuple):
    """All of one row: where it is in a batch of a row group that can be read from end to end."""

    batch: Any
    number: int
    shard: ParquetShard
    group: int


@contextmanager
def opened(path: str) -> Iterator[ParquetShard]:
    """The shard at a path; ShardError is raised when its footer tells no shard.

    Not mapped into memory: a file that is cut short meanwhile would end the process (SIGBUS), and
    all pages that were read count as the process's own.
    """
    library = pyarrow()
    with ExitStack() as stack:
        if rulekit.is_address(path):
            file = stack.enter_context(rulekit.open_place(path))
            source = library.PythonFile(file, mode="r")
        else:
            source = library.OSFile(os.fsencode(path))
        yield _shard(stack.enter_context(source))


def _file(source: Any, **more: Any) -> Any:
    return pyarrow().parquet.ParquetFile(
        source, buffer_size=_BUFFER, pre_buffer=False, page_checksum_verification=True, **more
    )


def _shard(source: Any) -> ParquetShard:
    if (size := footer_size(source)) > FOOTER_LIMIT:
        raise ShardError(f"a footer of {size:,} bytes, and {FOOTER_LIMIT:,} are read")
    try:
        file = _file(source)
        groups = range(file.metadata.num_row_groups)
        sizes = tuple(file.metadata.row_group(group).num_rows for group in groups)
        schema = file.schema_arrow
        str(schema)  # names that are not UTF-8 show now
    except MemoryError:  # it is asked for again for the next row
        raise
    except Exception as error:  # noqa: BLE001  a footer may be broken in any way
        raise ShardError(_said(error)) from None
    if min(sizes, default=0) < 0:
        raise ShardError("a row group with less than no rows")
    return ParquetShard(source, file, schema, sizes)


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
