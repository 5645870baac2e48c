"""Trying a run without its audit: rows counted, a few of them judged, and what that foretells."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from rulekit.audit.manifest import read_manifest, refusal
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.core.record import from_record
from rulekit.core.tally import Tally
from rulekit.corpus.choice import Choice, drawn_rows
from rulekit.corpus.facts import facts_of
from rulekit.corpus.job import Shard, Task
from rulekit.corpus.readers import reader_of
from rulekit.files.discover import discover
from rulekit.run.dispatch import dispatch
from rulekit.run.local_runner import LocalRunner
from rulekit.run.prepared import PreparedRun
from rulekit.run.shard_progress import Chooser, ShardProgress, size_of_shard

TRIED = 200  # rows that are judged
BLOCK = 25  # of them that are judged before anybody looks at the time
COUNTING = 20.0  # seconds after which the rows of further shards are guessed by their sizes
JUDGING = 10.0  # seconds after which no further block is judged


@dataclass(frozen=True)
class Counted:
    """The shards of a corpus, of which the first that were looked at are counted.

    `broken` says of shards why they cannot be counted. `bytes` are those of all shards.
    """

    shards: Sequence[ShardProgress]
    choice: Choice
    bytes: int
    broken: dict[str, str] = field(default_factory=dict)

    @property
    def known(self) -> list[ShardProgress]:
        """Shards that are counted."""
        return [one for one in self.shards if one.facts]

    @property
    def is_whole(self) -> bool:
        """True if it is known which rows would be judged."""
        return all(one.rows is not None for one in self.shards)

    @property
    def total(self) -> int | None:
        """Rows of the corpus, guessed for what is not counted; None when nobody has to know."""
        if self.choice.limit is not None and len(self.known) < len(self.shards):
            return None
        rows = self._rows
        size = sum(one.size for one in self.known)
        return rows + (round(rows * (self.bytes - size) / size) if size else 0)

    @property
    def _rows(self) -> int:
        return sum(int(one.facts["rows"]) for one in self.known)

    @property
    def judged(self) -> int:
        """Rows that would be judged, guessed likewise."""
        if self.is_whole:
            return sum(one.count for one in self.shards)
        total = self.total or self._rows
        return min(self.choice.count or total, total)


@dataclass(frozen=True)
class Tried:
    """Rows that were judged for an estimate, and the seconds of one core that it took."""

    tally: Tally
    seconds: float

    @property
    def rate(self) -> float:
        """Rows in a second of one core; 0 when none was judged."""
        return self.tally.total / self.seconds if self.seconds else 0.0


def count(run: PreparedRun, clock: Callable[[], float] = time.monotonic) -> Counted:
    """Count the rows of as many shards as it takes, or as there is time for."""
    end = clock() + COUNTING
    shards = [
        ShardProgress(i, one, size=_size(run, one)) for i, one in enumerate(run.source.shards)
    ]
    found = Counted(shards, run.choice, sum(one.size for one in shards))
    chooser = Chooser(run.choice, shards)
    waiting = deque(chooser.wanted())
    while waiting and (clock() < end or not found.known):
        one = waiting.popleft()
        reader = reader_of(run.readers, one.shard.reader)
        facts = facts_of(reader, one.shard, run.job, run.job.columns.names, hashed=False)
        if "changed" in facts:
            found.broken[one.shard.name] = facts["changed"]
            continue
        one.facts = facts
        for _ in chooser.counted(one):
            pass
        waiting.extend(chooser.wanted())
    return found


def _size(run: PreparedRun, shard: Shard) -> int:
    """Bytes of a shard; of a folder, those of its files."""
    if shard.listed or not os.path.isdir(shard.path):
        return size_of_shard(shard)
    root = run.engine.plan.root
    found = discover([shard.path], exclude=run.job.exclude, root=root)
    return sum(os.stat(one.file).st_size for one in found if not one.cause)


def attempt(
    run: PreparedRun, counted: Counted, clock: Callable[[], float] = time.monotonic
) -> Tried:
    """Judge a few of the rows in one worker, in memory; another seed takes others."""
    tasks, tally, seconds = iter(_tasks(run, counted)), Tally(by_folder=None), 0.0
    there = run.audit.folder.is_dir()  # a tree of files is read without it
    job = replace(run.job, timed=True, out=run.job.out if there else None)
    worker_config = replace(run.worker_config, job=job).to_json()
    end = clock() + JUDGING

    def take(_: int) -> Task | None:
        return next(tasks, None) if clock() < end else None

    for _, answer in dispatch(take, LocalRunner().executors(worker_config, 1, None)):
        for record in answer.get("records", ()):
            tally.add(from_record(record))
        seconds += answer.get("seconds", 0.0)
    return Tried(tally, seconds)


def _tasks(run: PreparedRun, counted: Counted) -> Iterator[Task]:
    """Blocks of rows, one of each shard before the second of any: time may be over soon."""
    rows = {
        one.shard.name: range(one.facts["rows"]) if one.rows is None else one.rows
        for one in counted.known
    }
    sizes = {name: len(numbers) for name, numbers in rows.items()}
    drawn = drawn_rows(TRIED, run.choice.seed, sizes)
    blocks = [
        [*_blocks(one, [rows[one.shard.name][i] for i in drawn[one.shard.name]])]
        for one in counted.known
    ]
    for each in zip_longest(*blocks):
        yield from (task for task in each if task)


def _blocks(one: ShardProgress, numbers: Sequence[int]) -> Iterator[Task]:
    for i in range(0, len(numbers), BLOCK):
        here = tuple(numbers[i : i + BLOCK])
        yield Task("judge", one.shard, one.number, here[0], here[-1] + 1, rows=here)


def outlook(run: PreparedRun) -> str:
    """What a run would do with its folder; raises UsageError when it would refuse it."""
    if not run.wanted.out:
        return "not said; --out DIR says where the audit goes"
    if run.manifest.refuse_to_mix(run.audit):
        known = {one["name"]: one for one in (read_manifest(run.audit) or {})["shards"]}
        _refuse_changed(run, known)
        return f"{run.wanted.out} holds this audit, finished: nothing would be judged"
    if run.audit.manifest.exists():
        closed = _closed(run)
        _refuse_changed(run, closed)
        done = f"{len(closed):,} of {len(run.source.shards):,} shards are closed"
        return f"{run.wanted.out} would be gone on with: {done}"
    return f"{run.wanted.out} would be {'filled' if run.audit.folder.exists() else 'made'}"


def _closed(run: PreparedRun) -> dict[str, dict[str, object]]:
    """Facts of the shards that an earlier run has closed, by name."""
    found = {}
    for number, shard in enumerate(run.source.shards):
        try:
            done = read_sealed(run.audit.closed(number), {"run": run.job.run, "shard": shard.name})
        except DamagedError:  # the run judges it again
            continue
        if done:
            found[shard.name] = done["facts"]
    return found


def _refuse_changed(run: PreparedRun, known: dict[str, dict[str, object]]) -> None:
    names = [
        shard.name
        for shard in run.source.shards
        if shard.name in known and run.differs(shard, known[shard.name])
    ]
    if names:
        raise refusal(run.audit, [f"the shard {name} has changed" for name in names])
