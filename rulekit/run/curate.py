"""Curating a corpus in a run that can be stopped and continued, on any executors."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rulekit.audit.checksums import absent
from rulekit.audit.close_shard import merged_steps
from rulekit.audit.finish import finish
from rulekit.audit.folder import read_sealed
from rulekit.audit.lock import Lock
from rulekit.audit.manifest import Manifest, read_manifest, refusal
from rulekit.audit.tables import wheel_versions
from rulekit.core.tally import Tally
from rulekit.corpus.columns import OPTION
from rulekit.corpus.job import Task
from rulekit.curate.columns import column_words, fact_columns
from rulekit.curate.job import CurationJob
from rulekit.curate.journal import Work
from rulekit.curate.pipeline import Pipeline, build_pipeline, find_pipeline
from rulekit.curate.ranks import LAST, Preference
from rulekit.curate.stages import stages_of
from rulekit.errors import Problem, UsageError
from rulekit.hooks.reader import EditingReader
from rulekit.hooks.runner import Executor
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.curation_tasks import engines
from rulekit.run.dispatch import dispatch
from rulekit.run.filter import incomplete
from rulekit.run.prepared import FilterOptions, PreparedRun
from rulekit.run.settled_tables import write_settled
from rulekit.run.shard_progress import ShardProgress
from rulekit.run.stages import Stages
from rulekit.run.worker_config import WorkerConfig


@dataclass(frozen=True)
class CurateOptions:
    """The pipeline of a run, the part of its steps that is done, and the key of hashes."""

    pipeline: str
    only: tuple[str, ...] = ()
    until: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True)
class CurationManifest(Manifest):
    """The manifest of a curation: that of an audit, with its pipeline and columns."""

    pipeline: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    keyed: bool = False

    def begun(self) -> dict[str, Any]:
        """The manifest of a run that begins."""
        about = {"pipeline": dict(self.pipeline), "facts": dict(self.facts), "keyed": self.keyed}
        return {**super().begun(), **about}

    def _changed(self, before: Mapping[str, Any]) -> Iterable[str]:
        yield from super()._changed(before)
        was = before.get("pipeline")
        if was is None:
            yield "it is an audit of `rulekit filter`, and no curation"
            return
        now = self.begun()["pipeline"]
        for name in dict.fromkeys((*was, *now)):
            if name != "steps" and was.get(name) != now.get(name):
                yield f"{name} of the pipeline: {was.get(name)} before, {now.get(name)} now"
        yield from _changed_steps(was["steps"], now["steps"])
        for name in ("facts", "keyed"):
            if before.get(name) != self.begun()[name]:
                yield f"{name}: {before.get(name)} before, {self.begun()[name]} now"


def _changed_steps(
    before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> Iterator[str]:
    old, new = ({one["id"]: one for one in steps} for steps in (before, now))
    yield from (f"the step {name} is new" for name in new if name not in old)
    yield from (f"the step {name} is gone" for name in old if name not in new)
    for name in new:
        if name in old and old[name] != new[name]:
            yield f"the step {name}: {old[name]['settings']} before, {new[name]['settings']} now"
    if old.keys() == new.keys() and list(old) != list(new):
        yield "the steps are in another order"


class PreparedCuration(PreparedRun):
    """Engine, corpus, job and pipeline of a run; nothing is written."""

    def __init__(self, options: PlanOptions, wanted: FilterOptions, curate: CurateOptions) -> None:
        self.curate = curate
        super().__init__(options, replace(wanted, kept=True))
        self._refuse_unable()

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, its steps built."""
        catalog = self.engine.plan.catalog
        said = self.curate
        source = find_pipeline(catalog, said.pipeline, said.only, said.until)
        return build_pipeline(catalog, engines(self.engine, self.options), source)

    @cached_property
    def facts(self) -> dict[str, str]:
        """The columns that steps read, by role."""
        return fact_columns(self.pipeline, self.source.shards, self.readers)

    def _column_words(self) -> tuple[str, str]:
        """Words for the columns: the user's, and those of the pipeline."""
        words = column_words(self.pipeline, self.wanted.columns)
        is_file = words != self.wanted.columns
        return words, f"{self.pipeline.source.path}, corpus: " if is_file else OPTION

    def _manifest(self) -> CurationManifest:
        return CurationManifest(
            fingerprint(self.engine.plan),
            self.job,
            self.source.shards,
            "",
            wheel_versions(),
            self.choice,
            pipeline=self.pipeline.fingerprint,
            facts=self.facts,
            keyed=bool(self.curate.key),
        )

    def _refuse_unable(self) -> None:
        """Raise UsageError for a reader that cannot write what steps have edited."""
        if not self.pipeline.edits:
            return
        for name in dict.fromkeys(shard.reader for shard in self.source.shards):
            if not isinstance(self.readers[name], EditingReader):
                message = f"the reader `{name}` cannot write edited texts"
                remedy = "take out the steps that edit, or convert the corpus to Parquet"
                raise UsageError([Problem(message, remedy=remedy)])

    @property
    def curation(self) -> CurationJob:
        """The curation as the workers are told of it."""
        names = tuple(shard.name for shard in self.source.shards)
        return CurationJob(self.pipeline.source, self.facts, names, self.curate.key)

    @property
    def worker_config(self) -> WorkerConfig:
        """Configuration of the workers."""
        return replace(super().worker_config, curation=self.curation)

    @cached_property
    def work(self) -> Work:
        """The folders of the stages."""
        return Work(self.audit.folder.absolute(), self.pipeline, stages_of(self.pipeline))


