"""Judging a corpus in a run that can be stopped and continued, on any executors."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rulekit.audit.checksums import absent
from rulekit.audit.finish import finish
from rulekit.audit.folder import AuditFolder, is_audit
from rulekit.audit.lock import Lock
from rulekit.audit.manifest import Manifest, read_manifest, refusal
from rulekit.audit.tables import arrow, wheel_versions
from rulekit.core.tally import Tally
from rulekit.corpus.columns import find_columns
from rulekit.corpus.job import BLOCK, CorpusJob, Shard, Task
from rulekit.corpus.readers import difference, reader_of, readers_of
from rulekit.corpus.shards import find_source, tree_excludes
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError, UsageError
from rulekit.hooks.runner import Executor
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.dispatch import dispatch
from rulekit.run.scheduler import Scheduler, ShardProgress
from rulekit.run.worker_config import TIMEOUT, WorkerConfig


@dataclass(frozen=True)
class FilterOptions:
    """Options of a run over a corpus beside those of the plan. `signals` is "", "used" or "all"."""

    sources: tuple[str, ...]
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
    """A run over a corpus. Raises RulekitError with the reason when it cannot begin."""

    def __init__(self, options: PlanOptions, wanted: FilterOptions) -> None:
        arrow()
        self.wanted = wanted
        self.options = replace(
            options,
            used_signals=wanted.signals == "used",
            all_signals=wanted.signals == "all",
        )
        self.engine = build_engine(self.options)
        if wanted.language and not self.engine.plan.catalog.table.named(wanted.language):
            raise UsageError(f"--language {wanted.language}: no such language is known")
        exclude = (*tree_excludes(self.engine.plan.project), *wanted.exclude)
        readers = readers_of(self.engine, exclude, wanted.out)
        self.source = find_source(
            wanted.sources, readers, is_audit, reader=wanted.reader, out=wanted.out
        )
        self.columns, self.form = find_columns(self.source.shards, readers, wanted.columns)
        self.job = CorpusJob(
            self.columns,
            out=os.path.abspath(wanted.out),
            kept=wanted.kept,
            dropped=wanted.dropped,
            language=wanted.language,
            readings=_readings(self.engine, wanted.signals),
            exclude=exclude,
            block=wanted.block,
        )
        self.audit = AuditFolder(Path(wanted.out))
        self.manifest = Manifest(
            fingerprint(self.engine.plan),
            self.job,
            self.source.shards,
            wanted.signals,
            wheel_versions(),
        )
        self.job = replace(self.job, run=self.manifest.run)
        self.readers = readers
        self.ended, self.work = self._take_up()

    @property
    def worker_config(self) -> WorkerConfig:
        """Configuration of the workers."""
        plan = self.manifest.plan
        return WorkerConfig(self.options, self.job, self.wanted.timeout, os.getcwd(), plan)

    def _take_up(self) -> tuple[bool, Scheduler]:
        """True if the audit has ended, and the rest of the work; UsageError if it is another's."""
        ended = self.manifest.refuse_to_mix(self.audit)
        shards, audit, run = self.source.shards, self.audit, self.job.run
        work = Scheduler(shards, audit, self.wanted.block, run, self._differs)
        changed = work.changed
        if ended:
            manifest = read_manifest(audit) or {}
            work.tally = Tally.of(manifest["counts"])
            facts = {one["name"]: one for one in manifest["shards"]}
            changed = [one.name for one in shards if self._differs(one, facts[one.name])]
        if changed:
            raise refusal(audit, [f"the shard {name} has changed" for name in changed])
        if ended and (missing := absent(audit)):
            raise _incomplete(audit, missing)
        return ended, work

    def _differs(self, shard: Shard, facts: Mapping[str, Any]) -> str:
        reader = reader_of(self.readers, shard.reader)
        return difference(reader, shard, facts, believe_stamp=True)

    def run(self, opened: Callable[[], Sequence[Executor]]) -> Iterator[tuple[Task, ShardProgress]]:
        """Do the rest of the work on the executors that are `opened`; yield each task when done.

        Nothing is opened when nothing is left. It ends with a finished audit, or with a
        RulekitError that names the shards which have changed while they were judged.
        """
        with Lock(self.audit):
            if not self.ended:  # or another run has come before the lock
                self.ended, self.work = self._take_up()
            if not self.ended:
                yield from self._run(opened)
            shutil.rmtree(self.audit.work, ignore_errors=True)

    def _run(
        self, opened: Callable[[], Sequence[Executor]]
    ) -> Iterator[tuple[Task, ShardProgress]]:
        self.audit.write_json(self.audit.manifest, self.manifest.begun())
        for task, answer in dispatch(self.work.take, opened()):
            one = self.work.done(task, answer)
            if task.do == "close" and one.closed:  # not by the worker, which may be a dead run's
                shutil.rmtree(self.audit.blocks(task.number), ignore_errors=True)
            yield task, one
        if changed := [one for one in self.work.shards if one.changed]:
            raise _changed(changed)
        finish(self.audit, self.manifest, [one.shard for one in self.work.shards])


def _incomplete(audit: AuditFolder, missing: Sequence[str]) -> UsageError:
    more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
    message = f"`{audit.folder}` holds a finished audit without {missing[0]}{more}"
    remedy = "take it from where it was copied; to judge anew, remove the folder or name another"
    return UsageError([Problem(message, remedy=remedy)])


def _changed(changed: Sequence[ShardProgress]) -> RulekitError:
    problems = [
        Problem(
            f"the shard {one.shard.name} was changed while it was judged: {one.changed}",
            remedy="nothing of it is in the audit; the same command judges it anew",
        )
        for one in changed
    ]
    return RulekitError(problems)


def _readings(engine: Engine, signals: str) -> tuple[str, ...]:
    """Names of the signals whose readings are kept, sorted."""
    plan = engine.plan
    rules = (
        plan.selected if signals == "used" else [file.rule for file in plan.catalog.rules.values()]
    )
    if not signals:
        return ()
    names = {signal.name for rule in rules for signal in rule.signals}
    return tuple(
        sorted(names | (set(plan.catalog.names.named_signals) if signals == "all" else set()))
    )
