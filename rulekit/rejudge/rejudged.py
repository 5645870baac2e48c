"""The rows of a shard, judged again by another plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

from rulekit.rejudge.judge_rows import RowsOfRuleSet
from rulekit.rejudge.quotes import Locate, Quotes
from rulekit.rejudge.rejudged_rows import RejudgedRows
from rulekit.rejudge.stored_rows import StoredRows

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan
    from rulekit.plan.rule_set import RuleSet

SORT = ("language", "kind", "natural_language")  # columns that decide which rules judge a row


@dataclass(frozen=True)
class Rejudging:
    """A plan that judges rows again; `known` are rules whose evidence the audit has."""

    plan: Plan
    known: frozenset[str]

    def parts(self, rows: StoredRows) -> list[RowsOfRuleSet]:
        """The rows of each rule set and language; those without rules are under empty ones.

        Languages that are judged alike may have one rule set, in a plan that was stored.
        """
        import numpy as np

        found: dict[tuple[int, str, str], tuple[RuleSet, list[int]]] = {}
        for places, rule_set in self._rule_sets(rows):
            language, kind = (rows.known[name][places[0]] for name in ("language", "kind"))
            found.setdefault((id(rule_set), language, kind), (rule_set, []))[1].extend(places)
        return [
            RowsOfRuleSet(self.plan, one, rows, np.array(sorted(places)))
            for one, places in found.values()
        ]

    def judged(
        self, rows: StoredRows, parts: Iterable[RowsOfRuleSet], locate: Locate
    ) -> RejudgedRows:
        """The verdicts on the rows; those of no part stay as they are stored."""
        judged, quotes = RejudgedRows.of(rows), Quotes(rows, self.known, locate)
        for part in parts:
            part.judge(judged, quotes)
        return judged

    def _rule_sets(self, rows: StoredRows) -> Iterator[tuple[list[int], RuleSet]]:
        """The rule sets of rows whose language is known: no others were read or can be."""
        for (language, kind, natural_language, _), places in self._alike(rows).items():
            if language and kind:
                path = rows.known["path"][places[0]] if self.plan.override_paths else ""
                yield places, self.plan.rule_set(language, kind, path, natural_language or "")

    def _alike(self, rows: StoredRows) -> Mapping[tuple[Any, ...], list[int]]:
        """The places of rows by what decides on their rules."""
        overrides: Iterable[tuple[int, ...]] = repeat(())
        if self.plan.override_paths:
            overrides = map(self.plan.overrides_of, rows.known["path"])
        found: dict[tuple[Any, ...], list[int]] = {}
        columns = (rows.known[name] for name in SORT)
        for place, key in enumerate(zip(*columns, overrides, strict=False)):
            found.setdefault(key, []).append(place)
        return found
