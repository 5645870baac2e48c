"""From the readings of some rows to their verdicts by a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.fold import fold
from rulekit.core.judge import PASSED, decide, finding_of_rule, spared
from rulekit.core.reason import reason, score_reason
from rulekit.core.verdict import no_rules_reason
from rulekit.rejudge.outcomes import FAILED, UNMEASURED, OutcomeCounts, outcomes
from rulekit.rejudge.quotes import Quoted, Quotes
from rulekit.rejudge.rejudged_rows import RejudgedRows, RowVerdict
from rulekit.rejudge.scores import scores
from rulekit.rejudge.stored_rows import RowReadings, StoredRows

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.core.signal import Signal
    from rulekit.plan.plan import Plan
    from rulekit.plan.rule_set import RuleSet

MIN_SCORE = ("min-score",)
NO_RULES = ("no-rules",)


@dataclass(frozen=True)
class RowsOfRuleSet:
    """Rows of a language that one rule set judges, by their places among the stored ones."""

    plan: Plan
    rule_set: RuleSet
    rows: StoredRows
    places: ndarray

    @cached_property
    def values(self) -> Mapping[str, ndarray]:
        """The readings of these rows."""
        return {
            one.name: self.rows.values[one.name][self.places]
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
            empty = self.places[np.isnan(self.values[signal.name])]
            if len(empty):
                told = self.rows.notes.rows(signal.name)
                if unasked := len(empty) - int(np.isin(empty, told).sum()):
                    yield signal.name, unasked

    def judge(self, judged: RejudgedRows, quotes: Quotes) -> None:
        """Tell the verdicts on the rows."""
        import numpy as np

        rules, places = self.rule_set.rules, self.places
        if not rules:
            self._without_rules(judged)
            return
        found = outcomes(rules, self.values, len(places))
        dropped = np.any(self._drops(found), axis=0)
        score = scores(self.plan.scorecard, rules, found, self.values, dropped)
        low = ~dropped & (score < self.rule_set.min_score)  # never where there is none
        counts = OutcomeCounts(found)
        same = self.rows.findings.same(rules, quotes.known, places, found)
        same &= self.rows.candidates[places]
        kept = ~dropped & ~low & counts.known & (same | ~counts.stored)
        alone = ~kept & ~(same & dropped)
        judged.score[places] = score
        judged.stays[places] = same & ~alone
        for why, rows in counts.reasons(kept):
            judged.tell(places[rows], RowVerdict("keep", why))
        for i in alone.nonzero()[0].tolist():
            place, why = int(places[i]), counts.reason(i)
            findings = self._findings(place, found[:, i].tolist(), quotes)
            some_passed = bool(counts.passed[i])
            verdict = self._told(place, findings, float(score[i]), why, some_passed=some_passed)
            judged.tell(places[i], verdict)

    def _without_rules(self, judged: RejudgedRows) -> None:
        language = self.rows.known["language"][self.places[0]]
        reason = no_rules_reason(language)
        judged.tell(self.places, RowVerdict("drop", reason, NO_RULES, candidate=False))
        judged.score[self.places] = float("nan")
        judged.stays[self.places] = False

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
        self, place: int, quoted: list[Quoted], score: float, kept: str, *, some_passed: bool
    ) -> RowVerdict:
        """The verdict that findings come to; `kept` is the reason where nothing drops the row."""
        findings = [one.finding for one in quoted]
        others = [PASSED] if some_passed else []
        least = self.rule_set.min_score
        total = score if score == score else None  # but for NaN
        decision, decided_by = decide([*findings, *others], total, least)
        if decided_by == MIN_SCORE:
            dropped = any(one.drops for one in findings)
            parts = self.plan.scorecard.parts(RowReadings(self.rows, place), dropped=dropped)
            why = score_reason(total, least, parts)
        else:
            why = reason(findings, decided_by) if decided_by else kept
        return RowVerdict(decision, why, decided_by, tuple(quoted))
