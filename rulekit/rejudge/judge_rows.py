"""From the readings of some rows to their verdicts by a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.fold import fold
from rulekit.core.judge import PASSED, decide, finding_of_rule, spared
from rulekit.core.reason import kept_reason, reason, score_reason
from rulekit.rejudge.outcomes import CLOSED, FAILED, UNMEASURED, outcomes
from rulekit.rejudge.quotes import Quoted, Quotes
from rulekit.rejudge.scores import scores
from rulekit.rejudge.stored_rows import RowReadings, StoredRows

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.signal import Signal
    from rulekit.core.verdict import Decision
    from rulekit.plan.plan import Plan
    from rulekit.plan.rule_set import RuleSet

MIN_SCORE = ("min-score",)


@dataclass(frozen=True)
class RowVerdict:
    """The part of a verdict that rules decide; `findings` are those that are stored.

    Where they are as the audit has them, `lines` are those of its evidence.
    """

    decision: Decision
    reason: str
    decided_by: tuple[str, ...] = ()
    score: float | None = None
    findings: tuple[Quoted, ...] = ()
    lines: range = range(0)
    candidate: bool = True


@dataclass(frozen=True)
class RowsOfRuleSet:
    """Rows that one rule set judges, by their places among the stored ones."""

    plan: Plan
    rule_set: RuleSet
    rows: StoredRows
    places: Sequence[int]

    @cached_property
    def values(self) -> Mapping[str, ndarray]:
        """The readings of these rows."""
        at = list(self.places)
        return {
            one.name: self.rows.values[one.name][at]
            for one in self.rule_set.signals
            if one.name in self.rows.values
        }

    def signals(self, *, all_signals: bool) -> list[Signal]:
        """The signals that are read on these rows: those of the rules, or all there are."""
        signals = [*self.rule_set.signals]
        if all_signals and signals:
            first = self.places[0]
            language, kind = (self.rows.known[name][first] for name in ("language", "kind"))
            signals += self.plan.all_signals(language, kind)
        return signals

    def missing(self) -> Iterator[tuple[str, int]]:
        """Signals that were not asked for on some of the rows, and on how many."""
        import numpy as np

        for signal in self.rule_set.signals:
            if signal.name not in self.values:
                yield signal.name, len(self.places)
                continue
            empty = np.asarray(self.places)[np.isnan(self.values[signal.name])]
            if unasked := len(empty) - int(np.isin(empty, self.rows.notes.rows(signal.name)).sum()):
                yield signal.name, unasked

    def verdicts(self, quotes: Quotes) -> Iterator[tuple[int, RowVerdict]]:
        """The verdict on each row, by its place."""
        import numpy as np

        rules = self.rule_set.rules
        found = outcomes(rules, self.values, len(self.places))
        dropped = np.any(self._drops(found), axis=0)
        totals = scores(self.plan.scorecard, rules, found, self.values, dropped)
        stored = ((found == FAILED) | (found == UNMEASURED)).any(axis=0)
        same = self.rows.findings.same(rules, quotes.known, self.places, found)
        counts = [(found == one).sum(axis=0).tolist() for one in range(CLOSED + 1)]
        for i, place in enumerate(self.places):
            passed, failed, unmeasured, closed = (one[i] for one in counts)
            why, total = kept_reason(passed, failed, unmeasured + closed), totals[i]
            low = not dropped[i] and total is not None and total < self.rule_set.min_score
            if same[i] and not low:
                decided = dropped[i] or not (passed or failed)
                yield place, self._as_before(place, total, "" if decided else why)
            elif stored[i] or low:
                findings = self._findings(place, found[:, i].tolist(), quotes)
                yield place, self._told(place, findings, total, why, some_passed=passed > 0)
            else:
                yield place, RowVerdict("keep", why, (), total)

    def _as_before(self, place: int, total: float | None, kept: str) -> RowVerdict:
        """The verdict of the same findings: what they decided, or kept for the same reason."""
        known, lines = self.rows.known, self.rows.findings.of_rows[place]
        if kept:
            return RowVerdict("keep", kept, (), total, lines=lines)
        decided_by = tuple(known["decided_by"][place])
        decision, why = known["decision"][place], known["reason"][place]
        return RowVerdict(decision, why, decided_by, total, lines=lines)

    def _drops(self, found: ndarray) -> ndarray:
        """Where a rule drops a row: it failed, is no mere flag, and the row is not spared."""
        drops: ndarray = found == FAILED
        for place, rule in enumerate(self.rule_set.rules):
            if rule.action != "drop":
                drops[place] = False
            elif rule.spare.value:
                for i in drops[place].nonzero()[0].tolist():
                    sha256 = self.rows.known["sha256"][self.places[i]]
                    drops[place, i] = not spared(sha256, rule, self.plan.seed)
        return drops

    def _findings(self, place: int, found: Sequence[int], quotes: Quotes) -> list[Quoted]:
        """The findings that a table holds: of what failed, or could not be measured."""
        readings, sha256 = RowReadings(self.rows, place), self.rows.known["sha256"][place]
        told = [
            rule
            for rule, outcome in zip(self.rule_set.rules, found, strict=True)
            if outcome in (FAILED, UNMEASURED)
        ]
        findings = [finding_of_rule(one, readings, sha256, self.plan.seed) for one in told]
        folded = zip(told, fold(told, findings), strict=True)
        return [quotes.quoted(place, rule, finding) for rule, finding in folded]

    def _told(
        self, place: int, quoted: list[Quoted], total: float | None, kept: str, *, some_passed: bool
    ) -> RowVerdict:
        """The verdict that findings come to; `kept` is the reason where nothing drops the row."""
        findings = [one.finding for one in quoted]
        others = [PASSED] if some_passed else []
        least = self.rule_set.min_score
        decision, decided_by = decide([*findings, *others], total, least)
        if decided_by == MIN_SCORE and total is not None:
            dropped = any(one.drops for one in findings)
            parts = self.plan.scorecard.parts(RowReadings(self.rows, place), dropped=dropped)
            why = score_reason(total, least, parts)
        else:
            why = reason(findings, decided_by) if decided_by else kept
        return RowVerdict(decision, why, decided_by, total, tuple(quoted))
