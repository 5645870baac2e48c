"""`rulekit rejudge`: a new audit from the readings of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from multiprocessing import get_context
from typing import Any

from rulekit.audit.count_rows import count_rows
from rulekit.audit.finish import finish
from rulekit.audit.folder import AuditFolder
from rulekit.audit.grouped_table import GroupedTable
from rulekit.audit.kept_texts import NAME as TEXTS
from rulekit.audit.lock import lock_of
from rulekit.audit.manifest import Manifest
from rulekit.audit.open import open_audit
from rulekit.audit.read_tables import AuditTables
from rulekit.audit.sources import Sources
from rulekit.audit.tables import schemas, wheel_versions
from rulekit.audit.texts import Texts
from rulekit.core.tally import Tally
from rulekit.corpus.choice import Choice
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.roles import Columns
from rulekit.engine import Engine
from rulekit.errors import Problem, UsageError
from rulekit.files.digest import entry_of, file_sha256
from rulekit.loader import build_engine
from rulekit.places.place import Place, names_in, overwrite, place_of, remove
from rulekit.plan.fingerprint import MEASURED_BY, fingerprint, measured_otherwise
from rulekit.plan.kept_readings import kept_readings
from rulekit.plan.options import PlanOptions
from rulekit.rejudge.judge_rows import RowsOfRuleSet
from rulekit.rejudge.missing import missing_readings, stale_readings, without_readings
from rulekit.rejudge.rejudged import Rejudging
from rulekit.rejudge.stale import stale
from rulekit.rejudge.stored_rows import stored_rows
from rulekit.rejudge.write import RejudgedTables

TABLES = ("verdicts", "evidence", "readings")


@dataclass(frozen=True)
class Rejudge:
    """An audit that is judged again by another plan, into a folder of its own.

    With more `jobs`, shards are written side by side by as many processes, which build engines by
    `options`, those of `engine`. A run that has `begun` finds its folder.
    Raises UsageError for an audit that does not hold what this needs.
    """

    before: AuditTables
    engine: Engine
    out: str
    sources: Sequence[str] = ()
    jobs: int = 1
    options: PlanOptions | None = None
    begun: bool = False

    def __post_init__(self) -> None:
        folder = self.before.paths.folder
        if not self.before.finished:
            message = f"the audit in `{folder}` is not finished"
            raise UsageError([Problem(message, remedy="give the command that began it once more")])
        if "pipeline" in self.before.manifest:
            message = f"`{folder}` is of a curation, whose steps need the texts"
            raise UsageError([Problem(message, remedy="curate again, with the other pipeline")])
        if not self.before.has_readings:
            raise without_readings(self.before)
        if others := stale(self.before.plan, self.manifest.plan):
            raise stale_readings(self.before, others)
        if not self.begun and names_in(place_of(self.out)):
            raise UsageError(f"--out: `{self.out}` is not empty: name another folder")

    @cached_property
    def readings(self) -> tuple[str, ...]:
        """The names of the readings that the new audit has."""
        return kept_readings(self.engine.plan, self.before.manifest["signals"])

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest of the new audit: that of a run over the corpus."""
        before, plan = self.before.manifest, self.engine.plan
        shards = [
            Shard(one["name"], "", one["reader"], one.get("partition", {}))
            for one in before["shards"]
        ]
        choice = Choice(before.get("limit"), before.get("sample"), plan.seed)
        known, wheels = fingerprint(plan), wheel_versions()
        texts = before.get("texts", 0)
        return Manifest(known, self.job, tuple(shards), before["signals"], wheels, choice, texts)

    @cached_property
    def job(self) -> CorpusJob:
        """The work on the corpus, as a run over it would have it."""
        before = self.before.manifest
        columns = Columns(**before["columns"])
        return CorpusJob(columns, language=before["language"], readings=self.readings)

    @cached_property
    def texts(self) -> Texts:
        """The texts of the corpus that are at hand."""
        found = Texts.of(self.engine, self.job, self.before.manifest, self.sources)
        return found.unchanged(self.before.manifest)

    @cached_property
    def rejudging(self) -> Rejudging:
        """The plan, and the rules that say what they said."""
        before, now = self.before.plan, self.manifest.plan
        same = {
            name for name, digest in now["rules"].items() if before["rules"].get(name) == digest
        }
        return Rejudging(self.engine.plan, frozenset(same))

    @property
    def measured_otherwise(self) -> list[str]:
        """Differences of what takes readings here from what took these, a line each."""
        return measured_otherwise(self.before.plan, self.manifest.plan)

    def run(self) -> Iterator[str]:
        """Judge shard by shard; the name of each that is written. Ends with a finished audit.

        Raises UsageError when the audit lacks readings that rules ask for, and writes nothing.
        """
        audit, missing = AuditFolder(place_of(self.out)), self._missing_columns()
        if missing:
            raise missing_readings(self.before, self.engine.plan, missing)
        with lock_of(audit):
            begun = self.manifest.begun()
            audit.write_json(audit.manifest, begun)
            self._where.write(audit)
            for name, lacking in self._written():
                missing += lacking
                yield name
            if not missing:
                finish(audit, begun, self._passed_over(), self._told(), self._keep(audit))
                remove(audit.work, as_far_as_it_goes=True)
        if missing:
            remove(audit.folder)
            raise missing_readings(self.before, self.engine.plan, missing)

    def _missing_columns(self) -> Counter[str]:
        """Signals that rules ask for, and no row has, with the number of rows that lack them."""
        found: Counter[str] = Counter()
        for shard in self.before.shards:
            known = {*self.before.file("readings", shard).schema_arrow.names}
            if set(self.readings) - known:
                for rows in stored_rows(self.before, shard):
                    found += _missing(self.rejudging.parts(rows))
        return found

    def _written(self) -> Iterator[tuple[str, Counter[str]]]:
        """Write shard by shard, or some side by side; names, and the readings that each lacks."""
        names, known = [shard.name for shard in self.manifest.shards], self.before.shards
        numbers = [number for number, name in enumerate(names) if name in known]
        jobs = min(self.jobs, len(numbers)) if self.options else 1
        with ExitStack() as stack:
            found: Iterable[Counter[str]] = map(self.write, numbers)
            if jobs > 1:
                about: Any = (self.before.paths.folder, self.options, self.out, self.sources)
                pool = ProcessPoolExecutor(jobs, get_context("spawn"), _begin, about)
                found = stack.enter_context(pool).map(_write, numbers)
            yield from zip((names[number] for number in numbers), found, strict=True)

    def write(self, number: int) -> Counter[str]:
        """Write the tables of a shard, and its counts; the readings that it lacks."""
        audit, shard = AuditFolder(place_of(self.out)), self.manifest.shards[number]
        missing: Counter[str] = Counter()
        tally, texts = Tally(by_folder=None), self.texts.of_shard(shard.name)
        known, every = schemas(self.readings), self.before.manifest["signals"] == "all"
        paths = {kind: audit.table(kind, shard.name) for kind in TABLES}
        with ExitStack() as stack:
            here = {kind: stack.enter_context(audit.written(path)) for kind, path in paths.items()}
            with ExitStack() as files:
                tables = {
                    kind: files.enter_context(GroupedTable(here[kind], known[kind]))
                    for kind in TABLES
                }
                for rows in stored_rows(self.before, shard.name):
                    parts = self.rejudging.parts(rows)
                    missing += _missing(parts)
                    judged = self.rejudging.judged(rows, parts, texts.locate)
                    made = RejudgedTables(judged, parts)
                    verdicts, evidence = made.verdicts(), made.evidence()
                    tables["verdicts"].add(verdicts)
                    tables["evidence"].add(evidence)
                    tables["readings"].add(made.readings(self.readings, all_signals=every))
                    count_rows(tally, verdicts, evidence)
            files_of = {audit.name_of(path): entry_of(here[kind]) for kind, path in paths.items()}
        about = {"run": self.manifest.run, "shard": shard.name}
        facts = {"facts": {**self._facts(number), "not_copied": 0}, "counts": tally.totals()}
        audit.write_sealed(audit.closed(number), {**about, **facts, "files": files_of})
        return missing

    def _facts(self, number: int) -> Mapping[str, Any]:
        facts: Mapping[str, Any] = self.before.manifest["shards"][number]
        return facts

    @property
    def _where(self) -> Sources:
        """Where the corpus lies: as it is said now, or as the other audit says."""
        return Sources(tuple(self.sources)) if self.sources else Sources.of(self.before.paths)

    def _keep(self, audit: AuditFolder) -> dict[str, str]:
        """Keep the texts that are with the other audit; the hash of the file, by its name."""
        source = self.before.paths.folder / TEXTS
        if not source.exists():
            return {}
        with audit.written(audit.folder / TEXTS) as here:
            overwrite(place_of(here), source.read_bytes())
            return {TEXTS: file_sha256(here)}

    def _passed_over(self) -> dict[int, Mapping[str, Any]]:
        return {
            number: self._facts(number)
            for number, shard in enumerate(self.manifest.shards)
            if shard.name not in self.before.shards
        }

    def _told(self) -> dict[str, Any]:
        """The audit that the readings are of, for the manifest."""
        plan = self.before.plan
        return {"rejudged": {"plan": plan["hash"], **{one: plan[one] for one in MEASURED_BY}}}


_runs: list[Rejudge] = []  # of this process, which is a worker of another


def _begin(folder: Place, options: PlanOptions, out: str, sources: Sequence[str]) -> None:
    """Make a worker ready: it has its own engine, of the same plan."""
    _runs.append(Rejudge(open_audit(str(folder)), build_engine(options), out, sources, begun=True))


def _write(number: int) -> Counter[str]:
    """Write a shard in a worker."""
    return _runs[-1].write(number)


def _missing(parts: Iterable[RowsOfRuleSet]) -> Counter[str]:
    """Signals that rules ask for, with the number of rows on which there is no answer."""
    return sum((Counter(dict(one.missing())) for one in parts), Counter())
