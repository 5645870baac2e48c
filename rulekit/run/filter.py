"""Judging a corpus: the run that can be stopped and gone on with, on any places."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any

from rulekit.catalog.identity import identity
from rulekit.core.corpus import Reader
from rulekit.core.runner import Place
from rulekit.core.tally import Tally
from rulekit.engine import Engine
from rulekit.errors import UsageError
from rulekit.run.audit import Audit, read_json
from rulekit.run.columns import find_columns
from rulekit.run.desk import reader_of, readers_of, sha256
from rulekit.run.manifest import Manifest, refusal
from rulekit.run.recipe import TIMEOUT, Recipe
from rulekit.run.runner import run_tasks
from rulekit.run.settings import Settings
from rulekit.run.shard import BLOCK, Job, Shard, Task
from rulekit.run.source import find_source, tree_excludes
from rulekit.run.table import arrow, wheel_versions
from rulekit.run.work import Progress, Work


@dataclass(frozen=True)
class Wish:
    """What a user wants of a corpus. `signals` is "", "used" or "all"."""

    words: tuple[str, ...]
    out: str
    reader: str = ""
    columns: str = ""
    language: str = ""
    signals: str = ""
    kept: bool = False
    dropped: bool = False
    exclude: tuple[str, ...] = ()
    timeout: float = TIMEOUT
    block: int = BLOCK


class Filter:
    """One run over a corpus. Raises RulekitError when it cannot be begun, with why."""

    def __init__(self, settings: Settings, wish: Wish) -> None:
        arrow()
        self.wish = wish
        self.settings = replace(
            settings,
            used_signals=wish.signals == "used",
            all_signals=wish.signals == "all",
        )
        self.engine = self.settings.build()
        if wish.language and not self.engine.plan.catalog.table.named(wish.language):
            raise UsageError(f"--language {wish.language}: no such language is known")
        exclude = (*tree_excludes(self.engine.plan.choice), *wish.exclude)
        readers = readers_of(self.engine, exclude, wish.out)
        self.source = find_source(wish.words, readers, reader=wish.reader, out=wish.out)
        self.columns, self.form = find_columns(self.source.shards, readers, wish.columns)
        self.job = Job(
            self.columns,
            out=os.path.abspath(wish.out),
            kept=wish.kept,
            dropped=wish.dropped,
            language=wish.language,
            readings=_readings(self.engine, wish.signals),
            exclude=exclude,
            block=wish.block,
        )
        self.audit = Audit(Path(wish.out))
        self.manifest = Manifest(
            identity(self.engine.plan),
            self.job,
            self.source.shards,
            wish.signals,
            wheel_versions(),
        )
        self.readers = readers
        self.ended, self.work = self._take_up()

    @property
    def recipe(self) -> Recipe:
        """What the workers are built from."""
        plan = self.manifest.plan
        return Recipe(self.settings, self.job, self.wish.timeout, os.getcwd(), plan)

    def _take_up(self) -> tuple[bool, Work]:
        """Whether the audit has ended, and what is left; raises UsageError if it is another's."""
        ended = self.manifest.refuse_to_mix(self.audit)
        work = Work(self.source.shards, self.audit, self.wish.block)
        known = {one.shard.name: one.facts for one in work.shards if one.facts}
        if ended:
            manifest = read_json(self.audit.manifest)
            work.tally = Tally.of(manifest["counts"])
            known = {one["name"]: one for one in manifest["shards"]}
        changed = [
            f"the shard {shard.name} has changed"
            for shard in self.source.shards
            if (facts := known.get(shard.name))
            and _differs(reader_of(self.readers, shard.reader), shard, facts)
        ]
        if changed:
            raise refusal(self.audit, changed)
        return ended, work

    def run(self, opened: Callable[[], Sequence[Place]]) -> Iterator[tuple[Task, Progress]]:
        """Do what is left to do at the places that are `opened`, and tell each task that is done.

        Nothing is opened when nothing is left. It ends with a finished audit.
        """
        with _Lock(self.audit):
            if not self.ended:  # or another run has come before the lock
                self.ended, self.work = self._take_up()
            if not self.ended:
                yield from self._run(opened)
            shutil.rmtree(self.audit.work, ignore_errors=True)

    def _run(self, opened: Callable[[], Sequence[Place]]) -> Iterator[tuple[Task, Progress]]:
        if not self.audit.manifest.exists():
            self.audit.write_json(self.audit.manifest, self.manifest.begun())
        for task, one in run_tasks(self.work, opened()):
            if task.do == "close":  # not by the worker, which may be that of a dead run
                shutil.rmtree(self.audit.blocks(task.number), ignore_errors=True)
            yield task, one
        closed = [read_json(self.audit.closed(one.number)) for one in self.work.shards]
        facts = [one["facts"] for one in closed]
        tallies = [Tally.of(one["counts"]) for one in closed]
        self.audit.write_json(self.audit.manifest, self.manifest.ended(facts, tallies))


def _readings(engine: Engine, signals: str) -> tuple[str, ...]:
    """Names of the signals whose readings are kept, sorted."""
    plan = engine.plan
    rules = (
        plan.selected if signals == "used" else [file.rule for file in plan.catalog.rules.values()]
    )
    if not signals:
        return ()
    names = {signal.name for rule in rules for signal in rule.signals}
    return tuple(sorted(names | (set(plan.catalog.signals) if signals == "all" else set())))


def _differs(reader: Reader, shard: Shard, facts: Mapping[str, Any]) -> bool:
    """Whether a shard is not what it was. Equal size and time of change are believed."""
    status = os.stat(shard.path)
    if (status.st_size, status.st_mtime_ns) == (facts["size"], facts.get("changed")):
        return False
    digest: str = facts["sha256"]
    return digest != sha256(reader, shard.path)


class _Lock:
    """Only one run at a time writes an audit. The system frees it when the run dies."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.file: IO[str] | None = None

    def __enter__(self) -> None:
        self.audit.work.mkdir(parents=True, exist_ok=True)
        with suppress(ImportError):  # Windows has no such lock
            import fcntl

            self.file = open(self.audit.work / "lock", "w")
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.file.close()
                message = f"another `rulekit filter` is writing `{self.audit.folder}`"
                raise UsageError(message) from None

    def __exit__(self, *_: object) -> None:
        if self.file:
            self.file.close()