class Curation(PreparedCuration):
    """A run over a corpus. Raises RulekitError with the reason when it cannot begin."""

    def __init__(self, options: PlanOptions, wanted: FilterOptions, curate: CurateOptions) -> None:
        super().__init__(options, wanted, curate)
        self.ended = self._take_up()

    def _take_up(self) -> bool:
        """True if the run has ended before; UsageError if the folder is another's."""
        if not self.manifest.refuse_to_mix(self.audit):
            return False
        manifest = read_manifest(self.audit) or {}
        facts = {one["name"]: one for one in manifest["shards"]}
        shards = self.source.shards
        if others := [one.name for one in shards if self.differs(one, facts[one.name])]:
            raise refusal(self.audit, [f"the shard {name} has changed" for name in others])
        if missing := absent(self.audit):
            raise incomplete(self.audit, missing)
        return True

    def run(
        self, opened: Callable[[], Sequence[Executor]]
    ) -> Iterator[tuple[Task, ShardProgress | None, Stages]]:
        """Do the rest of the work on the executors that are `opened`; yield each task when done.

        Nothing is opened when nothing is left. It ends with a finished audit, or with a
        RulekitError that names the shards which have changed while they were read.
        """
        with Lock(self.audit):
            self.ended = self.ended or self._take_up()
            if not self.ended:
                yield from self._run(opened)
            shutil.rmtree(self.audit.work, ignore_errors=True)

    def _run(
        self, opened: Callable[[], Sequence[Executor]]
    ) -> Iterator[tuple[Task, ShardProgress | None, Stages]]:
        self.audit.write_json(self.audit.manifest, self.manifest.begun())
        shards, run = self.source.shards, self.job.run
        stages = Stages(self.work, shards, run, self.job.block, self.differs)
        for task, answer in dispatch(stages.take, opened()):
            one = stages.done(task, answer)
            yield task, one, stages
        told = {"steps": self._steps(stages)}
        files = write_settled(self.audit, told["steps"])
        finish(self.audit, self.manifest, {}, told, files)

    def _steps(self, stages: Stages) -> list[dict[str, Any]]:
        """What is told of each step: rows and bytes in and out, copies, what was settled."""
        closed = (
            read_sealed(self.audit.closed(number), {"run": self.job.run}) or {}
            for number in range(len(self.source.shards))
        )
        counts = merged_steps(one.get("steps", {}) for one in closed)
        nothing = {"rows_in": 0, "bytes_in": 0, "rows_out": 0, "bytes_out": 0, "edits": 0}
        ids = ["", *(step.id for step in self.pipeline.steps)]
        return [
            {"id": one, **nothing, **counts.get(one, {}), **self._named(one, stages)} for one in ids
        ]

    def _named(self, step: str, stages: Stages) -> dict[str, Any]:
        """What a step tells, with the names of columns and the places of rows for numbers."""
        told = stages.told.get(step, {})
        named = dict(told)
        if "largest" in told:
            built: Any = next(one.built for one in self.pipeline.steps if one.id == step)
            names = [*(Preference.of(word).column for word in built.prefer), *LAST]
            named["by"] = {names[int(i)]: count for i, count in sorted(told["by"].items())}
            numbering, shards = self._numbering, self.source.shards
            places = [(numbering.place(number), size) for number, size in told["largest"]]
            named["largest"] = [
                {"kept": f"{shards[shard].name}#row={row}", "rows": size}
                for (shard, row), size in places
            ]
        return named

    @cached_property
    def _numbering(self) -> Any:
        shards = self.source.shards
        return Stages(self.work, shards, self.job.run, self.job.block, self.differs).numbering

    @property
    def tally(self) -> Tally:
        """The counts of a run that has ended."""
        return Tally.of((read_manifest(self.audit) or {})["counts"])

    @property
    def steps(self) -> list[dict[str, Any]]:
        """What is told of each step of a run that has ended."""
        found: list[dict[str, Any]] = (read_manifest(self.audit) or {}).get("steps", [])
        return found
