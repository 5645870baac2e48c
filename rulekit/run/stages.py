"""The stages of a curation, one after the other, on the same executors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rulekit.audit.checksums import Sizes
from rulekit.audit.close_shard import merged_steps
from rulekit.audit.folder import AuditFolder
from rulekit.audit.manifest import refusal
from rulekit.audit.sealed import DamagedError, read_sealed
from rulekit.corpus.job import Shard, Task
from rulekit.curate.arrays import Numbering
from rulekit.curate.copies import merged_told, parts_of
from rulekit.curate.stage_rows import NULL
from rulekit.curate.stages import Stage
from rulekit.curate.work import Work
from rulekit.errors import Problem, RulekitError
from rulekit.places.place import Place, files_of, matching
from rulekit.run.curation_tasks import corpus_file
from rulekit.run.group_tasks import part_file
from rulekit.run.scheduler import Differs, Scheduler
from rulekit.run.shard_progress import ShardProgress
from rulekit.run.stage_work import PartWork, ShardWork, StageWork


class Stages:
    """All stages of a run; what is there of an earlier one is taken up.

    `told` is what groups and settling have to tell, by the id of the step.
    """

    def __init__(
        self, work: Work, shards: Sequence[Shard], run: str, block: int, differs: Differs
    ) -> None:
        self.work = work
        self.shards = shards
        self.run = run
        self.block = block
        self.differs = differs
        self.told: dict[str, dict[str, Any]] = {}
        self.at = 0
        self.now: StageWork | None = None
        self._known: dict[str, Any] = {}
        self.ended = False

    @property
    def stage(self) -> Stage:
        """The stage that is under way."""
        return self.work.stages[self.at]

    @property
    def scheduler(self) -> Scheduler | None:
        """What schedules shards now; None while parts are done."""
        return self.now.scheduler if isinstance(self.now, ShardWork) else None

    @property
    def rows(self) -> int:
        """Rows that are done of the stage."""
        return self.scheduler.tally.total if self.scheduler else 0

    def take(self, executor: int) -> Task | None:
        """Hand out the next task, of the next stage when one is over."""
        while not self.ended:
            if self.now is None:
                self._begin()
            now = self.now
            if now is None:
                continue
            if task := now.take(executor):
                return replace(task, stage=self.at)
            if not now.is_over:
                return None
            self._end(now)
        return None

    def done(self, task: Task, answer: dict[str, Any]) -> Any:
        """Take the answer to a task; the progress of its shard, or None for other tasks."""
        return self.now.done(task, answer) if self.now else None

    def _begin(self) -> None:
        """Begin the next stage, or pass it over when it was ended before."""
        stage = self.stage
        if stage.number and not self._knows_corpus():
            for path in matching(self.work.out / "work" / "stages", "*.json"):
                path.unlink()  # what was done of shards is still there, and is taken up
            self.at, self.told = 0, {}
            return
        if (told := self._over(stage)) is not None:
            self._after(stage, told)
            return
        folder = self.work.folder(stage)
        folder.work.mkdir(parents=True, exist_ok=True)
        if stage.reads_rows:
            if stage.number:
                self._know_shards(folder)
            scheduler = Scheduler(self.shards, folder, self.block, self.run, self.differs)
            if others := [*self._others(), *scheduler.changed]:
                changed_names = [f"the shard {name} has changed" for name in dict.fromkeys(others)]
                raise refusal(AuditFolder(self.work.out), changed_names)
            self.now = ShardWork(scheduler)
        else:
            self.now = PartWork(folder, stage.do, self._parts(stage), self.run)

    def _knows_corpus(self) -> bool:
        """True if the file is whole that says how many rows each shard has."""
        path = corpus_file(self.work.out)
        try:
            return read_sealed(path, {"run": self.run}) is not None
        except DamagedError:
            path.unlink(missing_ok=True)
            return False

    def _parts(self, stage: Stage) -> int:
        if stage.do == "settle" or stage.noted is None:
            return 1
        return parts_of(self.work.records(stage.noted, self.numbering).count())

    @property
    def numbering(self) -> Numbering:
        """How rows are numbered."""
        return Numbering(tuple(self._corpus["rows"]))

    @property
    def _corpus(self) -> dict[str, Any]:
        """The rows of each shard, and their facts, as the first stage has found them."""
        if not self._known:
            nothing = {"rows": (), "shards": ()}
            self._known = read_sealed(corpus_file(self.work.out), {"run": self.run}) or nothing
        return self._known

    def _end(self, now: StageWork) -> None:
        """End a stage: it is said in a file, so that it is not begun again."""
        stage = self.stage
        if isinstance(now, ShardWork) and (others := now.changed):
            self.ended = True
            raise changed(others)
        if stage.number == 0 and isinstance(now, ShardWork):
            rows = [one.facts["rows"] for one in now.scheduler.shards]
            facts = [one.facts for one in now.scheduler.shards]
            self._write(corpus_file(self.work.out), {"rows": rows, "shards": facts})
            self._known = {}
        told = self._summary(stage, now)
        if not stage.is_last:
            self._write(self._file(stage), told)
        self._after(stage, told)

    def _after(self, stage: Stage, told: Mapping[str, Any]) -> None:
        if stage.noted is not None:
            step = self.work.pipeline.steps[stage.noted].id
            about = {name: one for name, one in told.items() if name not in ("run", "files")}
            self.told[step] = {**self.told.get(step, {}), **about}
        self.now = None
        self.ended = stage.is_last
        self.at += not stage.is_last

    def _summary(self, stage: Stage, now: StageWork) -> dict[str, Any]:
        """What is told of a stage that groups or settles."""
        if isinstance(now, ShardWork):
            return self._nulls(stage) if stage.noted is not None else {}
        if not isinstance(now, PartWork):
            return {}
        files = [part_file(now.folder, number) for number in range(now.parts)]
        told = [read_sealed(path, {"run": self.run}) or {} for path in files]
        if stage.do == "settle":
            return {name: one for name, one in told[0].items() if name != "run"}
        return merged_told(told) if told and "copies" in told[0] else {}

    def _nulls(self, stage: Stage) -> dict[str, Any]:
        """How many rows had no value in a column that says which copy is kept."""
        folder = self.work.folder(stage)
        closed = (
            read_sealed(folder.closed(number), {"run": self.run}) or {}
            for number in range(len(self.shards))
        )
        counts = merged_steps(one.get("steps", {}) for one in closed).get("", {})
        nulls = {
            name.removeprefix(NULL): count
            for name, count in sorted(counts.items())
            if name.startswith(NULL)
        }
        compared = counts.get("rows", 0)
        return {"compared": compared, "nulls": nulls} if compared else {}

    def _file(self, stage: Stage) -> Place:
        return self.work.out / "work" / "stages" / f"{stage.name}.json"

    def _over(self, stage: Stage) -> dict[str, Any] | None:
        """What was told of a stage that is over; None when it is not, or not whole any more."""
        if stage.is_last:
            return None
        path = self._file(stage)
        try:
            told = read_sealed(path, {"run": self.run})
        except DamagedError:
            told = None
        if told is None or not self._is_whole(stage):
            path.unlink(missing_ok=True)
            return None
        return told

    def _is_whole(self, stage: Stage) -> bool:
        """True if every file that a stage has written is there, in its size."""
        folder = self.work.folder(stage)
        if not stage.reads_rows:
            return not PartWork(folder, stage.do, self._parts(stage), self.run).left
        sizes = Sizes(folder)
        try:
            closed = [
                read_sealed(folder.closed(number), {"run": self.run})
                for number in range(len(self.shards))
            ]
        except DamagedError:
            return False
        return all(one and not sizes.missing(one["files"]) for one in closed)

    def _write(self, path: Place, data: Mapping[str, Any]) -> None:
        AuditFolder(self.work.out).write_sealed(path, {"run": self.run, **data})

    def _others(self) -> list[str]:
        """Names of the shards that are others than the first stage has found."""
        pairs = zip(self.shards, self._corpus["shards"], strict=False)
        return [shard.name for shard, facts in pairs if self.differs(shard, facts)]

    def _know_shards(self, folder: AuditFolder) -> None:
        """Tell a stage the facts of shards that the first one has found."""
        there = {name for name, _ in files_of(folder.work)}
        for number, facts in enumerate(self._corpus["shards"]):
            path = folder.facts(number)
            if f"{path.parent.name}/{path.name}" not in there:
                folder.write_sealed(path, facts)


def changed(shards: Sequence[ShardProgress]) -> RulekitError:
    """The error for shards that were changed while a run was at them."""
    problems = [
        Problem(
            f"the shard {one.shard.name} was changed while it was read: {one.changed}",
            remedy="what was done of others is kept; begin anew, in another folder",
        )
        for one in shards
    ]
    return RulekitError(problems)
