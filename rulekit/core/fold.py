"""Failures that follow from others: a text of nothing has few lines, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rulekit.core.rule import Rule
    from rulekit.core.verdict import Finding


def fold(rules: Sequence[Rule], findings: list[Finding]) -> list[Finding]:
    """The findings; each failure that follows from another has that one's rule as `implied_by`.

    It is one that stands by itself. Where rules imply each other, the first of them does.
    """
    failed = {finding.rule: finding for finding in findings if finding.outcome == "fail"}
    if len(failed) < 2:
        return findings
    direct = {rule.id: _implying(rule, failed) for rule in rules if rule.id in failed}
    above = {rule: _reached(rule, direct) for rule in failed}
    order = {rule: place for place, rule in enumerate(failed)}
    roots = [
        rule
        for rule in failed
        if all(rule in above[one] and order[rule] < order[one] for one in above[rule])
    ]
    under = {
        rule: next(root for root in roots if root in above[rule])
        for rule in failed
        if rule not in roots
    }
    return [
        replace(one, implied_by=under[one.rule]) if one.rule in under else one for one in findings
    ]


def _implying(rule: Rule, failed: Mapping[str, Finding]) -> set[str]:
    """The failures that a rule's follows from; one that drops follows from none that does not."""
    drops = failed[rule.id].drops
    return {
        one
        for one in rule.implied_by & failed.keys()
        if one != rule.id and failed[one].drops >= drops
    }


def _reached(rule: str, direct: Mapping[str, set[str]]) -> set[str]:
    """All that a rule's failure follows from, over others too; never itself."""
    found: set[str] = set()
    todo = [*direct[rule]]
    while todo:
        if (one := todo.pop()) not in found:
            found.add(one)
            todo += direct[one]
    return found - {rule}
