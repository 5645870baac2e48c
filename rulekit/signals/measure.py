"""The measures that a rule may name: from the spans that were found to one number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rulekit.core.document import Document
from rulekit.core.position import character_count
from rulekit.core.span import Span, merge, overlap

CODE = frozenset({"comment", "docstring"})  # what must be captured to know which lines are code


class Measure(NamedTuple):
    """A way to turn spans into a number."""

    name: str
    unit: str
    doc: str
    of: Callable[[Sequence[Span], Document], float]
    needs: frozenset[str] = frozenset()
    on_code: bool = False  # whether only what touches a line of code counts
    first: bool = False  # whether the first span is enough
    sized: bool = False  # whether their number is enough: `of` takes anything of that length


def characters(spans: Sequence[Span], document: Document) -> int:
    """Characters that the spans cover; overlapping spans count once."""
    if document.text.isascii():
        return covered(spans)
    return sum(character_count(document.data[start:end]) for start, end in merge(spans))


def covered(spans: Sequence[Span]) -> int:
    """Bytes that the spans cover; overlapping spans count once."""
    count = last = 0
    for start, end in sorted(spans):
        if end > last:
            count += end - (max(last, start))
            last = end
    return count


def touched(spans: Sequence[Span], document: Document) -> set[int]:
    """0-based numbers of the lines that the spans touch; an empty span touches none."""
    return document.lines_of(merge(spans))


def share(part: float, whole: float) -> float:
    """Part over whole; an empty whole gives 0."""
    return part / whole if whole else 0.0


def _longest(spans: Sequence[Span], document: Document) -> float:
    return max((character_count(document.data[start:end]) for start, end in spans), default=0)


def _code_line_fraction(spans: Sequence[Span], document: Document) -> float:
    code = document.code_lines
    return share(len(touched(spans, document) & code), len(code))


def _code_char_fraction(spans: Sequence[Span], document: Document) -> float:
    """What lies in a comment or a docstring, as an instruction to a tool may, is no code."""
    commented = characters(overlap(spans, document.commentary), document)
    return share(characters(spans, document) - commented, character_count(document.code))


MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("count", "matches", "how many", lambda spans, _: len(spans), sized=True),
        Measure(
            "exists",
            "yes or no",
            "1 if there is one, else 0",
            lambda spans, _: any(True for _ in spans),
            first=True,
        ),
        Measure("longest", "characters", "length of the longest, in characters", _longest),
        Measure(
            "per_line",
            "per line",
            "how many, over the number of lines",
            lambda spans, document: share(len(spans), len(document.lines)),
            sized=True,
        ),
        Measure(
            "per_code_line",
            "per code line",
            "how many, over the lines that hold code (blank and comment lines apart)",
            lambda spans, document: share(len(spans), len(document.code_lines)),
            CODE,
            sized=True,
        ),
        Measure(
            "line_fraction",
            "share of lines",
            "lines that they touch, over all lines",
            lambda spans, document: share(len(touched(spans, document)), len(document.lines)),
        ),
        Measure(
            "code_line_fraction",
            "share of code lines",
            "code lines that they touch, over all code lines",
            _code_line_fraction,
            CODE,
            on_code=True,
        ),
        Measure(
            "char_fraction",
            "share of characters",
            "characters that they cover, over all characters; overlaps count once",
            lambda spans, document: share(characters(spans, document), len(document.text)),
        ),
        Measure(
            "code_char_fraction",
            "share of code characters",
            "characters that they cover, over those outside comments and docstrings",
            _code_char_fraction,
            CODE,
        ),
    )
}
