"""A fitted scorecard as the file that a profile reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from rulekit.catalog.compile_rule import RuleFile
from rulekit.fitting.scorecard import Fitted
from rulekit.plan.plan import Plan
from rulekit.spec.rule import SignalSpec

WHOLE = 1e15  # whole numbers under it are written without an exponent


def signals_as_written(plan: Plan) -> dict[str, SignalSpec]:
    """The signals of the selected rules and of the scorecard in force, as files write them."""
    found: dict[str, SignalSpec] = {}
    for rule in plan.selected:
        found |= _of_rule(plan.catalog.rules[rule.id])
    if file := plan.scorecard_file:
        pairs = zip(file.scorecard.terms, file.spec.terms, strict=True)  # with every pack there
        found |= {term.signal.name: spec.signal for term, spec in pairs}
    return found


def _of_rule(file: RuleFile) -> dict[str, SignalSpec]:
    written = [file.spec.signal, *(guard.signal for guard in file.spec.when)]
    return {one.name: spec for one, spec in zip(file.rule.signals, written, strict=True)}


def limits_in_force(plan: Plan) -> dict[str, list[float]]:
    """The limits of the selected rules, by the name of the signal."""
    limits: dict[str, list[float]] = {}
    for rule in plan.selected:
        for bound in (rule.keep.minimum, rule.keep.maximum):
            if bound is not None:
                limits.setdefault(rule.signal.name, []).append(bound.value)
    return limits


def as_yaml(
    fitted: Fitted,
    written: Mapping[str, SignalSpec],
    title: str,
    source: str,
    min_score: float = 0.0,
) -> str:
    """The file, with the signals that have points, by name."""
    lines = [
        f"title: {json.dumps(title)}",
        f"source: {json.dumps(source)}",
        f"min_score: {number(min_score)}",
        f"base: {number(fitted.base)}",
        f"dropped: {number(fitted.dropped)}",
        "terms:" if fitted.steps else "terms: []",
    ]
    steps: dict[str, list[tuple[float, float]]] = {}
    for step, points in fitted.steps:
        steps.setdefault(step.signal, []).append((step.above, points))
    for name in sorted(steps):
        lines += _term(written[name], steps[name])
    return "\n".join(lines) + "\n"


def _term(signal: SignalSpec, steps: Iterable[tuple[float, float]]) -> list[str]:
    listed = (
        f"      - {{above: {number(above)}, points: {number(points)}}}" for above, points in steps
    )
    return [f"  - signal: {json.dumps(plain(signal))}", "    steps:", *listed]


def number(value: float) -> str:
    """A number in all of its digits, so that the same one is read back."""
    return f"{value:.0f}" if value.is_integer() and abs(value) < WHOLE else repr(float(value))


def plain(signal: SignalSpec) -> Any:
    """A signal as people write it: a name alone is a word."""
    if signal.named is not None:
        return signal.named
    said: dict[str, Any] = signal.model_dump(mode="json", exclude_none=True)
    if signal.ratio is not None:
        said["ratio"] = [plain(one) for one in signal.ratio]
    return said
