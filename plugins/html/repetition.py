"""Blocks of tags that come back with other texts and values: rows, cards, icons, index entries."""

from __future__ import annotations

import re
from collections import Counter

from rulekit import Document, Signal, Span, Unmeasured

from .text import solid

RUN = 8  # tags in a row, start and end tags alike: a row of two cells with its end
TIMES = 3  # a thing and its copy are a pair, not a pattern

# Linear for `re` too: what it tries ends at the next quotation mark, or there is no other.
_VALUE = re.compile(rb"=[\t\n\f\r ]*(?:\"[^\"]*\"|'[^']*'|[^\t\n\f\r \"'>]+)")


def _repeated(document: Document) -> list[Span]:
    """Tags that stand in a run that occurs again and again, whatever their attributes say."""
    tags, data = document.capture("html.tag"), document.data
    numbers: dict[bytes, int] = {}
    known: dict[bytes, int] = {}  # of tags that are the same to the byte, which are most
    shapes = []
    for start, end in tags:
        text = data[start:end]
        if text not in known:
            known[text] = numbers.setdefault(_VALUE.sub(b"", text).lower(), len(numbers))
        shapes.append(known[text])
    runs = [tuple(shapes[i : i + RUN]) for i in range(len(shapes) - RUN + 1)]
    counts, repeated, until = Counter(runs), [], 0
    for i, tag in enumerate(tags):
        if i < len(runs) and counts[runs[i]] >= TIMES:
            until = i + RUN
        if i < until:
            repeated.append(tag)
    return repeated


def _fraction(document: Document) -> float:
    total = solid(document.data)
    if not total:
        raise Unmeasured("the page is empty")
    return solid(b"".join([document.data[a:b] for a, b in document.view(_repeated)])) / total


REPETITION_SIGNALS = (
    Signal(
        "html.repeated_tag_fraction",
        "share of the page",
        f"tags in runs of {RUN} that occur {TIMES} times or more, attribute values apart, over the"
        " page (blanks apart)",
        _fraction,
        lambda document: document.view(_repeated),
        frozenset({"html.tag"}),
    ),
)
