"""The stages of a curation, one after the other, on the same executors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.manifest import refusal
from rulekit.corpus.job import Shard, Task
from rulekit.corpus.share import Share
from rulekit.curate.arrays import Numbering
from rulekit.curate.stages import Stage
from rulekit.curate.work import Work
from rulekit.places.waiting import tell_waiting
from rulekit.run.lots import Lots
from rulekit.run.scheduler import Differs, Scheduler
from rulekit.run.shard_progress import size_of_shard
from rulekit.run.shared_work import LotWork, SharedWork
from rulekit.run.stage_files import StageFiles, Told
from rulekit.run.stage_work import PartWork, ShardWork, changed


class Stages:
    """All stages of a run; what is there of an earlier one is taken up.

    `told` is what groups and settling have to tell, by the id of the step. A task of an array has
    a `share`, and does what others leave of each stage; `is_over` says if they have ended the run.
    """

    def __init__(
        self,
        work: Work,
        shards: Sequence[Shard],
        run: str,
        block: int,
        differs: Differs,
        share: Share | None = None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self.work = work
        self.shards = shards
        self.run = run
        self.block = block
        self.differs = differs
        self.share = share
        self.is_over = is_over
        self.files = StageFiles(work, shards, run)
        self.told: dict[str, dict[str, Any]] = {}
        self.at = 0
        self.now: LotWork | SharedWork | None = None
        self.ended = False
        self._waited_at = -1
        self.rows = 0  # that this process has looked at, in all stages

    @property
    def stage(self) -> Stage:
        """The stage that is under way."""
        return self.work.stages[self.at]

    @property
    def numbering(self) -> Numbering:
        """How rows are numbered."""
        return self.files.numbering

    @property
    def scheduler(self) -> Scheduler | None:
        """The scheduler of the shards that are worked at; None while parts are done."""
        return None if isinstance(self.now, PartWork) or self.now is None else self.now.scheduler

    def take(self, executor: int) -> Task | None:
        """Hand out the next task, of the next stage when one is over."""
        while not self.ended:
            if self.now is None:
                self._begin()
            elif task := self.now.take(executor):
                return replace(task, stage=self.at)
            elif self.now.is_over:
                self._end(self.now)
            elif isinstance(self.now, SharedWork) and self.now.is_idle:
                self._wait(self.now.lots)
            else:
                return None
        return None

    def done(self, task: Task, answer: dict[str, Any]) -> Any:
        """Take the answer to a task; the progress of its shard, or None for other tasks."""
        self.rows += task.stop - task.start if task.do == "judge" else 0
        return self.now.done(task, answer) if self.now else None

    def close(self) -> None:
        """Let go of all that this task holds."""
        if isinstance(self.now, SharedWork):
            self.now.lots.close()

    def forget(self) -> None:
        """Look at the last stage anew, of which something is missing."""
        if isinstance(self.now, SharedWork):
            self.now.lots.forget()

    def _begin(self) -> None:
        """Begin the next stage, or pass it over when it was ended before."""
        stage = self.stage
        if stage.number and not self.files.knows_corpus():
            self.files.forget()
            self.at, self.told = 0, {}
            return
        if (told := self.files.over(stage)) is not None:
            self._after(stage, told)
            return
        self.work.folder(stage).work.mkdir(parents=True, exist_ok=True)
        self.now = self._shared(stage, self.share) if self.share else self._work(stage)

    def _shared(self, stage: Stage, share: Share) -> SharedWork:
        audit = AuditFolder(self.work.out)
        share = share.of_few(len(self.shards) if stage.reads_rows else self.files.parts(stage))
        shared = Lots(audit, stage.name, share, self.run, self.is_over)
        return SharedWork(shared, lambda share: self._work(stage, share))

    def _work(self, stage: Stage, share: Share | None = None) -> LotWork:
        """The work of a stage: all of it, or one lot."""
        folder = self.work.folder(stage)
        if not stage.reads_rows:
            parts = self.files.parts(stage)
            some = range(share.number - 1, parts, share.count) if share else None
            return PartWork(folder, stage.do, parts, self.run, some)
        mine = None
        if share:
            mine = share.of(self.shards, [size_of_shard(one) for one in self.shards])
        numbers = [*range(len(self.shards))] if mine is None else mine
        if stage.number:
            self.files.know_shards(folder, numbers)
        scheduler = Scheduler(self.shards, folder, self.block, self.run, self.differs, mine=mine)
        if others := [*self._others(numbers), *scheduler.changed]:
            changed_names = [f"the shard {name} has changed" for name in dict.fromkeys(others)]
            raise refusal(AuditFolder(self.work.out), changed_names)
        return ShardWork(scheduler)

    def _others(self, numbers: Sequence[int]) -> list[str]:
        """Names of those shards that are others than the first stage has found."""
        known = self.files.corpus["shards"]  # none, while the first stage goes on
        pairs = [(self.shards[number], known[number]) for number in numbers if known]
        return [shard.name for shard, facts in pairs if self.differs(shard, facts)]

    def _wait(self, shared: Lots) -> None:
        """Wait for the tasks that are at the stage; it is over if they have ended the run."""
        self.ended = self.is_over()
        if self.ended:
            return
        if self._waited_at < self.at:
            tell_waiting(f"other tasks are at {self.stage.name}")
        self._waited_at = self.at
        shared.pause()

    def _end(self, now: LotWork | SharedWork) -> None:
        """End a stage; of a shared one, another task may do so, or have done it."""
        stage = self.stage
        if isinstance(now, SharedWork):
            self._end_shared(stage, now.lots)
            return
        if isinstance(now, ShardWork) and now.changed:
            self.ended = True
            raise changed(now.changed)
        self._after(stage, self.files.end(stage))

    def _end_shared(self, stage: Stage, shared: Lots) -> None:
        if stage.is_last:
            self.ended = True  # what is left is for the run
        elif shared.take_end():
            if self.files.is_whole(stage):
                self._after(stage, self.files.end(stage))
                shared.end()
            else:
                shared.forget()
        elif not shared.is_ended:
            self._wait(shared)
        elif (told := self.files.told(stage)) is not None:
            self._after(stage, told)
        else:
            shared.forget()

    def _after(self, stage: Stage, told: Told) -> None:
        if stage.noted is not None:
            step = self.work.pipeline.steps[stage.noted].id
            about = {name: one for name, one in told.items() if name not in ("run", "files")}
            self.told[step] = {**self.told.get(step, {}), **about}
        self.now = None
        self.ended = stage.is_last
        self.at += not stage.is_last
