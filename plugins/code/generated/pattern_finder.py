"""Finders of the signs that a tool leaves in what it writes, where they are meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rulekit import Document, Finder, LatePattern, Span, Unmeasured, any_gate, gate_of

NEEDS = frozenset({"comment", "docstring", "string"})


class Sign(NamedTuple):
    """A pattern of RE2 for what a tool writes (`^` and `$` are those of lines), and how often.

    It counts in code, or with `comment` in comments only: what a string holds is somebody's
    template, and what a comment says of code is somebody's explanation. `gate` is a pattern that a
    text with the sign matches, where its literals tell too little.
    """

    pattern: bytes
    comment: bool = False
    least: int = 1
    gate: str = ""


def sign_finders(groups: Mapping[str, tuple[str, Sequence[Sign]]]) -> tuple[Finder, ...]:
    """Make a finder of each group, which has a name, a line of documentation and its signs."""
    every = [sign for _, signs in groups.values() for sign in signs]
    any_sign = _compiled(every)
    gate = any_gate(sign.gate or gate_of(sign.pattern.decode()) for sign in every)

    def promising(document: Document) -> bool:
        """Look for any sign of all groups at once: most texts have none."""
        return bool(any_sign.search(document.data))

    def finder(name: str, doc: str, signs: Sequence[Sign]) -> Finder:
        one_of = _compiled(signs)
        patterns = [(sign, _compiled([sign])) for sign in signs]

        def find(document: Document) -> list[Span]:
            if not document.holds(gate) or not document.view(promising):
                return []
            if not one_of.search(document.data):
                return []
            places = (_places(document, sign, pattern) for sign, pattern in patterns)
            return sorted({span for spans in places for span in spans})

        return Finder(name, doc, find, NEEDS, gates=frozenset({gate}))

    return tuple(finder(name, doc, signs) for name, (doc, signs) in groups.items())


def _compiled(signs: Iterable[Sign]) -> LatePattern:
    return LatePattern(b"(?m)" + b"|".join(sign.pattern for sign in signs))


def _places(document: Document, sign: Sign, pattern: LatePattern) -> list[Span]:
    """Find a sign where it is meant; nowhere when that is too seldom."""
    spans = list(_matches(document, pattern))
    if len(spans) >= sign.least:  # else no tree is needed
        spans = _meant(document, sign, spans)
    return spans if len(spans) >= sign.least else []


def in_comments(document: Document, spans: Sequence[Span]) -> list[Span]:
    """Keep the spans that begin in a comment or docstring; all where nothing tells comments."""
    try:
        document.capture("comment")
    except Unmeasured:
        return list(spans)
    ends = document.view(_comments)
    return [span for span in spans if _end(ends, span.start) > span.start]


def _matches(document: Document, pattern: LatePattern) -> Iterator[Span]:
    """Match a pattern, and leave out the blanks before it."""
    for match in pattern.finditer(document.data):
        blanks = len(match.group()) - len(match.group().lstrip())
        yield Span(match.start() + blanks, match.end())


def _meant(document: Document, sign: Sign, spans: Sequence[Span]) -> list[Span]:
    if not spans or sign.comment:
        return in_comments(document, spans)
    ends = document.view(_comments_and_strings)
    return [span for span in spans if _end(ends, span.start - 1) <= span.start]


Ends = tuple[list[int], list[int]]  # where spans begin, and the furthest end up to each


def _comments(document: Document) -> Ends:
    return _ends(document, "comment", "docstring")


def _comments_and_strings(document: Document) -> Ends:
    return _ends(document, "comment", "docstring", "string")


def _ends(document: Document, *names: str) -> Ends:
    try:
        spans = document.union(*names)
    except Unmeasured:  # not parsed: nothing tells comments and strings
        spans = []
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))


def _end(ends: Ends, at: int) -> int:
    """Furthest end of what begins up to a byte; strings may hold others."""
    before = bisect_right(ends[0], at)
    return ends[1][before - 1] if before else 0
