"""Signs that a machine leaves in what it writes, found where they are meant."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

import re2
from rulekit import Document, Signal, Span, Unmeasured

NEEDS = frozenset({"comment", "docstring", "string"})


class Sign(NamedTuple):
    """What a machine writes, as a pattern of RE2 (`^` and `$` are those of lines), and how often.

    It counts in code, or with `comment` in comments only: what a string holds is somebody's
    template, and what a comment says of code is somebody's explanation.
    """

    pattern: bytes
    comment: bool = False
    least: int = 1


def sign_signals(groups: Mapping[str, tuple[str, Sequence[Sign]]]) -> tuple[Signal, ...]:
    """A signal for each group, by its name, what it is about and its signs."""
    compiled = {sign: _compiled([sign]) for _, signs in groups.values() for sign in signs}
    any_sign = _compiled(compiled)

    def promising(document: Document) -> bool:
        """Whether to look closer: most texts have no sign at all, and are read once for all."""
        return bool(any_sign.search(document.data))

    def finder(signs: Sequence[Sign]) -> Callable[[Document], list[Span]]:
        def find(document: Document) -> list[Span]:
            patterns = [(sign, compiled[sign]) for sign in signs if document.view(promising)]
            places = (_places(document, sign, pattern) for sign, pattern in patterns)
            return sorted({span for spans in places for span in spans})

        return find

    return tuple(_signal(name, doc, finder(signs)) for name, (doc, signs) in groups.items())


def _signal(name: str, doc: str, find: Callable[[Document], list[Span]]) -> Signal:
    return Signal(
        name,
        "matches",
        doc,
        lambda document: len(document.view(find)),
        lambda document: document.view(find),
        NEEDS,
    )


def _compiled(signs: Iterable[Sign]) -> re2._Regexp[bytes]:
    return re2.compile(b"(?m)" + b"|".join(sign.pattern for sign in signs))


def _places(document: Document, sign: Sign, pattern: re2._Regexp[bytes]) -> list[Span]:
    """Where a sign is meant; nowhere when that is too seldom."""
    spans = list(_meant(document, sign, _matches(document, pattern)))
    return spans if len(spans) >= sign.least else []


def outside(document: Document, name: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that do not begin inside a capture; all of them when nothing was captured."""
    covers = captured(document, name)
    starts = [start for start, _ in covers]
    ends = list(accumulate((end for _, end in covers), max))  # one may hold others
    for span in spans:
        at = bisect_left(starts, span.start)
        if not at or ends[at - 1] <= span.start:
            yield span


def captured(document: Document, name: str) -> list[Span]:
    """The spans of a capture; none where a language has no such capture or was not parsed."""
    try:
        return document.capture(name)
    except Unmeasured:
        return []


def _matches(document: Document, pattern: re2._Regexp[bytes]) -> Iterator[Span]:
    """Where a pattern matches, without the blanks before it."""
    for match in pattern.finditer(document.data):
        blanks = len(match.group()) - len(match.group().lstrip())
        yield Span(match.start() + blanks, match.end())


def _meant(document: Document, sign: Sign, spans: Iterable[Span]) -> Iterable[Span]:
    for name in ("string", "docstring"):
        spans = outside(document, name, spans)
    if not sign.comment:
        return outside(document, "comment", spans)
    comments = captured(document, "comment")
    return (span for span in spans if not comments or _inside(comments, span))


def _inside(covers: Sequence[Span], span: Span) -> bool:
    at = bisect_right(covers, span.start, key=lambda cover: cover.start)
    return at > 0 and covers[at - 1].end > span.start
