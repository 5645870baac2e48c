"""The error for readings that rules ask for and an audit does not have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rulekit.audit.read_tables import AuditTables
from rulekit.errors import Problem, UsageError
from rulekit.report.number import plural

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan

NAMED = 8  # signals that are named


def missing_readings(audit: AuditTables, plan: Plan, missing: Mapping[str, int]) -> UsageError:
    """The error, with the signals, the number of rows that lack them, and the rules that ask."""
    asking: dict[str, list[str]] = {}
    for rule in plan.selected:
        for signal in rule.signals:
            if rule.id not in asking.setdefault(signal.name, []):  # or it is a guard as well
                asking[signal.name].append(rule.id)
    rules = {name: ", ".join(asking.get(name, ["the score"])) for name in missing}
    lines = [
        f"\n  {name}, on {plural(rows, 'row')}, for {rules[name]}"
        for name, rows in sorted(missing.items())
    ]
    more = [f"\n  and {len(lines) - NAMED:,} more"] if len(lines) > NAMED else []
    folder, count = audit.paths.folder, plural(len(lines), "signal")
    message = f"`{folder}` has no readings of {count} that rules ask for:"
    remedy = "`rulekit filter --signals all` keeps those of every rule that is installed"
    if audit.manifest["signals"] == "all":
        remedy = "these rules are new: judge the corpus again, or --ignore them"
    return UsageError([Problem(message + "".join([*lines[:NAMED], *more]), remedy=remedy)])


def stale_readings(audit: AuditTables, others: Sequence[str]) -> UsageError:
    """The error for readings that are not those of the models or replies that are there now."""
    message = f"`{audit.paths.folder}` has readings of others than are here: {'; '.join(others)}"
    remedy = "judge the corpus again, which reads anew, or put back those that it was read by"
    return UsageError([Problem(message, remedy=remedy)])


def without_readings(audit: AuditTables) -> UsageError:
    """The error for an audit that kept nothing of what was measured."""
    remedy = "`rulekit filter --signals used`, or `all`, keeps what rules are asked of"
    return UsageError([Problem(f"`{audit.paths.folder}` has no readings", remedy=remedy)])
