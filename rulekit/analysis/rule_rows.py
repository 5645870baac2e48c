"""Rows that a rule speaks of, with what it reads there and what else decides them, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from rulekit.analysis.ending import split
from rulekit.analysis.rule_shard import RuleShards
from rulekit.audit.coded import Coded
from rulekit.audit.read_tables import AuditTables, array
from rulekit.audit.tables import arrow
from rulekit.core.fold import fold
from rulekit.core.rule import TOLERANCE, Rule
from rulekit.core.verdict import CAUSES, Finding
from rulekit.errors import Problem, UsageError, did_you_mean
from rulekit.rejudge.missing import missing_readings, without_readings

if TYPE_CHECKING:
    from numpy import ndarray

    from rulekit.plan.plan import Plan


@dataclass(frozen=True)
class RuleRows:
    """Candidates that a rule applies to: it is on for them, its guards hold, it has a value.

    The arrays have one item for each row, in the order of the audit. `sort` is the place in `sorts`
    of the rule with the limits in force for the row; `language`, `decision` and `deciding` are
    places in `languages`, `decisions` and `decided_by`; `shard` is one among the audit's shards.
    `alone` is true where the rule is the only reason if it drops the row, and `spared` where the
    row stays if it fails. `left_out` counts other candidates: where the rule is `off`, `closed` by
    a guard, or `unmeasured`.
    """

    rule: Rule
    sorts: tuple[Rule, ...]
    languages: tuple[str, ...]
    decisions: tuple[str, ...]
    decided_by: tuple[tuple[str, ...], ...]
    left_out: Mapping[str, int]
    value: ndarray
    size: ndarray
    sort: ndarray
    language: ndarray
    decision: ndarray
    deciding: ndarray
    alone: ndarray
    spared: ndarray
    shard: ndarray
    row: ndarray

    def __len__(self) -> int:
        return len(self.value)

    @property
    def kept(self) -> ndarray:
        """Where the audit keeps the row."""
        return self._where("decisions", "decision", lambda one: one == "keep")

    @property
    def dropped(self) -> ndarray:
        """Where the audit says that this rule drops the row."""
        return self._where("decided_by", "deciding", lambda one: self.rule.id in one)

    @property
    def drops(self) -> ndarray:
        """Where a failure drops the row."""
        found: ndarray = self._where("sorts", "sort", lambda one: one.action == "drop")
        found &= ~self.spared
        return found

    def ends(self, bound: str) -> ndarray:
        """The limit in force for each row at an end (`min`, `max`), infinite where none is."""
        import numpy as np

        place = ("min", "max").index(bound)
        found: ndarray = np.array([one.keep.ends[place] for one in self.sorts], float)[self.sort]
        return found

    def failing(self, **limits: float) -> ndarray:
        """Where the rule fails; `min` or `max` take the place of the limits in force."""
        low, high = (limits.get(bound, self.ends(bound)) for bound in ("min", "max"))
        found: ndarray = (self.value - high > TOLERANCE) | (low - self.value > TOLERANCE)
        return found

    def where(self, mask: ndarray) -> RuleRows:
        """The rows where a mask holds."""
        import numpy as np

        columns = [
            one.name for one in fields(self) if isinstance(getattr(self, one.name), np.ndarray)
        ]
        return replace(self, **{name: getattr(self, name)[mask] for name in columns})

    def of_language(self, language: str) -> RuleRows:
        """The rows of a language; raises UsageError with the nearest if there are none."""
        if language not in self.languages:
            near = did_you_mean(language, self.languages)
            there = f"; it does of {', '.join(self.languages) or 'none'}"
            message = f"{self.rule.id} says nothing of rows in `{language}`"
            raise UsageError(message + (near or there))
        return self.where(self.language == self.languages.index(language))

    def _where(self, words: str, column: str, holds: Any) -> ndarray:
        import numpy as np

        found = np.array([holds(one) for one in getattr(self, words)], bool)
        mask: ndarray = found[getattr(self, column)]
        return mask


def rows_of_rule(audit: AuditTables, plan: Plan, rule: str) -> RuleRows:
    """Read the rows of a rule; `plan` says where it is on, and with which limits.

    Raises UsageError for a rule that the plan does not select, and for an audit that has no
    readings of it.
    """
    import numpy as np

    selected = {one.id: one for one in plan.selected}
    if rule not in selected:
        raise _no_rule(plan, rule)
    if not audit.has_readings:
        raise without_readings(audit)
    shards = RuleShards(audit, plan, selected[rule])
    rows = arrow().concat_tables([shards.read(place) for place in range(len(audit.shards))])
    if shards.missing:
        raise missing_readings(audit, plan, shards.missing)
    languages, language = _coded(rows["language"])
    decisions, decision = _coded(rows["decision"])
    deciding, codes = _coded(rows["decided_by"])
    decided_by = tuple(map(split, deciding))
    alone = np.array([_is_alone(plan, rule, one) for one in decided_by], bool)[codes]
    known = selected[rule], shards.sorts, languages, decisions, decided_by, shards.left_out
    value, size, sort = (array(rows[name]) for name in ("value", "size", "sort"))
    spared, shard, row = (array(rows[name]) for name in ("spared", "shard", "row"))
    columns = value, size, sort, language, decision, codes, alone, spared, shard, row
    return RuleRows(*known, *columns)


def _no_rule(plan: Plan, rule: str) -> UsageError:
    selected = [one.id for one in plan.selected]
    if rule in plan.catalog.rules:
        message = f"{rule} is off in the audit's plan, profile {plan.profile}"
        remedy = "`rulekit rejudge --extend-select` turns it on, if its readings are there"
        return UsageError([Problem(message, remedy=remedy)])
    return UsageError(f"the audit's plan has no rule `{rule}`{did_you_mean(rule, selected)}")


def _coded(column: Any) -> tuple[tuple[str, ...], ndarray]:
    """The words of a column, sorted, and the place of that of each row."""
    import numpy as np

    coded = Coded.of(column)
    order = sorted(coded.words)
    places = np.array([order.index(one) for one in coded.words], np.int64)
    return tuple(order), places[coded.codes]


def _is_alone(plan: Plan, rule: str, decided_by: Sequence[str]) -> bool:
    """True if a rule would be the only reason beside what decides a row now, as a tally says."""
    failed = {rule, *(one for one in decided_by if one not in CAUSES)}
    known = [file.rule for name, file in plan.catalog.rules.items() if name in failed]
    folded = fold(known, [Finding(one.id, "fail") for one in known])
    standing = [one.rule for one in folded if not one.implied_by]
    return len(known) == len(failed) and standing == [rule]
