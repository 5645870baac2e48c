"""Tasks of a curation, done in one process: rows in their stages, groups, settling."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import Any

from rulekit.audit.block_files import BlockFiles
from rulekit.audit.close_shard import close
from rulekit.audit.folder import AuditFolder
from rulekit.audit.sealed import read_sealed
from rulekit.catalog.languages import Languages
from rulekit.corpus.job import CorpusJob, Task
from rulekit.corpus.row import with_partition
from rulekit.corpus.verdict_columns import writer_of
from rulekit.curate.arrays import Numbering
from rulekit.curate.job import CurationJob
from rulekit.curate.journal import Journal
from rulekit.curate.last_rows import LastRows
from rulekit.curate.pipeline import build_pipeline
from rulekit.curate.stage_outputs import block_kind, stage_outputs
from rulekit.curate.stage_rows import FeatureRows, MiddleRows, StagePlan, StageRows
from rulekit.curate.stages import stages_of
from rulekit.curate.work import Work
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError
from rulekit.hooks.reader import EditingReader, Row, RowWriter
from rulekit.places.near import forget
from rulekit.places.place import Place, place_of
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.run.group_tasks import GroupTasks, part_file
from rulekit.run.surroundings import Surroundings
from rulekit.run.tasks import TaskRunner, Tell
from rulekit.run.tasks import Work as Doing
from rulekit.run.whereabouts import NO_ROW

CORPUS = "corpus.json"  # the rows of each shard, once they are all known


def corpus_file(out: Place) -> Place:
    """The file of a run that says how many rows each shard has."""
    return out / "work" / CORPUS


class CurationRunner(TaskRunner):
    """Does the tasks of all stages. A task gives the same bytes wherever it is done."""

    def __init__(
        self,
        engine: Engine,
        options: PlanOptions,
        job: CorpusJob,
        curation: CurationJob,
        surroundings: Surroundings | None = None,
    ) -> None:
        super().__init__(engine, job, surroundings)
        self.curation = curation
        parts, by_profile = engine.plan.pipeline_parts, engines(engine, options)
        pipeline = build_pipeline(parts, by_profile, curation.source, curation.key)
        if pipeline.hash != curation.hash:
            raise _another(curation)
        self.work = Work(place_of(job.out or ""), pipeline, stages_of(pipeline))
        self.stage = self.work.stages[0]
        self._journal: Journal | None = None
        self._plan: StagePlan | None = None

    def do(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Do a task of a stage."""
        stage = self.work.stages[task.stage]
        if stage != self.stage:
            self.stage, self._cursor, self._journal, self._plan = stage, None, None, None
            forget()
        return super().do(task, tell)

    @property
    def names(self) -> tuple[str, ...]:
        """Columns that are read: the usual ones, and those that steps ask for."""
        return tuple(dict.fromkeys((*self.job.columns.names, *self.curation.columns.values())))

    @property
    def copies_rows(self) -> bool:
        """True in the last stage, which writes the rows that are kept."""
        return self.stage.is_last

    def _works(self) -> dict[str, Doing]:
        return {**super()._works(), "group": self._group, "settle": self._settle}

    def _folder(self, task: Task) -> AuditFolder:
        return self.work.folder(self.work.stages[task.stage])

    @cached_property
    def numbering(self) -> Numbering:
        """How rows are numbered; it is known when every shard has been opened."""
        path = corpus_file(self.work.out)
        known = read_sealed(path, {"run": self.job.run})
        if known is None:
            raise FileNotFoundError(2, "somebody removed it", str(path))
        return Numbering(tuple(known["rows"]))

    def _judge(self, task: Task, tell: Tell) -> dict[str, Any]:
        rows = self._block(task)
        with BlockFiles(self._folder(task), task.number, task.start) as files:
            kept = self._kept(task, files)
            copied = missing = 0
            for number, row in self._rows(self._alive(task), tell):
                raw = with_partition(row.raw, task.shard.partition, self.names)
                text = self.surroundings.guard(partial(rows.take, number, raw))
                if kept and text is not None:
                    copied += row.whole is not None
                    missing += row.whole is None
                    self._copy(task, kept, row, text)
            tell(NO_ROW, "write")
            for kind, write in rows.block.files():
                write(files.new(block_kind(kind)))
            if not self.stage.is_last:
                rows.block.count(task.stop - task.start)
            done = {
                "stop": task.stop,
                "copied": {"kept": copied, "dropped": 0},
                "not_copied": missing,
                "counts": rows.block.tally.totals(),
                "steps": rows.block.steps,
            }
            self._seal(files, task, done)
        return {"counts": done["counts"]}

    def _kept(self, task: Task, files: BlockFiles) -> RowWriter | None:
        """Open a writer for the rows that are kept; None before the last stage."""
        if not self.stage.is_last:
            return None
        writer = writer_of(self._reader(task.shard), self.job, task.shard.path, files.new("kept"))
        return files.stack.enter_context(writer)

    def _copy(self, task: Task, kept: RowWriter, row: Row, text: str) -> None:
        """Write a row that is kept, with its text if that was edited."""
        whole = row.whole
        if whole is None:
            return
        if text:
            reader = self._reader(task.shard)
            if not isinstance(reader, EditingReader):
                raise RulekitError(f"the reader `{reader.name}` cannot write edited texts")
            whole = reader.edited(whole, self.job.columns.content, text)
        kept.write(whole)

    def _alive(self, task: Task) -> Task:
        """The task with the rows that come into question: of the last stage, all."""
        if self.stage.is_last or self.stage.number == 0:
            return task
        journal = self._at_shard(task)
        rows = journal.alive_in(task.start, task.stop)
        if self.stage.do == "features":
            rows = journal.candidates(self.stage.noted or 0, task.start, task.stop)
        return replace(task, rows=tuple(rows))

    def _block(self, task: Task) -> StageRows:
        kinds = {"features": FeatureRows, "rows": LastRows if self.stage.is_last else MiddleRows}
        kind: Any = kinds[self.stage.do]
        rows: StageRows = kind(self.plan, task.shard, self._at_shard(task), task.start, task.stop)
        return rows

    def _at_shard(self, task: Task) -> Journal:
        """The journal of a shard; of one at a time, as its tables are held."""
        found = self._journal
        if found is None or found.shard != task.number:
            numbering = self.numbering if self.stage.number else Numbering(())
            names = self.curation.shards
            found = Journal(self.work, self.stage, task.number, names, numbering)
        self._journal = found
        return found

    @property
    def plan(self) -> StagePlan:
        """What all blocks of the stage have in common."""
        if self._plan is None:
            languages, job = self._languages, self.job
            settled = self._settled_before()
            self._plan = StagePlan(self.work, self.stage, job, self.curation, languages, settled)
        return self._plan

    @cached_property
    def _languages(self) -> Languages:
        """All languages, whose grammars query only for what the steps ask."""
        catalog, needs = self.engine.plan.catalog, self.work.pipeline.needs
        if needs is None:
            return catalog.languages
        return catalog.languages.restricted_to(dict.fromkeys(catalog.syntaxes, needs))

    def _settled_before(self) -> dict[str, dict[str, Any]]:
        """What earlier stages have settled, by the id of the step."""
        settled = {}
        for stage in self.work.before(self.stage):
            if stage.do == "settle" and stage.noted is not None:
                folder = self.work.folder(stage)
                told = read_sealed(part_file(folder, 0), {"run": self.job.run}) or {}
                settled[self.work.pipeline.steps[stage.noted].id] = told.get("settled", {})
        return settled

    def _group(self, task: Task, tell: Tell) -> dict[str, Any]:
        tell(NO_ROW, "write")
        return GroupTasks(self.work, self.numbering, self.job.run).group(task, self.stage)

    def _settle(self, task: Task, tell: Tell) -> dict[str, Any]:
        tasks = GroupTasks(self.work, self.numbering, self.job.run)
        return tasks.settle(task, self.stage, partial(tell, NO_ROW, "write"))

    def _close(self, task: Task, tell: Tell) -> dict[str, Any]:
        """Put the blocks of a shard together."""
        tell(NO_ROW, "write")
        audit, reader, pipeline = self._folder(task), self._reader(task.shard), self.work.pipeline
        outputs = stage_outputs(pipeline, self.stage, self.job, task, reader, audit)
        return close(self.job, task, reader, audit, outputs)


def _another(curation: CurationJob) -> RulekitError:
    """The error of a worker whose pipeline is not that of the run: files that it reads differ."""
    source = curation.source
    message = f"a file that `{source.path}` reads is another than that of the run"
    same = f"have the same files in `{source.folder}` on every machine, and as long as it runs"
    return RulekitError([Problem(message, remedy=same)])
