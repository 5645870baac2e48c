"""Judging a corpus in a run that can be stopped and continued, on any executors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from rulekit.audit.checksums import absent
from rulekit.audit.finish import finish, unclosed
from rulekit.audit.folder import AuditFolder
from rulekit.audit.kept_texts import NAME as TEXTS
from rulekit.audit.kept_texts import keep_texts
from rulekit.audit.lease import JOIN, BusyError, Lease
from rulekit.audit.lock import lock_of
from rulekit.audit.manifest import read_manifest, refusal
from rulekit.audit.read_manifest import read_manifest_and_counts
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.texts import Texts
from rulekit.core.tally import Tally
from rulekit.corpus.job import Task
from rulekit.errors import Problem, RulekitError, UsageError
from rulekit.places.place import remove
from rulekit.plan.options import PlanOptions
from rulekit.run.crew import Executors
from rulekit.run.dispatch import dispatch
from rulekit.run.prepared import FilterOptions, PreparedRun
from rulekit.run.scheduler import Scheduler
from rulekit.run.shard_progress import ShardProgress, size_of_shard


class Filter(PreparedRun):
    """A run over a corpus, or a task of an array of them.

    Raises RulekitError with the reason when it cannot begin.
    """

    writes = True

    def __init__(self, options: PlanOptions, wanted: FilterOptions) -> None:
        if wanted.share and (wanted.limit or wanted.sample):
            chosen = "--limit" if wanted.limit else "--sample"
            message = f"{chosen} and --shard do not go together: rows are chosen from all shards"
            raise UsageError(message)
        super().__init__(options, wanted)
        self.ended, self.work = self._take_up()
        self.left: int | None = None  # shards that other tasks have not closed yet

    def _take_up(self) -> tuple[bool, Scheduler]:
        """True if the audit has ended, and the rest of the work; UsageError if it is another's."""
        ended = self.manifest.refuse_to_mix(self.audit)
        shards, audit, run = self.source.shards, self.audit, self.job.run
        mine = self._share()
        work = Scheduler(shards, audit, self.wanted.block, run, self.differs, self.choice, mine)
        changed = work.changed
        if ended:
            manifest = read_manifest(audit) or {}
            work.tally = Tally.of(manifest["counts"])
            facts = {one["name"]: one for one in manifest["shards"]}
            changed = [one.name for one in shards if self.differs(one, facts[one.name])]
        if changed:
            raise refusal(audit, [f"the shard {name} has changed" for name in changed])
        self._refuse_redrawn(work)
        if ended and (missing := absent(audit)):
            raise incomplete(audit, missing)
        return ended, work

    def _share(self) -> list[int] | None:
        """Numbers of the shards of this task; None for all."""
        if self.wanted.share is None:
            return None
        sizes = [size_of_shard(one) for one in self.source.shards]
        return self.wanted.share.of(self.source.shards, sizes)

    def _refuse_redrawn(self, work: Scheduler) -> None:
        """Raise UsageError for shards that are closed with other rows than are chosen now."""
        if names := work.redrawn:
            why = "others of its rows are chosen now, as another shard has changed"
            raise refusal(self.audit, [f"the shard {name}: {why}" for name in names])

    def run(self, opened: Callable[[], Executors]) -> Iterator[tuple[Task, ShardProgress]]:
        """Do the rest of the work on the executors that are `opened`; yield each task when done.

        Nothing is opened when nothing is left. It ends with a finished audit, or with a
        RulekitError that names the shards which have changed while they were judged.
        """
        if self.ended and self.wanted.share:
            remove(self.audit.work)  # which this task may have begun, not knowing better
            return
        with lock_of(self.audit, self.wanted.share) as tell:
            if not self.ended:  # or another run has come before the lock
                self.ended, self.work = self._take_up()
            if not self.ended:
                for each in self._run(opened):
                    tell(self.work.tally.total)
                    yield each
        if self.wanted.share:
            self._finish_last()
        elif self.ended:
            remove(self.audit.work, as_far_as_it_goes=True)

    def _run(self, opened: Callable[[], Executors]) -> Iterator[tuple[Task, ShardProgress]]:
        self.audit.write_json(self.audit.manifest, self.manifest.begun())
        self._keep_list()
        self.sources.write(self.audit)
        for task, answer in dispatch(self.work.take, opened()):
            one = self.work.done(task, answer)
            self._refuse_redrawn(self.work)
            if task.do == "close" and one.closed:  # not by the worker, which may be a dead run's
                remove(self.audit.blocks(task.number), as_far_as_it_goes=True)
            yield task, one
        if changed := [one for one in self.work.shards if one.changed]:
            raise _changed(changed)
        if not self.wanted.share:
            self._finish()

    def _finish(self) -> None:
        """End the audit, of which every shard is closed."""
        finish(self.audit, self.manifest.begun(), self._passed_over(), files=self._keep_texts())
        self.ended = True

    def _finish_last(self) -> None:
        """End the audit if all tasks have done their shares, unless another is just doing it."""
        if not self.ended:
            self.left = len(unclosed(self.audit, len(self.source.shards)))
        if self.left:
            return
        with suppress(BusyError), Lease(self.audit, JOIN):
            if not self.ended and not self.manifest.refuse_to_mix(self.audit):
                self._finish()
            self.work.tally = Tally.of((read_manifest(self.audit) or {})["counts"])
        remove(self.audit.work, as_far_as_it_goes=True)

    def _keep_texts(self) -> dict[str, str]:
        """Keep a sample of texts with the audit; the hash of the file of them, by its name."""
        if not self.wanted.keep_texts:
            return {}
        tables = AuditTables(self.audit, *read_manifest_and_counts(self.audit))
        shards = {one.name: one for one in self.source.shards}
        texts = Texts(self.engine, self.job, shards, self.readers)
        return {TEXTS: keep_texts(tables, texts, self.wanted.keep_texts, self.engine.plan)}

    def _passed_over(self) -> dict[int, dict[str, Any]]:
        """Facts of the shards of which no row was chosen, by number."""
        return {one.number: one.facts for one in self.work.shards if not one.closed}


def incomplete(audit: AuditFolder, missing: Sequence[str]) -> UsageError:
    """The error for a finished audit that lacks files."""
    more = f" and {len(missing) - 1:,} more" if len(missing) > 1 else ""
    message = f"`{audit.folder}` holds a finished audit without {missing[0]}{more}"
    remedy = "take it from where it was copied; to judge anew, remove the folder or name another"
    return UsageError([Problem(message, remedy=remedy)])


def _changed(changed: Sequence[ShardProgress]) -> RulekitError:
    problems = [
        Problem(
            f"the shard {one.shard.name} was changed while it was judged: {one.changed}",
            remedy="nothing of it is in the audit; the same command judges it anew, if it is there",
        )
        for one in changed
    ]
    return RulekitError(problems)
