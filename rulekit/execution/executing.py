"""Executing all solutions of a corpus: each once, several at a time, whatever stops it."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.lock import Lock
from rulekit.audit.tables import BATCH, arrow
from rulekit.core.escape import visible
from rulekit.corpus.job import Shard
from rulekit.errors import Problem, UsageError
from rulekit.execution.execute import OUTCOMES, Execution, Repeats, execute
from rulekit.execution.journal import ExecutionJournal
from rulekit.execution.solution_row import SolutionCorpus, SolutionRow
from rulekit.execution.workers import Workers
from rulekit.files.digest import file_sha256
from rulekit.hooks.harness import Harness, SolutionRun
from rulekit.places.place import Place, matching, remove
from rulekit.sandbox.sandbox import Sandbox

if TYPE_CHECKING:
    import pyarrow

UNREAD = "unread"  # the outcome of a row that holds no solution or no tests
KIND = "executions"  # the folder of the tables
JOURNAL = "journal.jsonl"


@dataclass
class Executing:
    """Executes the rows of a corpus by the harnesses of their languages, into the folder `out`.

    `tell` is called after each solution, with this.
    """

    corpus: SolutionCorpus
    harnesses: Mapping[str, Harness]
    sandbox: Sandbox
    out: str
    tell: Callable[[Executing], None]
    repeats: Repeats = field(default_factory=Repeats)
    again: Collection[str] = ()
    jobs: int = 1
    executed: int = 0  # solutions, by this run
    outcomes: Counter[str] = field(default_factory=Counter)
    _refused: dict[str, Execution] = field(default_factory=dict)

    def run(self) -> None:
        """Execute, then write the tables and the manifest.

        Raises UsageError, once they are written, if solutions could not be started.
        """
        arrow("executions are written as Parquet")
        audit = AuditFolder(Path(self.out))
        with Lock(audit, Path(self.out)), ExecutionJournal(self._path, self.again) as journal:
            self._execute_all(Workers(self.jobs), journal)
            self._write(audit, journal)
            remove(audit.work)
        if self._refused:
            first = next(iter(self._refused.values()))
            message = f"{len(self._refused):,} solutions could not be started: {first.note}"
            raise UsageError([Problem(message, remedy="the same command tries them again")])

    @property
    def _path(self) -> Path:
        return Path(self.out) / JOURNAL

    def _execute_all(self, workers: Workers, journal: ExecutionJournal) -> None:
        asked: set[str] = set()
        for shard in self.corpus.shards:
            for row in self.corpus.rows(shard):
                if self._trouble(row) or (key := self._key(row)) in journal.known or key in asked:
                    continue
                asked.add(key)
                run = replace(_run(row), interpreter=self.corpus.interpreter)
                words = (run, self.harnesses[row.language], self.sandbox, self.repeats)
                workers.put(key, partial(execute, *words))
                while workers.is_full:
                    self._take(workers, journal)
        while workers.busy:
            self._take(workers, journal)

    def _take(self, workers: Workers, journal: ExecutionJournal) -> None:
        key, execution = workers.take()
        if execution.outcome == "refused":
            self._refused[key] = execution
        else:
            journal.add(key, execution)
        self.executed += 1
        self.tell(self)

    def _trouble(self, row: SolutionRow) -> str:
        """Why a row is not executed, if it is not."""
        if row.run is None or row.language in self.harnesses:
            return row.trouble
        return f"nothing here runs `{row.language}`" if row.language else "it names no language"

    def _key(self, row: SolutionRow) -> str:
        """A hash of all that decides what comes of a row."""
        run, harness = _run(row), self.harnesses[row.language]
        versions = harness.versions(self.corpus.interpreter)
        where = [str(self.sandbox), str(self.sandbox.quota), asdict(self.repeats), dict(versions)]
        where.append(self.corpus.interpreter)  # whose packages may be others
        what = [row.language, run.solution, run.tests, run.names, *where]
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()

    def _write(self, audit: AuditFolder, journal: ExecutionJournal) -> None:
        paths = [audit.table(KIND, shard.name) for shard in self.corpus.shards]
        pa, schema = arrow(), _schema()
        for shard, path in zip(self.corpus.shards, paths, strict=True):
            lines = self._lines(shard, journal)
            with (
                audit.written(path) as here,
                pa.parquet.ParquetWriter(here, schema, compression="zstd") as writer,
            ):
                while part := [*islice(lines, BATCH)]:
                    writer.write_table(pa.Table.from_pylist(part, schema))
        for stale in {*matching(audit.folder / KIND, "**/*.parquet")} - {*paths}:
            remove(stale)
        audit.write_json(audit.manifest, self._manifest(audit, paths))

    def _lines(self, shard: Shard, journal: ExecutionJournal) -> Iterator[dict[str, Any]]:
        for row in self.corpus.rows(shard):
            line = {"shard": row.shard, "row": row.row, "language": row.language}
            if trouble := self._trouble(row):
                line |= {"outcome": UNREAD, "kept": False, "note": visible(trouble)}
            else:
                key = self._key(row)
                line |= {"key": key} | _told(self._refused.get(key) or journal.known[key])
            self.outcomes[str(line["outcome"])] += 1
            yield line

    def _manifest(self, audit: AuditFolder, paths: Sequence[Place]) -> dict[str, Any]:
        return {
            "execute": asdict(self.repeats),
            "sandbox": str(self.sandbox),
            "quota": asdict(self.sandbox.quota),
            "columns": dict(self.corpus.columns),
            "outcomes": {name: self.outcomes[name] for name in (*OUTCOMES, UNREAD)},
            "tables": {audit.name_of(one): file_sha256(str(one)) for one in paths},
        }


def _run(row: SolutionRow) -> SolutionRun:
    """The run of a row that has no trouble."""
    return row.run or SolutionRun("", "")


def _told(execution: Execution) -> dict[str, Any]:
    versions = " ".join(f"{name} {version}" for name, version in execution.versions.items())
    return vars(execution) | {"kept": execution.is_kept, "versions": versions}


def _schema() -> pyarrow.Schema:
    pa = arrow()
    text, count = pa.string(), pa.int64()
    names = {"shard": text, "row": count, "language": text, "outcome": text, "kept": pa.bool_()}
    names |= {"note": text, "assertions": count, "runs": count, "sandbox": text}
    return pa.schema([*(names | {"versions": text, "key": text}).items()])
