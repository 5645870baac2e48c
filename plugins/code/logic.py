"""What code does: how much of it branches, repeats, calls and computes, and on how many lines."""

from __future__ import annotations

import re
from bisect import bisect_right

from rulekit import Document, Signal, Span, Unmeasured

DOING = ("branch", "loop", "call", "operation")
DECLARING = ("macro", "prototype")  # what others may use, though nothing happens here
ELSEWHERE = ("import", "directive")  # names of other files, and questions to the preprocessor
NOT_ELSEWHERE = ("macro",)  # a directive that holds code

_WORD = re.compile(rb"\w")
_LICENCE = re.compile(
    rb"(?i)\b(?:copyright|all rights reserved|spdx-license-identifier|licen[cs]ed (?:under|to))\b"
    rb"|\b(?:apache|mit|bsd|gnu|mozilla|public|boost|eclipse)\b.{0,20}\blicen[cs]e\b"
)


def _captured(document: Document, names: tuple[str, ...]) -> list[Span]:
    """Spans of those of the names that the language has, in order."""
    provided = document.captures.provided
    spans = (span for name in names if name in provided for span in document.capture(name))
    return sorted(dict.fromkeys(spans))  # of lists in order: a set would lose that


def _lines_elsewhere(document: Document) -> frozenset[int]:
    """0-based numbers of the lines on which imports and directives stand, macros apart."""
    return _rows(document, ELSEWHERE) - _rows(document, NOT_ELSEWHERE)


def _rows(document: Document, names: tuple[str, ...]) -> frozenset[int]:
    return frozenset(
        row
        for span in _captured(document, names)
        for row in range(
            _row(document, span.start), _row(document, max(span.start, span.end - 1)) + 1
        )
    )


def _row(document: Document, at: int) -> int:
    return bisect_right(document.view(_line_starts), at) - 1


def _line_starts(document: Document) -> list[int]:
    return [0, *(match.end() for match in re.finditer(rb"\n", document.data))]


def _doing(document: Document) -> list[Span]:
    """What branches, repeats, calls or computes, and not for the sake of an import."""
    if not {*DOING} & document.captures.provided:
        raise Unmeasured(f"nothing tells what code does in {document.language}")
    elsewhere = document.view(_lines_elsewhere)
    spans = _captured(document, DOING)
    return [span for span in spans if _row(document, span.start) not in elsewhere]


def _substance(document: Document) -> list[Span]:
    return sorted({*document.view(_doing), *_captured(document, DECLARING)})


def _own_lines(document: Document) -> list[int]:
    """0-based numbers of code lines with a word on them that are no imports and no directives."""
    rows = document.code.split(b"\n")
    elsewhere = document.view(_lines_elsewhere)
    return [row for row in sorted(document.code_lines - elsewhere) if _WORD.search(rows[row])]


def explained_fraction(document: Document) -> float:
    """Comments and docstrings over all characters, a licence at the head left out of both."""
    spans = document.commentary
    head = _licence_end(document)
    comments = sum(end - max(start, head) for start, end in spans if end > head)
    rest = len(document.data[head:].strip())
    return min(1.0, comments / rest) if rest else 0.0


def _licence_end(document: Document) -> int:
    """Where the comments at the head end, if they speak of a licence; else 0.

    They may be in several pieces; what follows an empty line and no longer speaks of it is text.
    """
    end = 0
    for start, stop in document.commentary:
        if document.data[end:start].strip() or (end and b"\n\n" in document.data[end:start]):
            break
        end = stop
    return end if _LICENCE.search(document.data, 0, end) else 0


LOGIC_SIGNALS = (
    Signal(
        "code.logic",
        "branches, loops, calls and operations",
        "how much the code does, imports and directives apart",
        lambda document: len(document.view(_doing)),
        lambda document: document.view(_doing),
        frozenset({*DOING, *ELSEWHERE, *NOT_ELSEWHERE}),
    ),
    Signal(
        "code.substance",
        "branches, loops, calls, operations, prototypes and macros",
        "how much the code does, or declares for others to call",
        lambda document: len(document.view(_substance)),
        lambda document: document.view(_substance),
        frozenset({*DOING, *DECLARING, *ELSEWHERE, *NOT_ELSEWHERE}),
    ),
    Signal(
        "code.own_lines",
        "lines",
        "lines of code with a word on them, imports and directives apart",
        lambda document: len(document.view(_own_lines)),
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
