"""Closing a shard: its blocks put together, if they are whole and the shard is what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.grouped_table import GroupedTable
from rulekit.audit.sealed import DamagedError, read_sealed, unsealed
from rulekit.audit.tables import arrow, schemas
from rulekit.core.tally import Tally
from rulekit.corpus.job import CorpusJob, Task
from rulekit.corpus.readers import difference
from rulekit.corpus.verdict_columns import writer_of
from rulekit.errors import Problem, RulekitError
from rulekit.files.digest import digest_of, entry_of, files_below
from rulekit.hooks.reader import Reader
from rulekit.places.noted import raise_noted
from rulekit.places.place import Place

Done = dict[str, Any]  # what a block says of itself


class _ChangedError(Exception):
    """A shard is another than was judged; the message says how."""


@dataclass(frozen=True)
class ShardOutput:
    """A file or folder that is written of a shard, of the blocks in which a kind of file is.

    `write` is told where the blocks are at hand.
    """

    path: Place
    write: Callable[[AuditFolder, Sequence[Done], str], None]


def outputs_of(
    job: CorpusJob, task: Task, reader: Reader, audit: AuditFolder
) -> dict[str, ShardOutput]:
    """The tables of a shard, and its rows that are kept or dropped, by kind."""
    found = {
        kind: joined_table(audit, task, kind, schema)
        for kind, schema in schemas(job.readings).items()
    }
    return found | {side: copied_rows(job, task, reader, audit, side) for side in job.sides}


def joined_table(audit: AuditFolder, task: Task, kind: str, schema: Any) -> ShardOutput:
    """One table, of those of all blocks."""

    def write(near: AuditFolder, blocks: Sequence[Done], here: str) -> None:
        _join((near.block(task.number, one["start"], kind) for one in blocks), here, schema)

    return ShardOutput(audit.table(kind, task.shard.name), write)


def copied_rows(
    job: CorpusJob, task: Task, reader: Reader, audit: AuditFolder, side: str
) -> ShardOutput:
    """One shard of rows, of those of all blocks; RulekitError for a reader that loses some."""

    def write(near: AuditFolder, blocks: Sequence[Done], here: str) -> None:
        parts = (near.block(task.number, one["start"], side) for one in blocks)
        copied = _copy(job, reader, task.shard.path, parts, here)
        if copied != (rows := sum(one["copied"][side] for one in blocks)):
            message = f"the reader {reader.name} gives back {copied:,} of {rows:,} rows of "
            message += f"{task.shard.name} that it was given to write"
            raise RulekitError([Problem(message, remedy="its `writer` or `written` is wrong")])

    return ShardOutput(audit.rows(side, task.shard.name), write)


def close(
    job: CorpusJob,
    task: Task,
    reader: Reader,
    audit: AuditFolder,
    outputs: Mapping[str, ShardOutput],
) -> dict[str, Any]:
    """Write the outputs of a shard, and the facts of them.

    Nothing of a shard that has changed is written: the answer is `changed` with how. Blocks that
    are damaged are named in `damaged`, to be judged again, and nothing is written either.
    """
    with audit.at_hand(task.number) as near:
        blocks, damaged = read_blocks(near, _about(job, task), task.number, audit)
        damaged += [why for one in blocks for why in _damage(audit, near, task, one)]
        if damaged or gaps(blocks, task.stop):
            return {"damaged": damaged}
        return _closed(job, task, reader, audit, near, blocks, outputs)


def _closed(
    job: CorpusJob,
    task: Task,
    reader: Reader,
    audit: AuditFolder,
    near: AuditFolder,
    blocks: Sequence[Done],
    outputs: Mapping[str, ShardOutput],
) -> dict[str, Any]:
    """Write the outputs of a shard whose blocks are all whole, and the facts of them."""
    facts = read_sealed(audit.facts(task.number), {"run": job.run, "shard": task.shard.name})
    if facts is None:
        raise FileNotFoundError(2, "somebody removed it", str(audit.facts(task.number)))
    try:
        files = _write(audit, near, task, reader, blocks, facts, outputs)
    except _ChangedError as error:
        return {"changed": str(error)}
    counts = Tally(by_folder=None)
    for one in blocks:
        counts.merge(Tally.of(one["counts"]))
    facts["not_copied"] = sum(one["not_copied"] for one in blocks)
    done = {**_about(job, task), "facts": facts, "counts": counts.totals(), "files": files}
    if steps := merged_steps(one.get("steps", {}) for one in blocks):
        done["steps"] = steps
    audit.write_sealed(audit.closed(task.number), done)
    return {"not_copied": facts["not_copied"]}


def merged_steps(parts: Iterable[Mapping[str, Mapping[str, int]]]) -> dict[str, dict[str, int]]:
    """The counts of each step of a curation, added up."""
    total: dict[str, dict[str, int]] = {}
    for part in parts:
        for step, counts in part.items():
            here = total.setdefault(step, {})
            for name, count in counts.items():
                here[name] = here.get(name, 0) + count
    return total


def _about(job: CorpusJob, task: Task) -> dict[str, Any]:
    """The words by which every file of the work on a shard is known."""
    return {"run": job.run, "shard": task.shard.name, "choice": task.choice}


def read_blocks(
    near: AuditFolder, about: Mapping[str, Any], number: int, audit: AuditFolder | None = None
) -> tuple[list[Done], list[str]]:
    """Read the blocks of a shard in order; the second list says how others are damaged.

    Those are removed from the audit, of which a copy may be `near`, so that their rows are judged
    again, and so are those that do not say what they must be `about`: the run, the shard, and which
    rows of it are chosen.
    """
    blocks: list[Done] = []
    damaged = []
    for path, data in near.markers(number):
        start = int(path.stem)
        try:
            done = unsealed(path, data, {**about, "start": start})
        except DamagedError as error:
            damaged.append(str(error))
            (audit or near).done(number, start).unlink(missing_ok=True)
            continue
        if start >= (blocks[-1]["stop"] if blocks else 0):
            blocks.append(done)
    return blocks, damaged


def gaps(blocks: Sequence[Done], rows: int) -> list[tuple[int, int]]:
    """The ranges of rows that no block covers, each as (start, stop)."""
    ends = [0, *(one["stop"] for one in blocks)]
    starts = [*(one["start"] for one in blocks), rows]
    return [(end, start) for end, start in zip(ends, starts, strict=True) if end < start]


def _damage(audit: AuditFolder, near: AuditFolder, task: Task, done: Done) -> Iterator[str]:
    """Name a file of a block that is damaged; the block is then none any more."""
    for kind, digest in done["files"].items():
        if digest_of(str(near.block(task.number, done["start"], kind))) != digest:
            path = audit.block(task.number, done["start"], kind)
            yield f"{path}: its hash is not what was written"
            audit.done(task.number, done["start"]).unlink(missing_ok=True)
            return


def _write(
    audit: AuditFolder,
    near: AuditFolder,
    task: Task,
    reader: Reader,
    blocks: Sequence[Done],
    facts: Done,
    outputs: Mapping[str, ShardOutput],
) -> dict[str, list[Any]]:
    """Write all outputs of a shard at once; [size, hash] of each file, by its path there."""
    written: dict[Place, str] = {}
    with ExitStack() as stack:
        for kind, output in outputs.items():
            written[output.path] = stack.enter_context(audit.written(output.path))
            mine = [one for one in blocks if kind in one["files"]]
            output.write(near, mine, written[output.path])
        raise_noted()  # a writer may have asked the shard in vain for its columns
        if why := difference(reader, task.shard, facts, believe_stamp=False):
            raise _ChangedError(why)
        return {
            name: entry
            for path, here in written.items()
            for name, entry in _files(Path(here), audit.name_of(path))
        }


def _files(here: Path, name: str) -> Iterator[tuple[str, list[Any]]]:
    """Name, size and hash of the files of an output, as they will be called."""
    if here.is_dir():
        for file in files_below(here):
            yield (
                f"{name}/{file.relative_to(here).as_posix()}",
                entry_of(file),
            )
    elif here.exists():
        yield name, entry_of(here)


def _join(parts: Iterable[Place], path: str, schema: Any) -> None:
    """Write one table of many."""
    pa = arrow()
    with GroupedTable(path, schema) as table:
        for part in parts:
            with pa.parquet.ParquetFile(part) as block:
                table.add(block.read(use_threads=False))


def _copy(job: CorpusJob, reader: Reader, like: str, parts: Iterable[Place], output: str) -> int:
    """Write one shard of many, and return its number of rows."""
    rows = 0
    with writer_of(reader, job, like, output) as writer:
        for part in parts:
            for whole in reader.written(like, str(part)):
                writer.write(whole)
                rows += 1
    return rows
