"""Logic of code: how much of it branches, repeats, calls and computes, on how many lines."""

from __future__ import annotations

import re

from rulekit import Document, Finder, Signal, Span, Unmeasured, blanked

DOING = ("branch", "loop", "call", "operation")
DECLARING = ("macro", "prototype")  # what others may use, though nothing happens here
ELSEWHERE = ("import", "directive")  # names of other files, and questions to the preprocessor
NOT_ELSEWHERE = ("macro",)  # a directive that holds code

AROUND = 20  # words beside an import or `#if` that may be its own: names, a condition

_WORDS = re.compile(rb"[\w$]+")
_WORD = re.compile(rb"\w")
_BEFORE = (b"", b"<?php")  # stands before the comments at the head
_LICENCE = re.compile(
    rb"(?i)\b(?:copyright|all rights reserved|spdx-license-identifier|licen[cs]ed (?:under|to))\b"
    rb"|\b(?:apache|mit|bsd|gnu|mozilla|public|boost|eclipse)\b.{0,20}\blicen[cs]e\b"
)


def _lines_elsewhere(document: Document) -> set[int]:
    """0-based numbers of the lines of imports and directives, macros apart.

    A line on which much more stands is none of them: all of a minified script may be on one.
    """
    elsewhere, not_elsewhere = document.union(*ELSEWHERE), document.union(*NOT_ELSEWHERE)
    lines = document.lines_of(elsewhere) - document.lines_of(not_elsewhere)
    around = document.union(*ELSEWHERE, "comment", "docstring")
    rows = _outside(document, around).split(b"\n") if lines else []
    return {row for row in lines if len(_WORDS.findall(rows[row])) <= AROUND}


def _outside(document: Document, spans: list[Span]) -> bytes:
    """The text with blanks in the place of spans that do not overlap; the line ends stay."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [document.data[at:start], blanked(document.data[start:end])]
        at = end
    return b"".join([*pieces, document.data[at:]])


def _doing(document: Document) -> list[Span]:
    """Find all that branches, repeats, calls or computes, and not for the sake of an import."""
    if not {*DOING} & document.captures.provided:
        raise Unmeasured(f"nothing tells what code does in {document.language}")
    elsewhere, line_of = document.view(_lines_elsewhere), document.positions.line_of
    return [span for span in document.union(*DOING) if line_of(span.start) not in elsewhere]


def _substance(document: Document) -> list[Span]:
    return sorted({*document.view(_doing), *document.union(*DECLARING)})


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
    ),
    Finder(
        "code.substance",
        "branches, loops, calls and operations, and the prototypes and macros that others may use",
        _substance,
        frozenset({*DOING, *DECLARING, *ELSEWHERE, *NOT_ELSEWHERE}),
    ),
)
LOGIC_SIGNALS = (
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
