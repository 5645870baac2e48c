"""The tasks of a corpus, done in one process: open a shard, judge a block of it, close it."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.core.corpus import Broken, Raw, Reader
from rulekit.core.record import to_record
from rulekit.core.tally import Tally
from rulekit.errors import Problem, RulekitError, UsageError, did_you_mean
from rulekit.run.audit import Audit, read_json
from rulekit.run.cursor import Cursor
from rulekit.run.row import row_verdict
from rulekit.run.shard import Job, Shard, Task
from rulekit.run.table import Block, arrow, schemas
from rulekit.run.tree import TreeReader

if TYPE_CHECKING:
    from rulekit.engine import Engine

NO_ROW = -1  # what is told when no row is being judged
GROUP = 16_384  # rows of a table that are written as one group, and so held in memory
CHUNK = 1 << 20


def readers_of(
    engine: Engine, exclude: tuple[str, ...] = (), out: str | None = None
) -> dict[str, Reader]:
    """Everything that reads shards, by name."""
    tree = TreeReader(exclude, engine.plan.choice.root, out or "")
    return {tree.name: tree, **engine.plan.catalog.readers}


def reader_of(readers: Mapping[str, Reader], name: str) -> Reader:
    """A reader by its name; raises UsageError with the nearest when there is none."""
    if name not in readers:
        near = did_you_mean(name, readers) or f"; there are: {', '.join(readers)}"
        raise UsageError(f"there is no reader `{name}`{near}")
    return readers[name]


def sha256(reader: Reader, path: str) -> str:
    """The hash of a shard's bytes; of a folder, that of the names and bytes of its files."""
    digest = hashlib.sha256()
    if not os.path.isdir(path):
        with open(path, "rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()
    for raw in reader.rows(path, ("path", "content")):
        row = {"path": raw.path, "content": raw.note.encode()} if isinstance(raw, Broken) else raw
        digest.update(f"{row['path']}\0".encode("utf-8", "replace"))
        digest.update(hashlib.sha256(bytes(row["content"])).digest())  # type: ignore[call-overload]  # a file's bytes
    return digest.hexdigest()


class Desk:
    """One engine and the shard that it is at. The same task gives the same bytes on every desk."""

    def __init__(self, engine: Engine, job: Job) -> None:
        self.engine = engine
        self.job = job
        self.readers = readers_of(engine, job.exclude, job.out)
        self._cursor: Cursor | None = None

    def do(self, task: Task, tell: Callable[[int], None]) -> dict[str, Any]:
        """The answer to a task.

        `tell` is called with the number of each row before it is judged, and with NO_ROW before all
        else that takes time. It raises BrokenPipeError when nobody wants the answer any more.

        Raises RulekitError when an output cannot be written or a shard cannot be opened at all.
        """
        work = {"open": self._open, "judge": self._judge, "close": self._close}[task.do]
        try:
            return work(task, tell)
        except BrokenPipeError:  # whoever asked is gone
            raise
        except OSError as error:
            why = f"{error.strerror or error}: {error.filename or task.shard.path}"
            doing = {"open": "reading", "judge": "judging", "close": "writing what came of"}
            raise RulekitError(f"{why}, {doing[task.do]} {task.shard.name}") from None

    def _open(self, task: Task, _: Callable[[int], None]) -> dict[str, Any]:
        """Size, hash and number of rows; what a changed input is known by."""
        shard = task.shard
        status = os.stat(shard.path)
        reader = self._reader(shard)
        fields = reader.fields(shard.path)
        known = (*fields, *shard.partition)
        lacks = [name for name in self.job.columns.names if fields and name not in known]
        facts = {"name": shard.name, "size": status.st_size, "changed": status.st_mtime_ns}
        if os.path.isdir(shard.path):
            facts |= {"size": 0, "changed": 0}  # a folder's own say nothing of what is in it
        facts |= {"sha256": sha256(reader, shard.path), "rows": reader.count(shard.path)}
        facts["lacks"] = lacks
        if self.job.out:
            audit = Audit(Path(self.job.out))
            audit.write_json(audit.facts(task.number), facts)
        return facts

    def _judge(self, task: Task, tell: Callable[[int], None]) -> dict[str, Any]:
        tally = Tally(by_folder=None)
        block = Block(task.shard.name, self.job.readings) if self.job.out else None
        records = []
        for number, raw in self._rows(task, tell):
            verdict = row_verdict(self.engine, self.job, task.shard, number, raw)
            tally.add(verdict)
            if block:
                block.add(verdict)
            else:
                records.append(to_record(verdict))
        if not (block and self.job.out):
            return {"records": records}
        tell(NO_ROW)  # whether anybody still wants it: if not, this ends the process
        audit = Audit(Path(self.job.out))
        for kind, table in block.tables().items():
            with audit.written(audit.block(task.number, task.start, kind)) as here:
                arrow().parquet.write_table(table, here)
        counts = tally.totals()
        audit.write_json(audit.counts(task.number, task.start), counts)
        return {"counts": counts}

    def _rows(self, task: Task, tell: Callable[[int], None]) -> Iterator[tuple[int, Raw]]:
        """The rows of a block, with what stands for those that no process survives."""
        if task.unreadable:
            yield from ((n, Broken(*task.unreadable)) for n in range(task.start, task.stop))
            return
        cursor = self._at(task)
        for number in range(task.start, task.stop):
            tell(NO_ROW)  # a row may be far to reach, for which it is not to blame
            raw = cursor.next()
            tell(number)
            if (how := task.lost.get(str(number))) and not isinstance(raw, Broken):
                raw = {**raw, self.job.columns.content: Broken(*how)}
            yield number, raw

    def _at(self, task: Task) -> Cursor:
        """The shard's cursor, moved on to the block: going on is cheaper than beginning again."""
        cursor, shard = self._cursor, task.shard
        if cursor is None or cursor.path != shard.path or cursor.row > task.start:
            cursor = Cursor(self._reader(shard), shard.path, self.job.columns.names, task.start)
        self._cursor = cursor
        cursor.skip_to(task.start)
        return cursor

    def _close(self, task: Task, tell: Callable[[int], None]) -> dict[str, Any]:
        """Put the blocks of a shard together, and copy its rows to where they go."""
        if self.job.out is None:
            return {}
        audit, total = Audit(Path(self.job.out)), Tally(by_folder=None)
        starts = range(0, task.stop, self.job.block)
        for kind, schema in schemas(self.job.readings).items():
            parts = (audit.block(task.number, start, kind) for start in starts)
            with audit.written(audit.table(kind, task.shard.name)) as here:
                try:
                    _join(parts, here, schema)
                except (arrow().ArrowException, FileNotFoundError) as error:
                    raise self._damaged(audit, task, error) from None
        tell(NO_ROW)
        missing = self._split(audit, task)
        for start in starts:
            total.merge(Tally.of(read_json(audit.counts(task.number, start))))
        facts = {**read_json(audit.facts(task.number)), "not_copied": missing}
        audit.write_json(audit.closed(task.number), {"facts": facts, "counts": total.totals()})
        return {"counts": total.totals(), "not_copied": missing}

    def _damaged(self, audit: Audit, task: Task, error: Exception) -> RulekitError:
        """Blocks that are not as they were written, as after a power cut: all are judged again."""
        shutil.rmtree(audit.blocks(task.number))
        message = f"what was judged of {task.shard.name} is damaged: {str(error).strip()}"
        remedy = "give the same command again: the shard is judged anew"
        return RulekitError([Problem(message, remedy=remedy)])

    def _split(self, audit: Audit, task: Task) -> int:
        """Copy the kept rows and the others, as far as they are wanted; how many could not be."""
        sides = {"kept": self.job.kept, "dropped": self.job.dropped}
        wanted = [side for side, is_wanted in sides.items() if is_wanted]
        if not wanted:
            return 0
        shard = task.shard
        with ExitStack() as stack:
            outputs = {
                side == "kept": stack.enter_context(audit.written(audit.rows(side, shard.name)))
                for side in wanted
            }
            kept = _kept(audit.table("verdicts", shard.name))
            return self._reader(shard).split(shard.path, kept, outputs)

    def _reader(self, shard: Shard) -> Reader:
        return reader_of(self.readers, shard.reader)


def _join(parts: Iterator[Path], path: str, schema: Any) -> None:
    """One table of many, in groups of rows that are the same whoever writes them."""
    pa = arrow()
    with pa.parquet.ParquetWriter(path, schema, compression="zstd") as file:
        waiting: list[Any] = []
        for part in parts:
            waiting.append(pa.parquet.read_table(part, schema=schema))
            if sum(table.num_rows for table in waiting) >= GROUP:
                file.write_table(pa.concat_tables(waiting).combine_chunks())
                waiting = []
        if waiting:
            file.write_table(pa.concat_tables(waiting).combine_chunks())


def _kept(verdicts: Path) -> Iterator[bool]:
    """Whether each row is kept, in order."""
    file = arrow().parquet.ParquetFile(verdicts)
    for batch in file.iter_batches(columns=["decision"]):
        yield from (decision == "keep" for decision in batch.column(0).to_pylist())
