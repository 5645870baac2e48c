"""From a finder and a measure to a Signal, under a name that is the same for the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import Any

from rulekit.core.absence import Absence
from rulekit.core.document import Document
from rulekit.core.finder import Finder, pattern_finder
from rulekit.core.gates import matches
from rulekit.core.late_pattern import LatePattern
from rulekit.core.reading import Unmeasured
from rulekit.core.regex import pattern as compiled
from rulekit.core.regex import spans
from rulekit.core.signal import Signal
from rulekit.core.span import Span, merge, within
from rulekit.signals.bound import bounds_of
from rulekit.signals.measure import MEASURES, Measure

# Matches of a pattern in one path: a hostile path has a million letters.
IN_PATH = 1_000


def captured(names: Sequence[str]) -> Finder:
    """Find the union of captures. Those that a language lacks add nothing, if one is left."""
    return _captured(tuple(names))


@cache
def _captured(names: tuple[str, ...]) -> Finder:
    name = "+".join(f"@{name}" for name in names)

    def find(document: Document) -> Sequence[Span]:
        if document.captures.provided.isdisjoint(names):
            return document.capture(names[0])  # raises, and says which
        return document.union(*names)

    return Finder(name, name, find, frozenset(names), only_in=frozenset(names))


@cache
def matched(expression: str) -> Finder:
    """Find every non-empty match of an RE2 pattern, leftmost first and without overlap."""
    name = f"/{expression}/"
    return pattern_finder(name, name, expression)


def on_path(expression: str, measure: str) -> Signal:
    """Measure the matches of an RE2 pattern in a path, up to 1,000: `count` or `exists`."""
    pattern, how = LatePattern(expression.encode(), compiled), MEASURES[measure]

    def find(document: Document) -> list[Span]:
        return list(islice(spans(pattern, document.path_data), IN_PATH))

    return Signal(
        name=f"{measure}(path /{expression}/)",
        unit=how.unit,
        doc=f"/{expression}/ in the path: {how.doc}",
        measure=lambda document: how.of(find(document), document),
        locate=find,
        on_path=True,
        absence=Absence(expression, on_path=True),
    )


def once(finder: Finder) -> Finder:
    """Ask a pack's finder once per document, however many rules measure what it finds.

    Spans outside of the text make what measures them unmeasured, and so does anything but spans.
    """
    found = _found_by(finder.find, finder.name)
    how_many = finder.count
    return replace(
        finder,
        find=lambda document: document.view(found),
        count=how_many and (lambda document: document.view(how_many)),
        expression="",  # whose bounds would count what the view has counted
    )


@cache
def _found_by(
    find: Callable[[Document], Iterable[Span]], name: str
) -> Callable[[Document], list[Span]]:
    """The view of a document that holds what a finder finds: one for all rules."""

    def found(document: Document) -> list[Span]:
        spans, size = list(find(document)), len(document.data)
        for start, end in spans:
            if not 0 <= start <= end <= size:
                raise Unmeasured(f"failed: {name} gives bytes {start} to {end} of {size}")
        return spans

    return found


@cache
def inside(finder: Finder, region: Finder) -> Finder:
    """Find only what lies inside the region."""
    text = _text_of(region)

    def find(document: Document) -> Sequence[Span]:
        regions = region.find(document)  # first: where it is unmeasured, nothing is searched
        if finder.gate and not document.holds(finder.gate):
            return []
        if finder.expression and not matches(finder.expression, document.view(text)):
            return []
        return within(finder.find(document), regions)

    return Finder(
        f"{finder.name} in {region.name}",
        f"{finder.doc} in {region.doc}",
        find,
        finder.needs | region.needs,
        gate=finder.gate,
        gates=finder.gates | region.gates,
        only_in=region.only_in,
    )


@cache
def _text_of(region: Finder) -> Callable[[Document], bytes]:
    """The view of a document that holds the text of a region alone.

    A pattern that matches inside of the region matches in it, too: each piece has the byte before
    and the byte behind it, for patterns that look at those.
    """

    def text(document: Document) -> bytes:
        data, pieces = document.data, bytearray()  # to join a million takes 80 bytes for each
        for start, end in merge(region.find(document)):
            pieces += data[max(0, start - 1) : end + 1] + b"\n"
        return bytes(pieces[:-1])

    return text


def measured(finder: Finder, measure: str) -> Signal:
    """Measure what is found; `measure` is a key of MEASURES."""
    how = MEASURES[measure]
    find = _enough(finder, how)

    def value(document: Document) -> float:
        # A finder with needs asks the gate itself, after what may be missing.
        if finder.gate and not finder.needs and not document.holds(finder.gate):
            spans: Any = ()
        else:
            spans = find(document)
        if spans == [] or spans == ():
            if how.needs:  # what has no comments marked has no lines of code either
                document.capture("comment")
            return 0.0
        return how.of(spans, document)

    return Signal(
        name=f"{measure}({finder.name})",
        unit=how.unit,
        doc=f"{finder.doc}: {how.doc}",
        measure=value,
        locate=(lambda document: _on_code(finder.find(document), document))
        if how.on_code
        else finder.walk or finder.find,
        needs=finder.needs | how.needs,
        gates=finder.gates | ({finder.gate} if finder.gate else set()),
        bounds=bounds_of(finder, measure),
        absence=_absence(finder, how),
    )


def _absence(finder: Finder, how: Measure) -> Absence | None:
    """The absence of all that there is to measure; of a finder with needs nobody else can tell."""
    if finder.needs and not finder.only_in:
        return None
    needs = {"comment"} if how.needs else set()  # what has none marked has no lines of code
    return Absence(finder.gate, finder.only_in, frozenset(needs))


def _enough(finder: Finder, how: Measure) -> Callable[[Document], Any]:
    """Find what a measure asks for: of millions of spans the first may do, or their number."""
    count = finder.count
    if how.sized and count is not None:
        return lambda document: range(count(document))
    return (finder.walk if how.first else None) or finder.find


def counted(finder: Finder) -> Signal:
    """Count what a pack's finder finds: how it is read where no rule measures it."""
    return measured(once(finder), "count")


def _on_code(spans: Sequence[Span], document: Document) -> list[Span]:
    """Leave out spans that touch no line of code: they were not counted."""
    code, lines_of = sorted(document.code_lines), document.positions.lines_of
    touched = ((span, lines_of(span)) for span in spans if span.length)
    return [
        span
        for span, lines in touched
        if bisect_left(code, lines.start) < bisect_left(code, lines.stop)
    ]


def ratio(part: Signal, whole: Signal) -> Signal:
    """Divide one signal by another; unmeasured when the second is 0."""

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
        on_path=part.on_path,
        gates=part.gates | whole.gates,
    )
