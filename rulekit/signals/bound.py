"""Bounds of measures that are cheaper than the measures: most limits are far from most numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from rulekit.core.document import Document
from rulekit.core.finder import Finder
from rulekit.core.gate import alphabet_of
from rulekit.core.span import Span
from rulekit.signals.measure import share

MANY = 100  # matches beyond which the number is the same to all limits and scores that there are

Bounds = Callable[[Document], tuple[float, float]]


def bounds_of(finder: Finder, measure: str) -> Bounds | None:
    """Find what gives the bounds of a measure of a finder; None where nothing cheap does.

    Nobody asks whether there are a hundred matches or more; and what is made of a few characters,
    as numbers are, covers no more than the text has of those.
    """
    if measure == "count":
        walk = finder.walk if finder.expression else None
        return finder.bounds or (walk and _counted(walk, finder.gate))
    if measure == "char_fraction" and finder.expression:
        alphabet = alphabet_of(finder.expression)
        return None if alphabet is None else _covered(alphabet, finder.gate)
    return None


def _counted(walk: Callable[[Document], Iterable[Span]], gate: str) -> Bounds:
    def bounds(document: Document) -> tuple[float, float]:
        if gate and not document.holds(gate):
            return 0.0, 0.0
        count = sum(1 for _ in islice(walk(document), MANY))
        return count, count if count < MANY else len(document.data)

    return bounds


def _covered(alphabet: bytes, gate: str) -> Bounds:
    others = bytes(byte for byte in range(256) if byte not in alphabet)

    def bounds(document: Document) -> tuple[float, float]:
        if gate and not document.holds(gate):
            return 0.0, 0.0
        return 0.0, share(len(document.data.translate(None, others)), len(document.text))

    return bounds
