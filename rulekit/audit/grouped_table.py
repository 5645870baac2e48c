"""A table of an audit as it is written: in groups of rows that are the same however it came."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from rulekit.audit.tables import arrow

GROUP = 16_384  # rows that are written as one group, and so held in memory


class GroupedTable:
    """A Parquet file to which tables are added; another partition of its rows changes no byte."""

    def __init__(self, path: str, schema: Any) -> None:
        self._schema = schema
        self._file = arrow().parquet.ParquetWriter(path, schema, compression="zstd")
        self._waiting = schema.empty_table()

    def __enter__(self) -> GroupedTable:
        return self

    def add(self, table: Any) -> None:
        """Add rows behind those that were added."""
        self._waiting = arrow().concat_tables([self._waiting, table.cast(self._schema)])
        while self._waiting.num_rows >= GROUP:
            self._write(self._waiting.slice(0, GROUP))
            self._waiting = self._waiting.slice(GROUP)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None and self._waiting.num_rows:
            self._write(self._waiting)
        self._file.close()

    def _write(self, table: Any) -> None:
        self._file.write_table(table.combine_chunks())
