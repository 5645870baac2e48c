"""Logic of code: how much of it branches, repeats, calls and computes, on how many lines."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rulekit import Document, Finder, Signal, Span, Unmeasured, blanked

DOING = ("branch", "loop", "call", "operation")
DECLARING = ("macro", "prototype")  # what others may use, though nothing happens here
ELSEWHERE = ("import", "directive")  # names of other files, and questions to the preprocessor
NOT_ELSEWHERE = ("macro",)  # a directive that holds code

ENOUGH = 16  # of substance: no limit and no score asks for more
AROUND = 20  # words beside an import or `#if` that may be its own: names, a condition

_WORDS = re.compile(rb"[\w$]+")
_NO_WORD = bytes(byte for byte in range(256) if not re.match(rb"[\w\n]", bytes([byte])))
_BEFORE = (b"", b"<?php")  # stands before the comments at the head
_LICENCE = re.compile(
    rb"(?i)\b(?:copyright|all rights reserved|spdx-license-identifier|licen[cs]ed (?:under|to))\b"
    rb"|\b(?:apache|mit|bsd|gnu|mozilla|public|boost|eclipse)\b.{0,20}\blicen[cs]e\b"
)


def _lines_elsewhere(document: Document) -> set[int]:
    """0-based numbers of the lines of imports and directives, macros apart.

    A line on which much more stands is none of them: all of a minified script may be on one.
    """
    elsewhere = document.union(*ELSEWHERE)
    if not elsewhere:
        return set()
    lines = document.lines_of(elsewhere) - document.lines_of(document.union(*NOT_ELSEWHERE))
    around = document.union(*ELSEWHERE, "comment", "docstring")
    if any(later.start < earlier.end for earlier, later in pairwise(around)):
        rows = _outside(document, around).split(b"\n") if lines else []
        return {row for row in lines if len(_WORDS.findall(rows[row])) <= AROUND}
    return {row for row in lines if _is_short(document, row, around)}


def _is_short(document: Document, row: int, around: Sequence[Span]) -> bool:
    """Tell whether few words stand on a line, outside of the spans."""
    starts, data = document.positions.line_starts, document.data
    start, end = starts[row], starts[row + 1] if row + 1 < len(starts) else len(data)
    if end - start <= 2 * AROUND:  # each word but the last has a blank behind it
        return True
    first = max(0, bisect_left(around, (start,)) - 1)
    last = bisect_left(around, (end,), first)
    inside = [Span(max(a, start), min(b, end)) for a, b in around[first:last] if b > start]
    return len(_WORDS.findall(_without(data, start, end, inside))) <= AROUND


def _outside(document: Document, spans: Iterable[Span]) -> bytes:
    """The text with blanks in the place of spans that do not overlap; the line ends stay."""
    return _without(document.data, 0, len(document.data), spans)


def _without(data: bytes, at: int, until: int, spans: Iterable[Span]) -> bytes:
    pieces = []
    for start, end in spans:
        pieces += [data[at:start], blanked(data[start:end])]
        at = end
    return b"".join([*pieces, data[at:until]])


def _doing(document: Document) -> list[Span]:
    """Find all that branches, repeats, calls or computes, and not for the sake of an import."""
    if not {*DOING} & document.captures.provided:
        raise Unmeasured(f"nothing tells what code does in {document.language}")
    elsewhere, line_of = document.view(_lines_elsewhere), document.positions.line_of
    return [span for span in document.union(*DOING) if line_of(span.start) not in elsewhere]


def _substance(document: Document) -> list[Span]:
    return sorted({*document.view(_doing), *document.union(*DECLARING)})


def _doing_count(document: Document) -> int:
    """Number of what `_doing` finds, without the line of each."""
    if not {*DOING} & document.captures.provided:
        return len(document.view(_doing))  # raises, and says why
    return _here(document, document.union(*DOING))


def _here(document: Document, spans: Sequence[Span]) -> int:
    """Number of sorted spans that begin on no line of imports and directives."""
    elsewhere, starts = document.view(_lines_elsewhere), document.positions.line_starts
    ends = [*starts[1:], len(document.data) + 1] if elsewhere else []
    return len(spans) - sum(
        bisect_left(spans, (ends[row],)) - bisect_left(spans, (starts[row],)) for row in elsewhere
    )


def _substance_count(document: Document) -> int:
    if document.union(*DECLARING):
        return len(document.view(_substance))
    return _doing_count(document)


def _substance_bounds(document: Document) -> tuple[float, float]:
    """Bounds of the count of substance: calls alone are often more than anybody asks for."""
    for name in DOING:
        if name in document.captures.provided:
            least = _here(document, document.capture(name))
            if least >= ENOUGH:
                return least, math.inf
    count = document.view(_substance_count)
    return count, count


def _own_lines(document: Document) -> int:
    """Number of code lines with a word on them that are no imports and no directives."""
    rows = document.code.translate(None, _NO_WORD).split(b"\n")
    elsewhere = document.view(_lines_elsewhere)
    return sum(map(bool, rows)) - sum(bool(rows[row]) for row in elsewhere)


def explained_fraction(document: Document) -> float:
    """Comments and docstrings over all characters, a licence at the head left out of both."""
    spans = document.commentary
    head = _licence_end(document)
    comments = sum(end - max(start, head) for start, end in spans if end > head)
    rest = len(document.data[head:].strip())
    return min(1.0, comments / rest) if rest else 0.0


def _licence_end(document: Document) -> int:
    """Find the end of the comments at the head, if they speak of a licence; else 0.

    They may be in several pieces; a comment after an empty line is none of them.
    """
    end = 0
    for start, stop in document.commentary:
        between = document.data[end:start]
        if between.strip() not in _BEFORE or (end and b"\n\n" in between):
            break
        end = stop
    return end if _LICENCE.search(document.data, 0, end) else 0


LOGIC_FINDERS = (
    Finder(
        "code.logic",
        "branches, loops, calls and operations, those of imports and directives apart",
        _doing,
        frozenset({*DOING, *ELSEWHERE, *NOT_ELSEWHERE}),
        count=_doing_count,
    ),
    Finder(
        "code.substance",
        "branches, loops, calls and operations, and the prototypes and macros that others may use",
        _substance,
        frozenset({*DOING, *DECLARING, *ELSEWHERE, *NOT_ELSEWHERE}),
        count=_substance_count,
        bounds=_substance_bounds,
    ),
)
LOGIC_SIGNALS = (
    Signal(
        "code.own_lines",
        "lines",
        "lines of code with a word on them, imports and directives apart",
        _own_lines,
        needs=frozenset({"comment", "docstring", *ELSEWHERE, *NOT_ELSEWHERE}),
    ),
    Signal(
        "code.explained_fraction",
        "share of characters",
        "comments and docstrings over all characters, a licence at the head left out of both",
        explained_fraction,
        needs=frozenset({"comment", "docstring"}),
    ),
)
