"""Weights as a signal: `weighted(NAME)` in rules, the sum of what other signals add."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.signal import Signal

SHOWN = 5  # terms that are told by name


class WeightedTerm(NamedTuple):
    """A signal and its weight; it adds nothing where it reads the mean."""

    signal: Signal
    weight: float
    mean: float


def signal_name(weights: str) -> str:
    """The name of the signal of weights."""
    return f"weighted({weights})"


def weighted(name: str, terms: Sequence[WeightedTerm]) -> Signal:
    """The sum of what the terms add; unmeasured where one of their signals is."""

    def parts(document: Document) -> list[float]:
        return [_part(term, document) for term in terms]

    def tell(document: Document) -> str:
        return told([term.signal.name for term in terms], document.view(parts))

    signals = [term.signal for term in terms]
    return Signal(
        name=signal_name(name),
        unit="score",
        doc=f"the sum of {len(terms)} weighted signals, by the weights {name}",
        measure=lambda document: math.fsum(document.view(parts)),
        needs=frozenset().union(*(one.needs for one in signals)),
        gates=frozenset().union(*(one.gates for one in signals)),
        tell=tell,
    )


def _part(term: WeightedTerm, document: Document) -> float:
    reading = term.signal.read(document)
    if reading.value is None:
        raise Unmeasured(f"{term.signal.name}: {reading.note}")
    return term.weight * (reading.value - term.mean)


def told(names: Sequence[str], parts: Sequence[float]) -> str:
    """The parts of a sum in words, the largest first, and those of the others together."""
    ranked = sorted(zip(names, parts, strict=True), key=lambda one: -abs(one[1]))
    shown, others = ranked[:SHOWN], [part for _, part in ranked[SHOWN:]]
    words = [f"`{name}` {part:+.2f}" for name, part in shown]
    return ", ".join([*words, f"others {math.fsum(others):+.2f}"] if others else words)
