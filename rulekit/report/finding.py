"""Findings in words: value against limit, and the sentence that a colleague would say."""

from __future__ import annotations

from collections.abc import Iterable

from rulekit.core.judge import by_weight
from rulekit.core.verdict import Finding
from rulekit.report.number import RATIO, SHARE, YES_OR_NO, number, quantity

DIGITS = (3, 6, 12)  # that are shown, until value and limit differ
SIGNS = {("fail", "max"): ">", ("fail", "min"): "<", ("pass", "max"): "<=", ("pass", "min"): ">="}


def limit(finding: Finding) -> str:
    """The limit as people write it: `<= 20%`, `>= 10`; "" for an unmeasured finding."""
    if finding.limit is None:
        return ""
    if finding.unit == YES_OR_NO:
        return _bound(finding)
    return f"{'>=' if finding.bound == 'min' else '<='} {_bound(finding)}"


def compared(finding: Finding) -> str:
    """The value against its limit, `35 < 50`; "" where one place is one too many, or is missed."""
    if finding.value is None or finding.limit is None or asks_whether(finding):
        return ""
    sign = SIGNS.get((finding.outcome, finding.bound or ""), "")
    both = finding.value, finding.limit
    ways = [[quantity(one, finding.unit, digits) for one in both] for digits in DIGITS]
    ways.append([number(one, DIGITS[-1]) for one in both])  # of a size, or a large percentage
    value, bound = next((shown for shown in ways if shown[0] != shown[1]), ways[0])
    return f"{value} {sign} {bound}"


def asks_whether(finding: Finding) -> bool:
    """True if the limit asks whether there is any, and not how much."""
    if finding.unit.startswith((SHARE, RATIO)):
        return False
    whole = 1 if finding.bound == "min" else 0
    return finding.unit == YES_OR_NO or finding.limit == whole


def in_words(finding: Finding) -> str:
    """The limit of a failure as a clause: `at least 50 needed`; "" where it says nothing."""
    if finding.limit is None or asks_whether(finding):
        return ""
    least, most = f"at least {_bound(finding)} needed", f"at most {_bound(finding)} allowed"
    return least if finding.bound == "min" else most


def _bound(finding: Finding) -> str:
    return quantity(finding.limit, finding.unit, DIGITS[-1])


def reasons(findings: Iterable[Finding]) -> list[Finding]:
    """The failures, first those that drop, then those that stand by themselves, the worst first."""
    failed = [one for one in findings if one.outcome == "fail"]
    return sorted(failed, key=lambda one: (not one.drops, *by_weight(one)))


def followers(finding: Finding, findings: Iterable[Finding]) -> list[Finding]:
    """The failures that follow from one."""
    return [one for one in findings if one.implied_by == finding.rule]
