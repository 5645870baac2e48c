"""A run over a corpus before its first task: what is judged, by what, and what it is known by."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from rulekit.audit.folder import AuditFolder, is_audit
from rulekit.audit.listed import keep_list, kept_list
from rulekit.audit.manifest import Manifest
from rulekit.audit.sources import Sources
from rulekit.audit.tables import arrow, wheel_versions
from rulekit.corpus.choice import Choice
from rulekit.corpus.columns import OPTION, find_columns
from rulekit.corpus.folder_reader import NAME as TREE
from rulekit.corpus.job import BLOCK, CorpusJob, Shard
from rulekit.corpus.readers import difference, reader_of, readers_of
from rulekit.corpus.shards import CorpusSource, find_source, samples_of
from rulekit.corpus.share import Share
from rulekit.corpus.verdict_columns import refuse_twice, refuse_unable
from rulekit.errors import UsageError
from rulekit.loader import build_engine
from rulekit.places.address import is_address
from rulekit.places.place import absolute, place_of
from rulekit.plan.fingerprint import fingerprint
from rulekit.plan.kept_readings import kept_readings
from rulekit.plan.options import PlanOptions
from rulekit.run.limit import TIMEOUT
from rulekit.run.worker_config import WorkerConfig


@dataclass(frozen=True)
class FilterOptions:
    """Options of a run over a corpus beside those of the plan.

    `signals` is "", "used" or "all"; `keep_texts` is how many texts are kept with the audit.
    Of the corpus, all rows are judged, or the first `limit`, or a `sample` of so many; of all its
    shards, a task of an array judges its `share`.
    """

    sources: tuple[str, ...]
    out: str
    reader: str = ""
    columns: str = ""
    language: str = ""
    signals: str = ""
    kept: bool = False
    dropped: bool = False
    verdict_columns: bool = False
    keep_texts: int = 0
    limit: int | None = None
    sample: int | None = None
    exclude: tuple[str, ...] = ()
    timeout: float = TIMEOUT
    block: int = BLOCK
    share: Share | None = None


class PreparedRun:
    """Engine, corpus and job of a run. Raises RulekitError with the reason when it cannot begin.

    Nothing is written. Without an `out` there is no audit, which is for trying alone.
    """

    writes = False

    def __init__(self, options: PlanOptions, wanted: FilterOptions) -> None:
        arrow()
        self.wanted = wanted
        self.options = replace(
            options,
            used_signals=wanted.signals == "used",
            all_signals=wanted.signals == "all",
            failed_only=True,  # an audit holds no others
        )
        self.engine = build_engine(self.options)
        if wanted.language and not self.engine.plan.table.named(wanted.language):
            raise UsageError(f"--language {wanted.language}: no such language is known")
        self.choice = Choice(wanted.limit, wanted.sample, self.engine.plan.seed)
        exclude = (*self.engine.plan.excludes, *wanted.exclude)
        self.readers = readers_of(self.engine, exclude, wanted.out)
        self.audit = AuditFolder(place_of(wanted.out))
        self.source = self._find_source()
        words, option = self._column_words()
        self.columns, self.form = find_columns(self.source.shards, self.readers, words, option)
        if wanted.verdict_columns:
            self._check_verdict_columns()
        self.job = self._job(exclude)
        self.manifest = self._manifest()
        self.job = replace(self.job, run=self.manifest.run)

    def _find_source(self) -> CorpusSource:
        """The shards: as they were listed when the run was begun, else as they are found now.

        Tasks of an array agree on one list before they begin.
        """
        wanted = self.wanted
        words, reader = wanted.sources, wanted.reader
        if wanted.out and (kept := kept_list(self.audit, words, reader)):
            return kept
        found = find_source(words, self.readers, is_audit, reader=reader, out=wanted.out)
        begins = wanted.share is not None and self.writes and not self.audit.manifest.exists()
        return keep_list(self.audit, words, reader, found) if begins else found

    def _keep_list(self) -> None:
        """Keep the list of shards of a store, which may be others by the time a run goes on."""
        if any(is_address(one.path) for one in self.source.shards):
            keep_list(self.audit, self.wanted.sources, self.wanted.reader, self.source)

    def _column_words(self) -> tuple[str, str]:
        """Words that say which columns are which, and the option that said them."""
        return self.wanted.columns, OPTION

    def _manifest(self) -> Manifest:
        return Manifest(
            fingerprint(self.engine.plan),
            self.job,
            self.source.shards,
            self.wanted.signals,
            wheel_versions(),
            self.choice,
            self.wanted.keep_texts,
        )

    def _job(self, exclude: tuple[str, ...]) -> CorpusJob:
        wanted = self.wanted
        return CorpusJob(
            self.columns,
            out=absolute(wanted.out) if wanted.out else None,
            kept=wanted.kept,
            dropped=wanted.dropped,
            verdict_columns=wanted.verdict_columns,
            language=wanted.language,
            readings=kept_readings(self.engine.plan, wanted.signals),
            exclude=exclude,
            block=wanted.block,
            samples=samples_of(self.source.shards, self.readers),
        )

    def _check_verdict_columns(self) -> None:
        """Raise UsageError when verdicts cannot be written beside rows; of the first shard, now."""
        if not (self.wanted.kept or self.wanted.dropped):
            message = "--write-columns is for rows that are copied: "
            raise UsageError(message + "say --write-kept or --write-dropped, too")
        refuse_unable(self.readers, self.source.shards)
        first = self.source.shards[0]
        refuse_twice(first, self.readers[first.reader].fields(first.path))

    @property
    def places(self) -> tuple[str, ...]:
        """Where the run reads and writes."""
        return (self.wanted.out, *(one.path for one in self.source.shards))

    @property
    def worker_config(self) -> WorkerConfig:
        """Configuration of the workers."""
        folder = os.getcwd() if self._counts_from_here() else None
        return WorkerConfig(self.options, self.job, self.wanted.timeout, folder, self.manifest.plan)

    def _counts_from_here(self) -> bool:
        """True if paths count from the current folder: of files that are named, or of shards.

        Overrides of a rulekit.toml compare the paths of rows with its own.
        """
        shards = [one for one in self.source.shards if not is_address(one.path)]
        named = [*self.options.rules, *self.options.replies, *(one.path for one in shards)]
        trees = any(one.reader == TREE for one in shards)
        return bool(self.options.config) or trees or not all(map(os.path.isabs, named))

    @property
    def sources(self) -> Sources:
        """Where the corpus lies, for what opens it again."""
        return Sources(self.source.words, self.wanted.reader, self.wanted.exclude)

    def differs(self, shard: Shard, facts: Mapping[str, Any]) -> str:
        """Difference of a shard from what is known of it; "" for none."""
        reader = reader_of(self.readers, shard.reader)
        return difference(reader, shard, facts, believe_stamp=True)
