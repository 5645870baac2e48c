"""Rows of an audit near a limit, on both sides, found column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, cast

from rulekit.audit.matching import failures
from rulekit.audit.read_tables import REMEDY, AuditTables, array, compute
from rulekit.audit.selection import Selection
from rulekit.core.document import Kind
from rulekit.core.rule import TOLERANCE, Range, Rule
from rulekit.errors import Problem, UsageError

if TYPE_CHECKING:
    import numpy

    from rulekit.plan.plan import Plan

RULE_SET = ("language", "kind", "natural_language")  # tell the rule set, without overrides


def near_failures(
    audit: AuditTables, rule: str, within: float, limit: int | None = None
) -> Selection:
    """Pick the rows that a rule failed by no more than `within`, the nearest first."""
    import numpy

    selection = Selection(audit.shards, limit)
    for place, group in failures(audit, rule):
        distances = numpy.abs(array(group["margin"]))
        here = distances <= within + TOLERANCE
        selection.add(place, array(group["row"])[here], distances[here])
    return selection


def near_rows(
    audit: AuditTables,
    plan: Plan,
    rule: str,
    within: float,
    limit: int | None = None,
    *,
    passed: bool = False,
) -> Selection:
    """Pick the rows that a rule failed or passed by no more than `within`, the nearest first.

    With `passed`, only those that it passed. `plan` is the audit's own. Rows that the rule does not
    apply to, or that a guard keeps from it, are left out, and so are those of which its signal or a
    guard's was not measured.
    """
    import numpy

    limits = _Limits(plan, plan.catalog.rules[rule].rule)
    selection = Selection(audit.shards, limit)
    signals = [signal.name for signal in limits.rule.signals]
    for place, shard in enumerate(audit.shards):
        groups = zip_longest(
            audit.groups("verdicts", shard, ("row", *RULE_SET)),
            audit.groups("readings", shard, ("row", *dict.fromkeys(signals))),
        )
        for verdicts, readings in groups:
            if not (verdicts and readings and verdicts["row"].equals(readings["row"])):
                message = f"verdicts and readings of `{shard}` have other rows"
                raise UsageError([Problem(message, str(audit.paths.folder), remedy=REMEDY)])
            margins = limits.margins(verdicts, readings)
            distances = numpy.abs(margins)
            here = distances <= within + TOLERANCE  # never true of NaN
            if passed:
                here &= margins <= TOLERANCE
            selection.add(place, array(readings["row"])[here], distances[here])
    return selection


@dataclass
class _Limits:
    """The limits of one rule, by the sort of document that they are for."""

    plan: Plan
    rule: Rule
    known: dict[str, tuple[float, float]] = field(default_factory=dict)

    def margins(self, verdicts: Any, readings: Any) -> numpy.ndarray:
        """Distance of each row beyond its nearer bound; NaN where the rule says nothing."""
        import numpy

        blank = [compute().fill_null(verdicts[name], "") for name in RULE_SET]
        sorts = compute().binary_join_element_wise(*blank, "\0").combine_chunks()
        sorts = sorts.dictionary_encode()
        limits = [self._limits_for(sort) for sort in sorts.dictionary.to_pylist()]
        lows, highs = numpy.array(limits or [(0.0, 0.0)]).T
        places = array(sorts.indices)
        margin = _margin(array(readings[self.rule.signal.name]), lows[places], highs[places])
        for guard in self.rule.when:
            low, high = _ends(guard.keep)
            inside = _margin(array(readings[guard.signal.name]), low, high) <= TOLERANCE
            margin = numpy.where(inside, margin, numpy.nan)
        return margin

    def _limits_for(self, sort: str) -> tuple[float, float]:
        if sort not in self.known:
            language, kind, natural_language = sort.split("\0")
            rules: Sequence[Rule] = ()
            if language and kind:
                rules = self.plan.rule_set(language, cast("Kind", kind), "", natural_language).rules
            keep = next((one.keep for one in rules if one.id == self.rule.id), Range())
            self.known[sort] = _ends(keep)
        return self.known[sort]


def _ends(keep: Range) -> tuple[float, float]:
    """Both ends of a range, infinite where there is none; NaN when there is neither."""
    low, high = keep.minimum, keep.maximum
    if not (low or high):
        return float("nan"), float("nan")
    return low.value if low else float("-inf"), high.value if high else float("inf")


def _margin(values: numpy.ndarray, low: Any, high: Any) -> numpy.ndarray:
    import numpy

    found: numpy.ndarray = numpy.maximum(values - high, low - values)
    return found
