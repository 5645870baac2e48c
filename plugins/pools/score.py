"""The step `score`: rows are kept by a signal, against all others of the corpus or a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import rulekit

from .bucket import Buckets
from .hashed import hash_of
from .pareto import Pareto
from .score_line import ScoreLine
from .score_spec import ScoreSpec
from .scored import (
    MISSING,
    SCORED,
    UNMEASURED,
    ScoredCorpus,
    ScoredGroup,
    ScoredRow,
    label_of,
    scored_row,
)
from .top import Top

GROUPS = 10_000  # of one step: their lines are in the manifest
ALL = "all rows"  # the name of the one group there is without `by`
PARTS = {UNMEASURED: "unscored", MISSING: "missing"}
NO_TEXT = "the audit has no reading of this text"


class Form(Protocol):
    """What is kept of scored rows."""

    def settle(self, corpus: ScoredCorpus) -> list[list[ScoreLine]]:
        """The lines of each group."""

    def told(self, row: ScoredRow, lines: Sequence[Mapping[str, Any]]) -> tuple[bool, str, str]:
        """Whether a row stays, the part that it is in, and why."""


@dataclass(frozen=True)
class ScoreStep:
    """Reads a signal of every row once, and keeps what its form says of each group."""

    settings: ScoreSpec
    signal: rulekit.RowSignal
    form: Form
    scores: bool = True
    needs: frozenset[str] = frozenset()  # the signal has a tree of its own

    @property
    def facts(self) -> Sequence[str]:
        """The column by which groups are made, if it is one."""
        by = self.settings.by
        return () if by in (None, "language") else (str(by),)

    @property
    def digests(self) -> Mapping[str, str]:
        """Hashes of what the signal hangs on."""
        return self.signal.digests

    def note(self, row: rulekit.CuratedRow) -> Sequence[rulekit.Note]:
        """The group, the score, the hash and the bytes of a row."""
        reading = self.signal.read(row)
        value = None if reading is None else reading.value
        state = MISSING if reading is None else UNMEASURED if value is None else SCORED
        # Not as `sample` draws, which would take the rows first that are here by a low hash.
        drawn = hash_of("score", self.settings.signal, str(self.settings.seed), row.sha256)
        return ScoredRow(self._label(row), state, value or 0.0, drawn, len(row.data)).notes

    def settle(self, notes: Callable[[], Iterator[Any]], rows: int) -> Mapping[str, Any]:
        """The lines of each group, and of what has no score."""
        corpus = ScoredCorpus(notes)
        if len(corpus.groups) > GROUPS:
            many = f"{len(corpus.groups):,} groups, and at most {GROUPS:,} are told apart"
            raise rulekit.UsageError(f"`score`: `by: {self.settings.by}` makes {many}")
        pairs = zip(corpus.groups, self.form.settle(corpus), strict=True)
        lines = {group.label: [*lines, *self._others(group)] for group, lines in pairs}
        told = {name: [one.as_json for one in lines[name]] for name in sorted(lines)}
        return {"groups": told, "signal": self.settings.signal, "rows": rows}

    def apply(self, row: rulekit.CuratedRow, settled: Mapping[str, Any]) -> rulekit.Outcome:
        """Drop a row, or let it go on, for what was noted of it."""
        noted, name = scored_row(row.notes), self.settings.signal
        if noted.state != SCORED:
            return self._unscored(row, noted)
        stays, part, why = self.form.told(noted, settled["groups"][noted.label])
        score = rulekit.Score(name, noted.score, "", noted.label, part)
        return rulekit.Outcome(drop="" if stays else why, fact=why if stays else "", score=score)

    def _unscored(self, row: rulekit.CuratedRow, noted: ScoredRow) -> rulekit.Outcome:
        reading = self.signal.read(row)
        note, part = reading.note if reading else NO_TEXT, PARTS[noted.state]
        score = rulekit.Score(self.settings.signal, None, note, noted.label, part)
        stays = self.settings.unscored == "keep"
        why = f"it has no score: {note}"
        return rulekit.Outcome(drop="" if stays else why, fact=why if stays else "", score=score)

    def _others(self, group: ScoredGroup) -> Iterator[ScoreLine]:
        stays = self.settings.unscored == "keep"
        for state, part in PARTS.items():
            if rows := group.rows[state]:
                size = group.sizes[state]
                kept, after = (rows, size) if stays else (0, 0)
                cutoff = "" if stays else None
                yield ScoreLine(part, None, None, rows, size, None, cutoff, kept, after)

    def _label(self, row: rulekit.CuratedRow) -> str:
        by = self.settings.by
        if by is None:
            return ALL
        if by == "language":
            return label_of(row.language) if row.language else "(unknown)"
        return label_of(row.facts.get(by.removesuffix("?")))


def build_score(settings: ScoreSpec, context: rulekit.StepContext) -> ScoreStep:
    """The step; raises UsageError for a signal that is not there."""
    signal = context.signal(settings.signal, settings.readings or "")
    form: Form
    if settings.keep:
        form = Top(settings.keep)
    elif settings.buckets:
        form = Buckets(settings.buckets)
    else:
        form = Pareto(settings.pareto or 1)
    return ScoreStep(settings, signal, form)
