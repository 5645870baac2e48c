"""Rows of a corpus that `check` and `explain` judge in a stream, without an audit."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rulekit.audit.folder import is_audit
from rulekit.core.verdict import Verdict
from rulekit.corpus.columns import find_columns
from rulekit.corpus.job import CorpusJob, Shard, Task
from rulekit.corpus.partition import partition_of
from rulekit.corpus.readers import readers_of
from rulekit.corpus.row import row_verdict
from rulekit.corpus.shards import find_source, reader_for
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.hooks.reader import Reader
from rulekit.places.address import is_address, shown
from rulekit.places.noted import heard
from rulekit.plan.options import PlanOptions
from rulekit.run.check import verdicts
from rulekit.run.dispatch import MEMORY
from rulekit.run.limit import TIMEOUT
from rulekit.run.worker_config import WorkerConfig

BLOCK = 32  # rows that a worker judges at a time: each is handed back whole
BLOCKS_AHEAD = 50  # blocks that may wait for an earlier one, so that memory stays bounded
_ROW = re.compile(r"(?s)(.+)#row=(\d+)")


@dataclass(frozen=True)
class Rows:
    """The shards that were named, and the columns that are judged."""

    shards: tuple[Shard, ...]
    readers: Mapping[str, Reader]
    job: CorpusJob

    def count(self) -> int:
        """Number of rows."""
        return sum(self._count(shard) for shard in self.shards)

    def _count(self, shard: Shard) -> int:
        with heard():
            return self.readers[shard.reader].count(shard.path)

    def tasks(self) -> Iterator[Task]:
        """The blocks of every shard, in order."""
        for number, shard in enumerate(self.shards):
            rows = self._count(shard)
            for start in range(0, rows, BLOCK):
                yield Task("judge", shard, number, start, min(start + BLOCK, rows))

    def check(
        self, options: PlanOptions, *, jobs: int, timeout: float = TIMEOUT
    ) -> Iterator[Verdict]:
        """Judge every row; verdicts are in the order of the rows, for any number of processes."""
        worker_config = WorkerConfig(options, self.job, timeout)
        in_memory = any(one.path.startswith(MEMORY) for one in self.shards)
        return verdicts(worker_config, self.tasks(), jobs, BLOCKS_AHEAD, in_memory=in_memory)

    def verdict(self, engine: Engine, row: int) -> Verdict:
        """Judge one row of the first shard in this process; UsageError when there is none."""
        shard = self.shards[0]
        rows = self.readers[shard.reader].rows(shard.path, self.job.columns.names, row)
        with heard():
            found = next(rows, None)
        if found is None:
            count = self._count(shard)
            raise UsageError(f"`{shard.name}` has {count} rows, numbered from 0: no row {row}")
        return row_verdict(engine, self.job, shard, row, found.raw)


def named_rows(engine: Engine, paths: Sequence[str], columns: str = "") -> Rows | None:
    """Rows of the shards at these paths; None when they are files like others.

    They are when none has the name of a shard; or when its name is that of a known language, too,
    and it has no known column of texts: JSON lines are many a source file. Raises UsageError for
    what can only be a shard among files.
    """
    readers = readers_of(engine)
    if any(map(is_address, paths)):
        source = find_source(paths, readers, is_audit)
        shards = [replace(one, name=shown(one.path)) for one in source.shards]
        return Rows(tuple(shards), readers, CorpusJob(find_columns(shards, readers, columns)[0]))
    found_by = [reader_for(path, readers) if os.path.isfile(path) else "" for path in paths]
    if not any(found_by):
        return None
    shards = [
        Shard(path, path, reader, partition_of(path) if reader else {})
        for path, reader in zip(paths, found_by, strict=True)
    ]
    known = engine.plan.table
    only = [one for one in shards if one.reader and not known.detect(one.path, "")]
    try:
        found, _ = find_columns(shards, readers, columns)
    except UsageError:
        if columns or only:
            raise
        return None
    others = [shard.path for shard in shards if not shard.reader]
    if others and only:
        raise UsageError(f"rows and files are judged apart: `{others[0]}` is no shard")
    return None if others else Rows(tuple(shards), readers, CorpusJob(found))


def row_of(target: str) -> tuple[str, int] | None:
    """`corpus.parquet#row=N` as path and number; None for another target."""
    is_file = not is_address(target) and os.path.exists(target)
    found = None if is_file else _ROW.fullmatch(target)
    return (found[1], int(found[2])) if found else None
