"""Limits of a rule that could move without any example noticing."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rulekit.catalog.compile_rule import RuleFile
from rulekit.core.rule import Bound, Range, Rule, written
from rulekit.core.signal import Signal
from rulekit.errors import Problem
from rulekit.spec.strict_yaml import KeyPath
from rulekit.testing.examples import (
    ExampleRunner,
    Readings,
    Side,
    complaint_of,
    examples_of,
    found,
)

SHARE = 0.2  # of a limit, by which it is moved
SHARES = ("share", "per", "ratio")  # first words of units that count in fractions


@dataclass(frozen=True)
class _Limit:
    """One number of a rule: where its file says it, and which signal it holds."""

    key: KeyPath  # ("keep", "max"), ("when", 0, "min")
    signal: Signal
    value: float
    whole: bool  # whether the signal counts in whole numbers

    def moved(self) -> list[float]:
        """The value a fifth up and a fifth down, at least by one for what is whole."""
        step = abs(self.value) * SHARE or SHARE
        ends = round(self.value + step, 12), round(self.value - step, 12)
        if self.whole:
            return [math.ceil(ends[0]), math.floor(ends[1])]
        if self.signal.unit.startswith("share"):
            ends = min(ends[0], 1.0), max(ends[1], 0.0)
        return [end for end in ends if end != self.value]

    def between(self, other: float) -> str:
        """The readings that the limit and another one judge differently, in words."""
        low, high = sorted((self.value, other))
        if not self.whole:
            parts = written(low), written(high)
            form = "over {}, up to {}" if self.key[-1] == "max" else "from {} to under {}"
            return form.format(*parts)
        inclusive = 1 if self.key[-1] == "max" else 0
        first, last = int(low) + inclusive, int(high) - 1 + inclusive
        return f"{first}" if first == last else f"{first} to {last}"

    def message(self, other: float) -> str:
        """The move, and the example that would notice it."""
        end = str(self.key[-1])
        looser = (end == "max") == (other > self.value)
        move = f"{end} {written(self.value)} could be {written(other)}"
        if self.key[0] == "keep":
            side = "drop" if looser else "keep"
            return f"{move}: add an example to {side} that reads {self.between(other)}"
        side = "keep, beyond the limit," if looser else "drop"
        return f"when {move}: add an example to {side} for which it is {self.between(other)}"


def unnoticed(runner: ExampleRunner, file: RuleFile) -> list[Problem]:
    """Moves of each limit of a rule, of `keep` and of `when`, that no example notices."""
    sides: list[tuple[Side, Readings]] = []
    for side, _, example in examples_of(file):
        readings = runner.readings(file, example)
        if not isinstance(readings, str):
            sides.append((side, readings))
    return [
        file.tree.problem(limit.message(value), limit.key)
        for limit in _limits(file.rule, [readings for _, readings in sides])
        for value in limit.moved()
        if not any(
            complaint_of(side, found(_with(file.rule, limit.key, value), readings))
            for side, readings in sides
        )
    ]


def _limits(rule: Rule, readings: Sequence[Readings]) -> Iterator[_Limit]:
    ranges: list[tuple[KeyPath, Signal, Range]] = [(("keep",), rule.signal, rule.keep)]
    ranges += [(("when", i), one.signal, one.keep) for i, one in enumerate(rule.when)]
    for key, signal, keep in ranges:
        bounds: Mapping[str, Bound | None] = {"max": keep.maximum, "min": keep.minimum}
        for end, bound in bounds.items():
            if bound is not None:
                whole = _counts_whole(signal, bound.value, readings)
                yield _Limit((*key, end), signal, bound.value, whole)


def _counts_whole(signal: Signal, limit: float, readings: Sequence[Readings]) -> bool:
    """True if a signal counts in whole numbers, as far as examples tell."""
    values = [limit, *(one[signal.name].value for one in readings)]
    whole = all(value is None or value == int(value) for value in values)
    return whole and not signal.unit.startswith(SHARES)


def _with(rule: Rule, key: KeyPath, value: float) -> Rule:
    """The rule with another number at one of its limits."""
    if key[0] == "keep":
        return replace(rule, keep=_at(rule.keep, str(key[-1]), value))
    guards = list(rule.when)
    i = int(key[1])
    guards[i] = replace(guards[i], keep=_at(guards[i].keep, str(key[-1]), value))
    return replace(rule, when=tuple(guards))


def _at(keep: Range, end: str, value: float) -> Range:
    bound = Bound(value)
    return replace(keep, minimum=bound) if end == "min" else replace(keep, maximum=bound)
