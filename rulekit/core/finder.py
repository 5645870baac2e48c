"""Finders: where something is in a document, for any measure to say how much of it there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rulekit.core.dataclass import dataclass
from rulekit.core.document import Document
from rulekit.core.gate import gate_of
from rulekit.core.late_pattern import LatePattern
from rulekit.core.regex import pattern, spans
from rulekit.core.span import Span


@dataclass(frozen=True)
class Finder:
    """A way to find spans; a rule names it and picks the measure.

    `find` returns them sorted, or raises Unmeasured to say why a document has no answer. `needs`
    names the captures that it asks for, so that no others are queried. `walk` gives the same spans
    one after the other, where that is cheaper than to find all; `count` says how many they are,
    where no spans are needed for it, and `bounds` two numbers between which that lies. `expression`
    is the pattern of RE2 of whose matches a finder finds each, if there is one.

    `gate` is an RE2 pattern without which there is nothing to find: where it matches nowhere in the
    text, every measure is 0. One that `needs` captures asks `document.holds(gate)` itself, after
    it has asked for those, so that it is unmeasured where they are missing. `gates` are others that
    it asks. `only_in` are captures of which a language must mark one, and which nothing that is
    found is outside of: where none of them is found, nothing else is.
    """

    name: str
    doc: str
    find: Callable[[Document], Sequence[Span]]
    needs: frozenset[str] = frozenset()
    walk: Callable[[Document], Iterable[Span]] | None = None
    count: Callable[[Document], int] | None = None
    bounds: Callable[[Document], tuple[float, float]] | None = None
    expression: str = ""
    gate: str = ""
    gates: frozenset[str] = frozenset()
    only_in: frozenset[str] = frozenset()


def pattern_finder(
    name: str, doc: str, expression: str, count: Callable[[Document], int] | None = None
) -> Finder:
    """Find every non-empty match of an RE2 pattern over UTF-8, leftmost first and without overlap.

    `count` is a faster way to the number of the matches, where there is one. What is no pattern
    breaks the pack that brings the finder.
    """
    compiled = LatePattern(expression.encode(), pattern)

    def walk(document: Document) -> Iterable[Span]:
        return spans(compiled, document.data)

    def number(document: Document) -> int:
        return sum(1 for _ in walk(document))

    return Finder(
        name,
        doc,
        lambda document: list(walk(document)),
        walk=walk,
        count=count or number,
        expression=expression,
        gate="" if count else gate_of(expression),
    )
