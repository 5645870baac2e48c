"""Tasks, done in one process: open a shard, judge and write a block of its rows, close it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from rulekit.audit.block_files import BlockFiles
from rulekit.audit.close_shard import close, outputs_of
from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import Block, arrow
from rulekit.core.record import to_record
from rulekit.core.tally import Tally
from rulekit.corpus.cursor import Cursor
from rulekit.corpus.facts import facts_of
from rulekit.corpus.folder_reader import file_row
from rulekit.corpus.job import CorpusJob, Shard, Task
from rulekit.corpus.readers import (
    ChangedShardError,
    fixed_stamp,
    reader_of,
    readers_of,
    shard_moved,
)
from rulekit.corpus.row import placed, row_verdict
from rulekit.corpus.verdict_columns import write, writer_of
from rulekit.errors import Problem, RulekitError
from rulekit.files.discover import FoundFile
from rulekit.hooks.reader import AddingWriter, BrokenRow, Reader, Row, RowWriter
from rulekit.places.address import is_address
from rulekit.places.info import believing
from rulekit.places.noted import forget_noted, raise_noted
from rulekit.places.place import place_of
from rulekit.run.readiness import lacks
from rulekit.run.surroundings import Surroundings
from rulekit.run.whereabouts import NO_ROW, Doing

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.engine import Engine

Tell = Callable[[int, Doing], None]
Work = Callable[[Task, Tell], dict[str, Any]]


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
        work = self._works()[task.do]
        forget_noted()
        try:
            if why := shard_moved(task.shard, task.stamp):
                return {"changed": why}
            known = task.stamp or fixed_stamp(task.shard) or (0, 0)
            with believing(task.shard.path, *known):
                return work(task, tell)
        except BrokenPipeError:  # whoever asked is gone
            raise
        except ChangedShardError as error:
            return {"changed": str(error)}
        except OSError as error:
            if changed := shard_moved(task.shard, task.stamp):
                return {"changed": changed}
            why = os.strerror(error.errno) if error.errno else str(error)
            why += f": {error.filename}" if error.filename else ""
            doing = {"judge": "judging", "close": "writing what came of"}.get(task.do, "reading")
            message = f"{why}, {doing} {task.shard.name}"
            remedy = "what is done is kept for the same command"
            raise RulekitError([Problem(message, remedy=remedy)]) from None

    def _works(self) -> dict[str, Work]:
        """Functions that do a task, by its word."""
        return {
            "try": self._try,
            "count": self._open,
            "open": self._open,
            "judge": self._judge,
            "close": self._close,
        }

    def _try(self, _task: Task, _tell: Tell) -> dict[str, Any]:
        return {"lacks": [vars(one) for one in lacks(self.job, self.readers)]}

    def _folder(self, task: Task) -> AuditFolder:  # noqa: ARG002  a curation has one for each stage
        """The folder that a task writes to."""
        return AuditFolder(place_of(self.job.out or ""))

    @property
    def names(self) -> tuple[str, ...]:
        """Columns that are read."""
        return self.job.columns.names

    @property
    def copies_rows(self) -> bool:
        """True if rows are read whole."""
        return bool(self.job.sides)

    def _open(self, task: Task, _: Tell) -> dict[str, Any]:
        """Find size and number of rows and, unless it is only counted, hash of a shard."""
        reader = self._reader(task.shard)
        facts = facts_of(reader, task.shard, self.job, self.names, hashed=task.do == "open")
        if self.job.out and "changed" not in facts:
            audit = self._folder(task)
            audit.write_sealed(audit.facts(task.number), facts)
        return facts

    def _judge(self, task: Task, tell: Tell) -> dict[str, Any]:
        if self.job.timed or not self.job.out:
            return self._handed_back(task, tell)
        audit, tally = self._folder(task), Tally(by_folder=None)
        block, missing, copied = Block(task.shard.name, self.job.readings), 0, [0, 0]
        with BlockFiles(audit, task.number, task.start) as files:
            sides = self._sides(task, files)
            for number, row in self._rows(task, tell):
                verdict = self._verdict(task, number, row)
                tally.add(verdict)
                block.add(verdict)
                keep = verdict.decision == "keep"
                if keep in sides and row.whole is not None:
                    write(sides[keep], self.job, row.whole, verdict)
                    copied[keep] += 1
                missing += keep in sides and row.whole is None
            tell(NO_ROW, "write")
            for kind, table in block.tables().items():
                arrow().parquet.write_table(table, files.new(kind))
            done = {
                "stop": task.stop,
                "copied": {"dropped": copied[False], "kept": copied[True]},
                "not_copied": missing,
                "counts": tally.totals(),
            }
            self._seal(files, task, done)
        return {"counts": done["counts"]}

    def _handed_back(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Judge a block of which nothing is written.

        To time a row, it is judged once more: the first time has paid for what its language needs.
        """
        records, seconds = [], 0.0
        for number, row in self._rows(task, tell):
            records.append(to_record(self._verdict(task, number, row)))
            if self.job.timed:
                tell(number, "judge")
                begun = time.perf_counter()
                self._verdict(task, number, row)
                seconds += time.perf_counter() - begun
        return {"records": records, **({"seconds": seconds} if self.job.timed else {})}

    def _sides(self, task: Task, files: BlockFiles) -> dict[bool, RowWriter | AddingWriter]:
        """Open writers for the rows of a block that are kept, and for the others, if wanted."""
        reader, writers = self._reader(task.shard), {}
        for side in self.job.sides:
            writer = writer_of(reader, self.job, task.shard.path, files.new(side))
            writers[side == "kept"] = files.stack.enter_context(writer)
        return writers

    def _seal(self, files: BlockFiles, task: Task, done: Mapping[str, Any]) -> None:
        """Say that a block is done, if all of it was read of the shard as it was opened.

        Of a shard in a store every range is a request of its own, so it is asked for once more.
        """
        raise_noted()
        if is_address(task.shard.path) and (why := shard_moved(task.shard, task.stamp)):
            raise ChangedShardError(why)
        files.seal({**self._about(task), **done})

    def _about(self, task: Task) -> dict[str, Any]:
        """The words by which every file of the work on a shard is known."""
        return {"run": self.job.run, "shard": task.shard.name, "choice": task.choice}

    def _verdict(self, task: Task, number: int, row: Row) -> Verdict:
        def judge() -> Verdict:
            return row_verdict(self.engine, self.job, task.shard, number, row.raw)

        return placed(self.surroundings.watch(judge), task.shard, number)

    def _rows(self, task: Task, tell: Tell) -> Iterator[tuple[int, Row]]:
        """Read the rows of a block, with a BrokenRow for each that no process survives."""
        if task.unreadable:
            lost = Row(BrokenRow(*task.unreadable))
            yield from ((number, lost) for number in task.numbers)
            return
        read: Callable[[int], Row] | None = None
        for number in task.numbers:
            tell(number, "read")
            read = read or self._reading(task)
            row = read(number)
            raise_noted()  # before the next is asked for, of which a store may say as little
            tell(number, "judge")
            if (how := task.lost.get(str(number))) and not isinstance(row.raw, BrokenRow):
                row = Row({**row.raw, self.job.columns.content: BrokenRow(*how)}, row.whole)
            yield number, row

    def _reading(self, task: Task) -> Callable[[int], Row]:
        """Make a function that reads the rows of a task in their order."""
        if task.shard.is_file:
            found = FoundFile(task.shard.name, task.shard.path)
            return lambda _: Row(file_row(found))
        return self._at(task).read

    def _at(self, task: Task) -> Cursor:
        """Move the shard's cursor on to the block: going on is cheaper than beginning again."""
        cursor, shard, first = self._cursor, task.shard, task.numbers[0]
        if cursor is None or cursor.path != shard.path or cursor.row > first:
            reader, whole = self._reader(shard), self.copies_rows
            cursor = Cursor(reader, shard.path, self.names, first, whole=whole)
        self._cursor = cursor
        return cursor

    def _close(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Put the blocks of a shard together."""
        tell(NO_ROW, "write")
        if not self.job.out:
            return {}
        audit, reader = self._folder(task), self._reader(task.shard)
        return close(self.job, task, reader, audit, outputs_of(self.job, task, reader, audit))

    def _reader(self, shard: Shard) -> Reader:
        return reader_of(self.readers, shard.reader)
