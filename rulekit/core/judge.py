"""From readings to findings, score and decision: no document, no file, so it can be done again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rulekit.core.fold import fold
from rulekit.core.verdict import Action, Decision, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rulekit.core.reading import Reading
    from rulekit.core.readings import Readings
    from rulekit.core.rule import Guard, Rule

# In the place of findings that nobody will look at.
PASSED = Finding("", "pass")
CLOSED = Finding("", "unmeasured", applies=False)


def judge(
    rules: Sequence[Rule], readings: Mapping[str, Reading], sha256: str, seed: int
) -> list[Finding]:
    """Findings, one per rule and in the order of the rules; evidence and message come later."""
    return fold(rules, [finding_of_rule(rule, readings, sha256, seed) for rule in rules])


def failures(rules: Sequence[Rule], readings: Readings, sha256: str, seed: int) -> list[Finding]:
    """The findings that `judge` gives, but PASSED for each rule that passed, CLOSED behind a guard.

    Nothing is read that bounds can tell.
    """
    return fold(rules, [_failure(rule, readings, sha256, seed) for rule in rules])


def _failure(rule: Rule, readings: Readings, sha256: str, seed: int) -> Finding:
    for guard in rule.when:
        if not (holds := readings.inside(guard.signal, guard.keep)):
            return finding_of_rule(rule, readings, sha256, seed) if holds is None else CLOSED
    if readings.inside(rule.signal, rule.keep):
        return PASSED
    return finding_of_rule(rule, readings, sha256, seed)


def decision_alone(rules: Iterable[Rule], readings: Readings, sha256: str, seed: int) -> Decision:
    """The decision of rules where no score is asked for, at the first that drops."""
    speaking = measured = False
    for rule in rules:
        finding = _failure(rule, readings, sha256, seed)
        if finding.drops:
            return "drop"
        speaking = speaking or finding.applies
        measured = measured or finding.outcome != "unmeasured"
    return "error" if speaking and not measured else "keep"


def finding_of_rule(rule: Rule, readings: Mapping[str, Reading], sha256: str, seed: int) -> Finding:
    """The finding of one rule, without message and evidence."""
    for guard in rule.when:
        reading = readings[guard.signal.name]
        if reading.value is None or reading.value not in guard.keep:
            return _closed(rule, guard, reading)
    reading = readings[rule.signal.name]
    if reading.value is None:
        return Finding(rule.id, "unmeasured", action=rule.action, note=reading.note)
    side, bound = rule.keep.nearer(reading.value)
    margin = rule.keep.margin(reading.value)
    failed = reading.value not in rule.keep
    action: Action = rule.action
    note = ""
    if failed and action == "drop" and spared(sha256, rule, seed):
        action, note = "spare", f"one of the {rule.spare.value:.0%} that stay"
    return Finding(
        rule.id,
        "fail" if failed else "pass",
        value=reading.value,
        limit=bound.value,
        bound=side,
        margin=margin,
        limit_from=bound.set_by,
        unit=rule.signal.unit,
        action=action,
        note=note,
    )


def _closed(rule: Rule, guard: Guard, reading: Reading) -> Finding:
    """A guard that does not hold, so that the rule says nothing; or one that cannot be read."""
    if reading.value is None:
        return Finding(rule.id, "unmeasured", action=rule.action, note=reading.note)
    note = f"does not apply: {guard.signal.name} is {reading.value:g}, not {guard.keep}"
    return Finding(rule.id, "unmeasured", action=rule.action, applies=False, note=note)


def spared(sha256: str, rule: Rule, seed: int) -> bool:
    """True if a failing document is in the share that the rule leaves alone.

    Decided by a hash of content, rule and seed: the same on every machine, on every day.
    """
    if not rule.spare.value:
        return False
    digest = hashlib.sha256(f"{sha256}:{rule.id}:{seed}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64 < rule.spare.value


def is_measured(rules: Iterable[Rule], findings: Iterable[Finding]) -> bool:
    """True if a rule of any weight was measured, so that there is a score."""
    pairs = zip(rules, findings, strict=True)
    return any(finding.outcome != "unmeasured" and rule.weight for rule, finding in pairs)


def score(rules: Iterable[Rule], findings: Iterable[Finding]) -> float | None:
    """Weight of the passed rules over that of the measured ones; None when none was measured."""
    measured = [
        (rule.weight, finding)
        for rule, finding in zip(rules, findings, strict=True)
        if finding.outcome != "unmeasured"
    ]
    total = sum(weight for weight, _ in measured)
    if not total:
        return None
    return sum(weight for weight, finding in measured if finding.outcome == "pass") / total


def by_weight(finding: Finding) -> tuple[bool, float]:
    """A key that sorts failures: those that follow from another last, the farthest over first."""
    return bool(finding.implied_by), -finding.excess


def decide(
    findings: Sequence[Finding], score: float | None, min_score: float
) -> tuple[Decision, tuple[str, ...]]:
    """The decision and what decided it: every dropping rule, or a word of CAUSES.

    Rules come in the order of `by_weight`, so that the first says the most.
    When rules speak of the document and none of them could be measured, that is an error: nothing
    is known, so nothing may be said.
    """
    failed = [finding for finding in findings if finding.outcome == "fail"]
    if dropping := [finding for finding in failed if finding.drops]:
        return "drop", tuple(finding.rule for finding in sorted(dropping, key=by_weight))
    nothing_measured = all(finding.outcome == "unmeasured" for finding in findings)
    if nothing_measured and any(finding.applies for finding in findings):
        return "error", ("unmeasured",)
    if score is not None and score < min_score:
        return "drop", ("min-score",)
    return "keep", ()
