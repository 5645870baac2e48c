"""A rule looked at to choose its limit: readings, other limits, rows near it, labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.analysis.histogram import Histogram, histogram, limits_in_force
from rulekit.analysis.label import LabelledRows
from rulekit.analysis.limit import LimitEffect, by_language, effect, limits_to_try
from rulekit.analysis.near import near_rows
from rulekit.analysis.precision import LabelledReadings, Quality, labelled_readings
from rulekit.analysis.rule_rows import RuleRows
from rulekit.audit.read_tables import AuditTables
from rulekit.errors import UsageError

if TYPE_CHECKING:
    from rulekit.core.rule import Rule

ENDS = ("min", "max")


@dataclass(frozen=True)
class Tuning:
    """A rule on the rows of an audit; `tried` are limits to try beside those that seem fit.

    `bound` is the end of the range that is moved; "" for each that has a limit. `near` rows on
    either side are told, with `alone` of those that no other rule drops. Limits are tried by
    language as well with `languages`. `proposed` is the precision that a limit is proposed for.
    """

    audit: AuditTables
    rows: RuleRows
    labelled: LabelledRows | None = None
    bound: str = ""
    tried: Sequence[float] = ()
    near: int = 5
    alone: bool = False
    languages: bool = False
    proposed: float | None = None

    @cached_property
    def bounds(self) -> tuple[str, ...]:
        """The ends whose limits are moved."""
        if self.bound:
            return (self.bound,)
        found = [one for one in ENDS if any(_end(rule, one) for rule in self.rows.sorts)]
        return tuple(found) or ENDS[1:]

    @cached_property
    def read(self) -> LabelledReadings | None:
        """The labelled rows that the rule reads."""
        return None if self.labelled is None else labelled_readings(self.rows, self.labelled)

    @cached_property
    def _now(self) -> LimitEffect:
        return effect(self.rows)

    @cached_property
    def _now_by_language(self) -> Mapping[str, LimitEffect]:
        return by_language(self.rows)

    def record(self) -> dict[str, Any]:
        """All but what is proposed as plain data; docs/commands.md describes the keys."""
        rows, rule = self.rows, self.rows.rule
        if not len(rows):
            raise UsageError(f"{rule.id} says nothing of any row of `{self.audit.paths.folder}`")
        passed, failed = near_rows(self.audit, rows, self.near, alone=self.alone)
        found = {
            "rule": rule.id,
            "title": rule.title,
            "signal": rule.signal.name,
            "unit": rule.signal.unit,
            "rows": len(rows),
            "left_out": dict(rows.left_out),
            "in_force": [asdict(one) for one in limits_in_force(rows)],
            "dropped_before": int(rows.dropped.sum()),
            "histogram": _bins(histogram(rows)),
            "now": self._effect(None, ""),
            "limits": {bound: self._limits(bound) for bound in self.bounds},
            "passed": [asdict(one) for one in passed],
            "failed": [asdict(one) for one in failed],
        }
        return found | self._of_labels()

    def _limits(self, bound: str) -> list[dict[str, Any]]:
        limits = sorted({*limits_to_try(self.rows, bound), *self.tried})
        return [self._effect(limit, bound) for limit in limits]

    def _effect(self, limit: float | None, bound: str) -> dict[str, Any]:
        """What a limit does, against what those in force do."""
        found = _told(effect(self.rows, bound, limit), self._now)
        if self.languages:
            each = by_language(self.rows, bound, limit)
            found["by_language"] = {
                name: _told(one, self._now_by_language[name]) for name, one in each.items()
            }
        if self.read:
            found["labels"] = _quality(self.read.quality(bound, limit))
        return found

    def proposals(self) -> list[dict[str, Any]]:
        """The limits that reach the precision, as plain data; none where none is asked for.

        Raises UsageError where the labels are too few, or no limit reaches it.
        """
        if self.read is None or self.proposed is None:
            return []
        best = [self.read.proposal(bound, self.proposed) for bound in self.bounds]
        return [
            {"bound": one.bound, **self._effect(one.limit, one.bound)}
            | {"labels": _quality(one.quality)}
            for one in best
        ]

    def _of_labels(self) -> dict[str, Any]:
        if self.labelled is None or self.read is None:
            return {}
        return {"labels": labels_record(self.labelled) | {"read": len(self.read.rows)}}


def labels_record(labelled: LabelledRows) -> dict[str, int]:
    """The number of labelled rows, of those to drop, and of labels that do not count."""
    to_drop = int((~labelled.keep).sum())
    return {"rows": len(labelled), "to_drop": to_drop, **labelled.left_out}


def _end(rule: Rule, bound: str) -> object:
    return rule.keep.minimum if bound == "min" else rule.keep.maximum


def _told(does: LimitEffect, now: LimitEffect) -> dict[str, Any]:
    return {**asdict(does), "against_now": does.dropped - now.dropped}


def _quality(one: Quality) -> dict[str, Any]:
    derived = {name: getattr(one, name) for name in ("precision", "at_least", "recall")}
    return asdict(one) | derived


def _bins(found: Histogram) -> dict[str, Any]:
    names = ("low", "high", "rows", "kept", "failed", "others", "bytes")
    columns = zip(*(getattr(found, name).tolist() for name in names), strict=True)
    return {
        "scale": found.scale,
        "bins": [dict(zip(names, values, strict=True)) for values in columns],
    }
