"""Tasks, done in one process: open a shard, judge and write a block of its rows, close it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from rulekit.audit.close_shard import close
from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import Block, arrow
from rulekit.core.record import to_record
from rulekit.core.tally import Tally
from rulekit.corpus.cursor import Cursor
from rulekit.corpus.folder_reader import file_row
from rulekit.corpus.job import CorpusJob, Shard, Task
from rulekit.corpus.readers import reader_of, readers_of, sha256, stamp_of
from rulekit.corpus.row import placed, row_verdict
from rulekit.errors import Problem, RulekitError
from rulekit.files.digest import digest_of
from rulekit.files.discover import FoundFile
from rulekit.hooks.reader import BrokenRow, Reader, Row, RowWriter
from rulekit.run.surroundings import Surroundings

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.engine import Engine

NO_ROW = -1  # the row where none is at hand
Doing = Literal["read", "judge", "write"]
Tell = Callable[[int, Doing], None]


class TaskRunner:
    """An engine and the shard that it is at. A task gives the same bytes wherever it is done."""

    def __init__(
        self, engine: Engine, job: CorpusJob, surroundings: Surroundings | None = None
    ) -> None:
        self.engine = engine
        self.surroundings = surroundings or Surroundings(engine)
        self.job = job
        self.readers = readers_of(engine, job.exclude, job.out)
        self._cursor: Cursor | None = None

    def do(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Do a task and return its answer; `changed` in it says how the shard is another by now.

        `tell` is called before each row is read, with its number, before it is judged, and before
        what came of a block is written. It raises BrokenPipeError when nobody wants the answer any
        more. Raises RulekitError when an output cannot be written or a shard cannot be opened.
        """
        work = {"open": self._open, "judge": self._judge, "close": self._close}[task.do]
        try:
            return {"changed": why} if (why := _moved(task)) else work(task, tell)
        except BrokenPipeError:  # whoever asked is gone
            raise
        except OSError as error:
            if changed := _moved(task):
                return {"changed": changed}
            why = os.strerror(error.errno) if error.errno else str(error)
            why += f": {error.filename}" if error.filename else ""
            doing = {"open": "reading", "judge": "judging", "close": "writing what came of"}
            message = f"{why}, {doing[task.do]} {task.shard.name}"
            remedy = "what is done is kept for the same command"
            raise RulekitError([Problem(message, remedy=remedy)]) from None

    def _open(self, task: Task, _: Tell) -> dict[str, Any]:
        """Find size, hash and number of rows, by which a changed input is noticed."""
        try:
            facts = self._facts(task.shard)
        except OSError as error:
            return {"changed": f"it cannot be read: {error.strerror or error}"}
        if self.job.out and "changed" not in facts:
            audit = AuditFolder(Path(self.job.out))
            audit.write_sealed(audit.facts(task.number), facts)
        return facts

    def _facts(self, shard: Shard) -> dict[str, Any]:
        size, changed = stamp = stamp_of(shard.path)
        reader = self._reader(shard)
        fields = reader.fields(shard.path)
        known = (*fields, *shard.partition)
        facts = {
            "run": self.job.run,
            "shard": shard.name,
            "size": size,
            "mtime_ns": changed,
            "sha256": sha256(reader, shard.path),
            "rows": reader.count(shard.path),
            "lacks": [name for name in self.job.columns.names if fields and name not in known],
        }
        if stamp_of(shard.path) != stamp:
            return {"changed": "it was written to while it was read"}
        return facts

    def _judge(self, task: Task, tell: Tell) -> dict[str, Any]:
        if not self.job.out:
            return {
                "records": [to_record(self._verdict(task, *one)) for one in self._rows(task, tell)]
            }
        audit, tally = AuditFolder(Path(self.job.out)), Tally(by_folder=None)
        block, missing, copied = Block(task.shard.name, self.job.readings), 0, [0, 0]
        with ExitStack() as stack:
            sides = self._sides(audit, task, stack)
            for number, row in self._rows(task, tell):
                verdict = self._verdict(task, number, row)
                tally.add(verdict)
                block.add(verdict)
                keep = verdict.decision == "keep"
                if keep in sides and row.whole is not None:
                    sides[keep].write(row.whole)
                    copied[keep] += 1
                missing += keep in sides and row.whole is None
            tell(NO_ROW, "write")
            for kind, table in block.tables().items():
                here = audit.written(audit.block(task.number, task.start, kind))
                arrow().parquet.write_table(table, stack.enter_context(here))
        sizes = {"dropped": copied[False], "kept": copied[True]}
        done = {
            "stop": task.stop,
            "copied": sizes,
            "not_copied": missing,
            "counts": tally.totals(),
        }
        self._say_done(audit, task, done)
        return {"counts": done["counts"]}

    def _sides(self, audit: AuditFolder, task: Task, stack: ExitStack) -> dict[bool, RowWriter]:
        """Open writers for the rows of a block that are kept, and for the others, if wanted."""
        reader, writers = self._reader(task.shard), {}
        for side in self.job.sides:
            here = stack.enter_context(audit.written(audit.block(task.number, task.start, side)))
            writers[side == "kept"] = stack.enter_context(reader.writer(task.shard.path, here))
        return writers

    def _say_done(self, audit: AuditFolder, task: Task, done: dict[str, Any]) -> None:
        """Seal a block: with it, its files are there."""
        files = {
            kind: digest_of(audit.block(task.number, task.start, kind)) for kind in self.job.kinds
        }
        about = {"run": self.job.run, "shard": task.shard.name, "start": task.start}
        audit.write_sealed(audit.done(task.number, task.start), {**about, **done, "files": files})

    def _verdict(self, task: Task, number: int, row: Row) -> Verdict:
        def judge() -> Verdict:
            return row_verdict(self.engine, self.job, task.shard, number, row.raw)

        return placed(self.surroundings.watch(judge), task.shard, number)

    def _rows(self, task: Task, tell: Tell) -> Iterator[tuple[int, Row]]:
        """Read the rows of a block, with a BrokenRow for each that no process survives."""
        if task.unreadable:
            lost = Row(BrokenRow(*task.unreadable))
            yield from ((number, lost) for number in range(task.start, task.stop))
            return
        tell(task.start, "read")
        next_row = self._reading(task)
        for number in range(task.start, task.stop):
            if number > task.start:
                tell(number, "read")
            row = next_row()
            tell(number, "judge")
            if (how := task.lost.get(str(number))) and not isinstance(row.raw, BrokenRow):
                row = Row({**row.raw, self.job.columns.content: BrokenRow(*how)}, row.whole)
            yield number, row

    def _reading(self, task: Task) -> Callable[[], Row]:
        """Make a function that reads the next row of a task."""
        if task.shard.is_file:
            found = FoundFile(task.shard.name, task.shard.path)
            return lambda: Row(file_row(found))
        return self._at(task).next

    def _at(self, task: Task) -> Cursor:
        """Move the shard's cursor on to the block: going on is cheaper than beginning again."""
        cursor, shard = self._cursor, task.shard
        if cursor is None or cursor.path != shard.path or cursor.row > task.start:
            names, whole = self.job.columns.names, bool(self.job.sides)
            reader = self._reader(shard)
            cursor = Cursor(reader, shard.path, names, task.start, whole=whole)
        self._cursor = cursor
        cursor.skip_to(task.start)
        return cursor

    def _close(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Put the blocks of a shard together."""
        tell(NO_ROW, "write")
        return close(self.job, task, self._reader(task.shard)) if self.job.out else {}

    def _reader(self, shard: Shard) -> Reader:
        return reader_of(self.readers, shard.reader)


def _moved(task: Task) -> str:
    """Difference of a shard's file from when it was opened; "" when it looks the same."""
    if task.stamp is None:
        return ""
    try:
        now = stamp_of(task.shard.path)
    except OSError as error:
        return f"it cannot be read any more: {error.strerror or error}"
    if now[0] != task.stamp[0]:
        return f"it has {now[0]:,} bytes, and had {task.stamp[0]:,}"
    return "" if now == task.stamp else "it was written to"
