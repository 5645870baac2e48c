"""Reads corpora in Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import rulekit

from .column import names_of
from .edited import with_text
from .row import ParquetRows
from .shard import ParquetShard, ShardError, WholeRow, opened
from .side import ParquetWriter


class ParquetReader:
    """Reads Parquet by row groups; of one that is broken, every row is unreadable."""

    name = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".parq", ".pq")
    reads_addresses = True

    def fields(self, path: str) -> tuple[str, ...]:
        """The columns, and what is in structs; a name that occurs twice is there twice."""
        try:
            with opened(path) as shard:
                return tuple(names_of(shard.schema))
        except ShardError:
            return ()

    def count(self, path: str) -> int:
        """Number of rows by the footer; 1 when there is none that can be read."""
        try:
            with opened(path) as shard:
                return sum(shard.sizes)
        except ShardError:
            return 1

    def rows(
        self, path: str, names: Sequence[str], start: int = 0, *, whole: bool = False
    ) -> ParquetRows:
        """The rows from `start`; row groups before it are not read.

        A row group of which any column is broken cannot be copied, even when it can be judged.
        """
        return ParquetRows(path, names, start, whole=whole)

    def writer(self, like: str, output: str) -> AbstractContextManager[ParquetWriter]:
        """A file with every column of the shard, and what its schema says of itself.

        A shard that cannot be read at all has no schema and no row: nothing is written of it.
        """
        return self.adding_writer(like, output, {})

    @contextmanager
    def adding_writer(
        self, like: str, output: str, added: Mapping[str, str]
    ) -> Iterator[ParquetWriter]:
        """Such a file with these columns at its end."""
        try:
            with opened(like) as shard:
                stored, schema = shard.has_arrow_schema, shard.schema
                side = ParquetWriter(schema, output, _limit(shard), stored=stored, added=added)
        except ShardError:
            side = ParquetWriter(None, output, 0)
        with side:
            yield side

    def written(self, like: str, output: str) -> Iterator[WholeRow]:  # noqa: ARG002  it says itself
        """Rows of a file that a writer made."""
        if not Path(output).exists():
            return
        with opened(output) as part:
            for group in range(len(part.sizes)):
                for batch in part.batches(group):
                    for number in range(batch.num_rows):
                        yield WholeRow(batch, number, part, group)

    def edited(self, whole: WholeRow, name: str, text: str) -> WholeRow:
        """The row with another text in this column, which keeps its type."""
        return with_text(whole, name, text)


def _limit(shard: ParquetShard) -> int:
    """Rows of the largest row group: none that is written has more."""
    return max(shard.sizes, default=0)


@rulekit.hookimpl
def rulekit_readers() -> Iterable[rulekit.Reader]:
    """One reader."""
    return [ParquetReader()]
