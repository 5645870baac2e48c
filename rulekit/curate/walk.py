"""A row's way through the steps of one stage, with all that is told of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from rulekit.audit.tables import is_stored
from rulekit.core.position import PATH, Evidence, Positions
from rulekit.core.record import finding_record
from rulekit.core.span import Span
from rulekit.core.verdict import Finding, Verdict
from rulekit.curate.edits import Origin, edited, excerpt, keyed_hash, numbered, refuse_wrong
from rulekit.curate.pipeline import PlannedStep
from rulekit.curate.row import TextRow
from rulekit.curate.tables import OUTPUT, Records
from rulekit.errors import RulekitError
from rulekit.hooks.curated_row import GOES_ON, CuratedRow, Edit, Outcome
from rulekit.hooks.step import CorpusStep, RowStep

ID = 16  # letters of a row's hash, in the ids of what is cut out of it


@dataclass(frozen=True)
class End:
    """Where a row ended: the step, `drop` or `error`, the word and the sentence of the reason.

    A row that ended before its first step has "" for it.
    """

    step: str
    decision: str
    cause: str
    reason: str


@dataclass
class Walk:
    """One row on its way. `records` are told of it, by table, without its shard and number."""

    row: TextRow
    original: bytes
    origin: Origin = field(default_factory=Origin)
    key: str = ""
    end: End | None = None
    verdict: Verdict | None = None
    records: dict[str, Records] = field(default_factory=dict)

    def through(
        self, steps: Sequence[PlannedStep], settled: Mapping[str, Mapping[str, Any]], noted: bool
    ) -> None:
        """Take the row through steps, until one ends it.

        `settled` is what a step settled for the corpus, by its id; `noted` says whether it noted
        anything of this row.
        """
        for step in steps:
            try:
                outcome = _outcome(step, self.row, settled, noted)
                self._take(step, outcome)
            except RulekitError:
                raise
            except Exception as error:  # noqa: BLE001  one row must not cost the others
                self.end = end_by(step.id, error)
            if self.end:
                return

    def _take(self, step: PlannedStep, outcome: Outcome) -> None:
        """Do what a step says of the row."""
        refuse_wrong(outcome.edits, self.row.data)
        self._tell(step, outcome)
        if outcome.fact:
            self._record("events", step=step.id, decision="", cause="", text=outcome.fact)
        if outcome.drop:
            self.end = End(step.id, "drop", step.id, outcome.drop)
            if outcome.verdict and outcome.verdict.decision == "error":
                self.end = End(step.id, "error", outcome.verdict.decided_by[0], outcome.drop)
        if outcome.edits and not self.end:
            self._edit(step, outcome.edits)

    def _tell(self, step: PlannedStep, outcome: Outcome) -> None:
        for leak in outcome.leaks:
            start, end = self.origin.span(leak.start, leak.end)
            told = {**leak._asdict(), "start": start, "end": end}
            self._record("contamination", step=step.id, **told)
        for cutting in outcome.cuttings:
            start, end = self.origin.span(cutting.start, cutting.end)
            self._record(
                OUTPUT + step.output,
                id=f"{self.row.sha256[:ID]}@{start}-{end}",
                path=self.row.path,
                content=cutting.text,
                language=self.row.language,
                facts=[*cutting.facts.items()],
                start=start,
                end=end,
            )
        if outcome.score:
            self._record("scores", step=step.id, **outcome.score._asdict())
        if outcome.verdict:
            self.verdict = outcome.verdict
            for finding in filter(is_stored, outcome.verdict.findings):
                self._record("evidence", **finding_record(self._placed(finding)))

    def _placed(self, finding: Finding) -> Finding:
        """The finding with the places that its evidence has in the original.

        Its words stay those of the text that the rules saw: what was cut out is not quoted.
        """
        if not self.origin.steps:
            return finding
        placed = [self._in_original(one) for one in finding.evidence]
        return replace(finding, evidence=tuple(placed))

    def _in_original(self, evidence: Evidence) -> Evidence:
        if evidence.line == PATH:
            return evidence
        text = self.row.text
        start = len(text[: evidence.start].encode())
        end = start + len(text[evidence.start : evidence.end].encode())
        there = self._positions.evidence(Span(*self.origin.span(start, end)))
        said = ("text", "source", "source_column")
        return there._replace(**{name: getattr(evidence, name) for name in said})

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self.original)

    def _edit(self, step: PlannedStep, edits: Sequence[Edit]) -> None:
        """Change the text, and tell what was cut out of it."""
        data = self.row.data
        for edit, start, end in numbered(edits, self.origin):
            cut = data[edit.start : edit.end].decode("utf-8", "replace")
            self._record(
                "edits",
                step=step.id,
                kind=edit.kind,
                rule=edit.rule,
                start=start,
                end=end,
                line=self._positions.line_of(start) + 1,
                replacement=edit.replacement,
                hash=keyed_hash(cut, self.key),
                excerpt=excerpt(cut, secret=edit.secret),
                secret=edit.secret,
                seen_start=edit.start,
                seen_end=edit.end,
            )
        self.row = self.row.edited(edited(data, edits).decode())
        self.origin = self.origin.after(edits)

    def _record(self, table: str, /, **values: Any) -> None:
        self.records.setdefault(table, []).append(values)


def end_by(step: str, error: Exception) -> End:
    """The end of a row by an error that a step did not mean to raise."""
    if isinstance(error, MemoryError):
        return End(step, "error", "out-of-memory", f"no memory for it: {error}")
    return End(step, "error", "failed", bug_of(step, error))


def bug_of(step: str, error: Exception) -> str:
    """The sentence on an error that a step did not mean to raise."""
    return f"a bug of the step `{step}`: {type(error).__name__}: {error}"


def _outcome(
    step: PlannedStep, row: CuratedRow, settled: Mapping[str, Mapping[str, Any]], noted: bool
) -> Outcome:
    built = step.built
    if isinstance(built, CorpusStep):  # what is settled stands first in its stage
        return built.apply(row, settled[step.id]) if noted else GOES_ON
    return built.apply(row) if isinstance(built, RowStep) else GOES_ON


def edits_of(records: Records) -> list[tuple[str, list[Edit]]]:
    """The edits of a row as its steps made them, one step after the other."""
    steps: dict[str, list[Edit]] = {}
    for one in records:
        edit = Edit(
            one["seen_start"], one["seen_end"], one["replacement"], one["kind"], one["rule"]
        )
        steps.setdefault(one["step"], []).append(edit)
    return [*steps.items()]


def with_edits(row: TextRow, records: Records) -> tuple[TextRow, Origin]:
    """The row as earlier stages have left it, and where its bytes come from."""
    origin, data = Origin(), row.data
    if row.mark:  # it was taken off when the text was read, and stands before it in the original
        origin = origin.after([Edit(0, len(row.mark.encode()), "", "mark", "")])
    for _, edits in edits_of(records):
        data, origin = edited(data, edits), origin.after(edits)
    return (row.edited(data.decode()) if records else row), origin
