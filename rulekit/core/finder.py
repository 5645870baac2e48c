"""Finders: where something is in a document, for any measure to say how much of it there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rulekit.core.document import Document
from rulekit.core.span import Span


@dataclass(frozen=True)
class Finder:
    """A way to find spans; a rule names it and picks the measure.

    `find` returns them sorted, or raises Unmeasured to say why a document has no answer. `needs`
    names the captures that it asks for, so that no others are queried. `walk` gives the same spans
    one after the other, where that is cheaper than to find all.

    `gate` is an RE2 pattern without which there is nothing to find: where it matches nowhere in the
    text, every measure is 0. One that `needs` captures asks `document.holds(gate)` itself, after
    it has asked for those, so that it is unmeasured where they are missing. `gates` are others that
    it asks.
    """

    name: str
    doc: str
    find: Callable[[Document], Sequence[Span]]
    needs: frozenset[str] = frozenset()
    walk: Callable[[Document], Iterable[Span]] | None = None
    gate: str = ""
    gates: frozenset[str] = frozenset()
