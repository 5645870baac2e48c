"""From where and how much to a Signal, under a name that is the same for the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rulekit.core.document import Document
from rulekit.core.reading import Unmeasured
from rulekit.core.regex import pattern as compiled
from rulekit.core.signal import Signal
from rulekit.core.span import Span, union, within
from rulekit.signals.measure import MEASURES


@dataclass(frozen=True)
class Where:
    """A way to find spans, how it is written, and the captures that it asks for.

    `walk` gives the same spans one after the other, where that is cheaper than to find all.
    """

    name: str
    find: Callable[[Document], Sequence[Span]]
    needs: frozenset[str] = frozenset()
    walk: Callable[[Document], Iterable[Span]] | None = None


def captured(names: Sequence[str]) -> Where:
    """The union of captures. Those that a language never captures add nothing, if one is left."""

    def find(document: Document) -> Sequence[Span]:
        provided = document.captures.provided
        known = [name for name in names if name in provided] or names
        if len(known) == 1:
            return document.capture(known[0])
        return union(*map(document.capture, known))

    return Where("+".join(f"@{name}" for name in names), find, frozenset(names))


def matched(expression: str) -> Where:
    """Every non-empty match of an RE2 pattern, leftmost first and without overlap."""
    pattern = compiled(expression.encode())

    def walk(document: Document) -> Iterable[Span]:
        spans = (Span(*match.span()) for match in pattern.finditer(document.data))
        return (span for span in spans if span.length)

    return Where(f"/{expression}/", lambda document: list(walk(document)), walk=walk)


def inside(where: Where, region: Where) -> Where:
    """Those spans that lie inside the region."""

    def find(document: Document) -> Sequence[Span]:
        return within(where.find(document), region.find(document))

    return Where(f"{where.name} in {region.name}", find, where.needs | region.needs)


def measured(where: Where, measure: str) -> Signal:
    """A signal that measures what was found; `measure` is a key of MEASURES."""
    how = MEASURES[measure]
    return Signal(
        name=f"{measure}({where.name})",
        unit=how.unit,
        doc=f"{where.name}: {how.doc}",
        measure=lambda document: how.of(where.find(document), document),
        locate=(lambda document: _on_code(where.find(document), document))
        if how.on_code
        else where.walk or where.find,
        needs=where.needs | how.needs,
    )


def _on_code(spans: Sequence[Span], document: Document) -> list[Span]:
    """Those that touch a line of code: the others were not counted."""
    code, lines_of = sorted(document.code_lines), document.positions.lines_of
    touched = ((span, lines_of(span)) for span in spans if span.length)
    return [
        span
        for span, lines in touched
        if bisect_left(code, lines.start) < bisect_left(code, lines.stop)
    ]


def ratio(part: Signal, whole: Signal) -> Signal:
    """One signal over another; unmeasured when the second is 0."""

    def measure(document: Document) -> float:
        below = whole.measure(document)
        if not below:
            raise Unmeasured(f"{whole.name} is 0")
        return part.measure(document) / below

    return Signal(
        name=f"{part.name} / {whole.name}",
        unit="ratio",
        doc=f"{part.name} over {whole.name}",
        measure=measure,
        locate=part.locate,
        needs=part.needs | whole.needs,
    )
