"""A curation before its first task: its pipeline, corpus and columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

from rulekit.audit.tables import wheel_versions
from rulekit.corpus.columns import OPTION
from rulekit.curate.columns import column_words, fact_columns
from rulekit.curate.job import CurationJob
from rulekit.curate.pipeline import Pipeline, build_pipeline
from rulekit.curate.pipeline_source import find_pipeline
from rulekit.curate.stages import stages_of
from rulekit.curate.work import Work
from rulekit.errors import Problem, UsageError
from rulekit.hooks.reader import EditingReader
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.afresh import engines
from rulekit.run.curation_manifest import CurationManifest
from rulekit.run.prepared import FilterOptions, PreparedRun
from rulekit.run.worker_config import WorkerConfig


@dataclass(frozen=True)
class CurateOptions:
    """The pipeline of a run, the part of its steps that is done, and the key of hashes.

    With an `output`, its steps are those for that output of another run.
    """

    pipeline: str
    only: tuple[str, ...] = ()
    until: str = ""
    output: str = ""
    key: str = field(default="", repr=False)


class PreparedCuration(PreparedRun):
    """Engine, corpus, job and pipeline of a run; nothing is written."""

    def __init__(self, options: PlanOptions, wanted: FilterOptions, curate: CurateOptions) -> None:
        self.curate = curate
        super().__init__(options, replace(wanted, kept=True))
        self._refuse_unable()

    @cached_property
    def pipeline(self) -> Pipeline:
        """The pipeline, its steps built."""
        parts = self.engine.plan.pipeline_parts
        said = self.curate
        source = find_pipeline(parts, said.pipeline, said.only, said.until)
        source = replace(source, output=said.output)
        return build_pipeline(parts, engines(self.engine, self.options), source, said.key)

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
            keyed=_known_by(self.curate.key),
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
        pipeline = self.pipeline
        return CurationJob(pipeline.source, self.facts, names, self.curate.key, pipeline.hash)

    @property
    def worker_config(self) -> WorkerConfig:
        """Configuration of the workers."""
        return replace(super().worker_config, curation=self.curation)

    @cached_property
    def work(self) -> Work:
        """The folders of the stages."""
        return Work(self.audit.folder.absolute(), self.pipeline, stages_of(self.pipeline))


def _known_by(key: str) -> str | None:
    """A word by which a key is known; None for none. Slow to make, as it must not be guessed."""
    if not key:
        return None
    return hashlib.scrypt(key.encode(), salt=b"rulekit", n=2**14, r=8, p=1, dklen=8).hex()
