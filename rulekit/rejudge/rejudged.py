"""The rows of a shard, judged again by another plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rulekit.core.verdict import no_rules_reason
from rulekit.rejudge.judge_rows import RowsOfRuleSet, RowVerdict
from rulekit.rejudge.quotes import Locate, Quotes
from rulekit.rejudge.stored_rows import StoredRows

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan
    from rulekit.plan.rule_set import RuleSet


@dataclass(frozen=True)
class Rejudging:
    """A plan that judges rows again; `known` are rules whose evidence the audit has."""

    plan: Plan
    known: frozenset[str]

    def parts(self, rows: StoredRows) -> list[RowsOfRuleSet]:
        """The rows of each rule set; those without rules are under one that is empty."""
        found: dict[int, tuple[RuleSet, list[int]]] = {}
        for place, rule_set in self._rule_sets(rows):
            found.setdefault(id(rule_set), (rule_set, []))[1].append(place)
        return [RowsOfRuleSet(self.plan, one, rows, places) for one, places in found.values()]

    def verdicts(
        self, rows: StoredRows, parts: Iterable[RowsOfRuleSet], locate: Locate
    ) -> dict[int, RowVerdict]:
        """The verdicts on the rows that are judged again, by their places."""
        quotes = Quotes(rows, self.known, locate)
        found: dict[int, RowVerdict] = {}
        for part in parts:
            if part.rule_set.rules:
                found |= part.verdicts(quotes)
            else:
                found |= {place: _without_rules(rows, place) for place in part.places}
        return found

    def _rule_sets(self, rows: StoredRows) -> Iterator[tuple[int, RuleSet]]:
        """The rule set of each row whose language is known: no other was read or can be."""
        names = ("language", "kind", "natural_language", "path")
        columns = zip(*(rows.known[name] for name in names), strict=True)
        for place, (language, kind, natural_language, path) in enumerate(columns):
            if language and kind:
                rule_set = self.plan.rule_set(language, kind, path, natural_language or "")
                yield place, rule_set


def _without_rules(rows: StoredRows, place: int) -> RowVerdict:
    reason = no_rules_reason(rows.known["language"][place])
    return RowVerdict("drop", reason, ("no-rules",), candidate=False)
