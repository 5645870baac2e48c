"""The rows of a block in one stage: each goes its way, and all is told of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rulekit.audit.tables import columns as verdict_columns
from rulekit.catalog.languages import Languages
from rulekit.core.document import MAX_BYTES
from rulekit.core.utf8 import without_surrogates
from rulekit.core.verdict import Verdict, not_judged, too_large
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.row import row_content
from rulekit.curate.block import BlockRecords
from rulekit.curate.job import CurationJob
from rulekit.curate.journal import Journal
from rulekit.curate.pipeline import PlannedStep
from rulekit.curate.ranks import WORST, Preference, lot
from rulekit.curate.row import TextRow
from rulekit.curate.stages import Stage
from rulekit.curate.tables import Records
from rulekit.curate.walk import End, Walk, end_by, with_edits
from rulekit.curate.work import Work
from rulekit.errors import RulekitError
from rulekit.hooks.curated_row import Note
from rulekit.hooks.reader import BrokenRow, Raw
from rulekit.hooks.step import CopyStep, CorpusStep
from rulekit.language.encoding import NotText, decode

Settled = Mapping[str, Mapping[str, Any]]
MARK = "\ufeff"  # of UTF-8; the text of other encodings is not where its bytes are
NULL = "null: "  # before the name of a column, where its nulls are counted


@dataclass(frozen=True)
class StagePlan:
    """What the rows of all blocks of a stage have in common."""

    work: Work
    stage: Stage
    job: CorpusJob
    curation: CurationJob
    languages: Languages
    settled: Settled

    @property
    def steps(self) -> Sequence[PlannedStep]:
        """The steps that rows go through."""
        return self.work.pipeline.steps[self.stage.first : self.stage.stop]

    @property
    def noted(self) -> PlannedStep | None:
        """The step of which something is noted at the end."""
        return None if self.stage.noted is None else self.work.pipeline.steps[self.stage.noted]


@dataclass
class StageRows:
    """The rows of one block, from `first` to before `stop`; `block` has what is told of them."""

    plan: StagePlan
    shard: Shard
    journal: Journal
    first: int
    stop: int

    def __post_init__(self) -> None:
        self.block = BlockRecords(self.shard.name)

    def take(self, number: int, raw: Raw) -> str | None:
        """Take the next row; in the last stage, return its text if it is kept and was edited."""
        raise NotImplementedError

    def _row(self, number: int, raw: Raw) -> TextRow | Verdict:
        """The row with its text, or the verdict on a row without any."""
        job, location = self.plan.job, self.shard.location
        place = f"{self.shard.name}#row={number}"
        found = row_content(job.columns, raw, place, job.language, location)
        if isinstance(found, Verdict):
            return found
        size, sha256 = len(found.data), hashlib.sha256(found.data).hexdigest()
        if size > MAX_BYTES:
            return too_large(found.path, size, id=found.id)
        try:
            text = without_surrogates(decode(found.data))
        except NotText as reason:
            return not_judged(
                found.path, "binary", str(reason), id=found.id, sha256=sha256, size=size
            )
        languages, hint, facts = self.plan.languages, found.language, self._facts(raw)
        mark = MARK if found.data.startswith(MARK.encode()) else ""
        about = (size, hint, facts, None, found.location, found.id, mark)
        return TextRow(languages, text, found.path, sha256, *about)

    def _end_of(self, row: Verdict) -> End:
        """Where a row ended that has no text; one that no process survives, at the first step."""
        cause, steps = row.decided_by[0], [*self.plan.steps, self.plan.noted]
        step = steps[0] if cause in ("crashed", "timed-out") else None
        return End(step.id if step else "", row.decision, cause, row.reason)

    def _facts(self, raw: Raw) -> dict[str, object]:
        """What the columns say that steps read; what cannot be read is null."""
        values = {} if isinstance(raw, BrokenRow) else raw
        found = {role: values.get(name) for role, name in self.plan.curation.columns.items()}
        return {role: None if isinstance(one, BrokenRow) else one for role, one in found.items()}

    def _walk(self, number: int, row: TextRow) -> Walk:
        """The row as earlier stages have left it."""
        now, origin = with_edits(row, self._edits.get(number, []))
        return Walk(now, row.whole.encode(), origin, self.plan.curation.key)

    @cached_property
    def _edits(self) -> dict[int, Records]:
        return self.journal.by_row("edits", self.first, self.stop)

    @cached_property
    def _noted(self) -> Mapping[int, Sequence[Note]]:
        """What the step that is first in this stage has noted, by row."""
        steps = self.plan.steps
        if not (steps and isinstance(steps[0].built, CorpusStep)):
            return {}
        return self.journal.noted(self.plan.stage.first, self.first, self.stop)

    def _through(self, number: int, walk: Walk) -> None:
        if notes := self._noted.get(number, ()):
            walk.row = replace(walk.row, notes=notes)
        walk.through(self.plan.steps, self.plan.settled, bool(notes))


class MiddleRows(StageRows):
    """Rows of a stage after which there are others."""

    def take(self, number: int, raw: Raw) -> None:
        """Take the next row through the steps, and note of it what is to be noted."""
        row = self._row(number, raw)
        if isinstance(row, Verdict):
            end = self._end_of(row)
            self.block.add(number, {"events": [event_record(end)]})
            return
        walk = self._walk(number, row)
        self._through(number, walk)
        if not walk.end:
            self._note(number, walk)
        if walk.end:
            walk.records.setdefault("events", []).append(event_record(walk.end))
        if walk.verdict:
            walk.records["verdicts"] = [verdict_record(walk.verdict)]
        self.block.add(number, walk.records)

    def _note(self, number: int, walk: Walk) -> None:
        """Note of a row what the next step that knows the whole corpus asks for."""
        step = self.plan.noted
        if step is None:
            return
        try:
            if isinstance(step.built, CopyStep):
                if keys := step.built.keys(walk.row):
                    self.block.keys += [(number, key) for key in keys]
                    self.block.ranks.append((number, self._rank(number, walk.row, step.built)))
            elif isinstance(step.built, CorpusStep):
                self.block.notes += [(number, note) for note in step.built.note(walk.row)]
        except RulekitError:
            raise
        except Exception as error:  # noqa: BLE001  one row must not cost the others
            walk.end = end_by(step.id, error)

    def _rank(self, number: int, row: TextRow, step: CopyStep) -> tuple[int, ...]:
        """The priority of a row among its copies."""
        wanted = [Preference.of(word) for word in step.prefer]
        columns = [one.rank(row.facts.get(one.column)) for one in wanted]
        known = self.plan.curation.columns  # of a column that is lacking, the head has told
        pairs = zip(wanted, columns, strict=True)
        nulls = [one for one, rank in pairs if rank == WORST and one.column in known]
        self.block.count_step("", {"rows": 1, **{f"{NULL}{one.column}": 1 for one in nulls}})
        named = lot(row.location.repository, row.path if self.plan.job.columns.path else "", row.id)
        return (*columns, named, lot(self.shard.name, str(number)))


class FeatureRows(StageRows):
    """Rows that are compared with others: what they are compared by is written down."""

    def take(self, number: int, raw: Raw) -> None:
        """Write down the features of the next row."""
        row, step = self._row(number, raw), self.plan.noted
        if step is None or not isinstance(step.built, CopyStep):
            return
        if isinstance(row, Verdict):  # no process survives it: it was a text before
            end = End(step.id, "error", row.decided_by[0], row.reason)
            self.block.add(number, {"events": [event_record(end)]})
            return
        walk = self._walk(number, row)
        try:
            features = step.built.features(walk.row)
        except RulekitError:
            raise
        except Exception as error:  # noqa: BLE001  one row must not cost the others
            self.block.add(number, {"events": [event_record(end_by(step.id, error))]})
            return
        if features is not None:
            self.block.features.append((number, features))


def event_record(end: End) -> dict[str, Any]:
    """The record of an end in `events`."""
    told = {"step": end.step, "decision": end.decision}
    return {**told, "cause": end.cause, "text": end.reason}


def verdict_record(verdict: Verdict) -> dict[str, Any]:
    """The record of a verdict in `verdicts`, without its place."""
    names = [name for name in verdict_columns("verdicts") if name not in ("shard", "row")]
    return {name: getattr(verdict, name) for name in names}
