"""The readings that an audit keeps: of which signals, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan


def kept_readings(plan: Plan, signals: str) -> tuple[str, ...]:
    """Names of the signals whose readings are kept, sorted; `signals` is "", "used" or "all"."""
    if not signals:
        return ()
    rules = (
        plan.selected if signals == "used" else [file.rule for file in plan.catalog.rules.values()]
    )
    names = {signal.name for rule in rules for signal in rule.signals}
    names |= {term.signal.name for term in plan.scorecard.terms}
    return tuple(
        sorted(names | (set(plan.catalog.names.named_signals) if signals == "all" else set()))
    )
