"""Reads corpora in Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice

import rulekit

from .column import names_of
from .row import Raw, rows_of
from .shard import Shard, ShardError, opened
from .side import Side, side


class ParquetReader:
    """Reads Parquet by row groups; of one that is broken, every row is unreadable."""

    name = "parquet"
    suffixes: tuple[str, ...] = (".parquet", ".parq", ".pq")

    def fields(self, path: str) -> tuple[str, ...]:
        """The columns, and what is in structs; a name that occurs twice is there twice."""
        try:
            with opened(path) as shard:
                return tuple(names_of(shard.schema))
        except ShardError:
            return ()

    def count(self, path: str) -> int:
        """What the footer says; 1 when there is none that can be read."""
        try:
            with opened(path) as shard:
                return sum(shard.sizes)
        except ShardError:
            return 1

    def rows(self, path: str, names: Sequence[str], start: int = 0) -> Iterator[Raw]:
        """The rows from `start`; row groups before it are not read."""
        try:
            with opened(path) as shard:
                for group, size in enumerate(shard.sizes):
                    if start < size:
                        yield from rows_of(shard, group, names, start)
                    start = max(0, start - size)
        except ShardError as error:
            yield from [rulekit.Broken("unreadable", str(error))][start:]

    def split(self, path: str, kept: Iterable[bool], outputs: Mapping[bool, str]) -> int:
        """Copy rows, with every column and what the schema says of itself.

        Rows of a broken row group are in no output; a shard that cannot be read at all has no
        schema, and nothing is written. ValueError is raised when `kept` ends before the rows,
        OSError when the shard changes meanwhile.
        """
        with ExitStack() as stack:
            try:
                shard = stack.enter_context(opened(path))
            except ShardError:
                return sum(keep in outputs for keep in kept)
            whole = [shard.is_whole(group) for group in range(len(shard.sizes))]
            model = whole.index(True) if any(whole) else None
            sides = {
                to: stack.enter_context(side(shard, output, model))
                for to, output in outputs.items()
            }
            answers = iter(kept)
            missing = 0
            for group, size in enumerate(shard.sizes):
                if whole[group]:
                    _copy(shard, group, answers, sides)
                else:
                    missing += sum(keep in outputs for keep in _take(answers, size))
            return missing


def _copy(shard: Shard, group: int, answers: Iterator[bool], sides: Mapping[bool, Side]) -> None:
    try:
        for batch in shard.batches(group):
            told = _take(answers, batch.num_rows)
            for to, one in sides.items():
                one.add(batch, [keep == to for keep in told])
    except ShardError as error:
        raise OSError(f"the shard changed while it was copied: {error}") from None


def _take(answers: Iterator[bool], rows: int) -> list[bool]:
    told = list(islice(answers, rows))
    if len(told) < rows:
        raise ValueError(f"{rows - len(told)} answers too few")
    return told


@rulekit.hookimpl
def rulekit_readers() -> Iterable[rulekit.Reader]:
    """One reader."""
    return [ParquetReader()]
