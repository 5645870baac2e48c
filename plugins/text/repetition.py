"""Repeated runs of words.

One ladder serves all lengths: a run of n + 1 words can only be repeated where the run of n words
that it begins with is, so each rung looks only at the starts that the one below left. Runs become
numbers (that of the shorter run times the vocabulary, plus the next word), which sort fast.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

import re2
from rulekit import Document, Signal, Span

from .wording import word_chars

TOP = (2, 3, 4)  # lengths whose commonest run is measured, after RedPajama v2
REPEATED = (5, 6, 7, 8, 9, 10)  # lengths of which every repeat is measured, likewise
LONGEST = max(REPEATED)
OCCURRENCES = 1_000  # how many are located at the most
SEARCHED = 1_000  # characters of a run that is still looked for in the text
REACH = 1_000_000  # bytes of the text in which it is looked for


@dataclass(frozen=True)
class Rung:
    """The runs of one length that occur more than once: where they start, the commonest one.

    `starts` is an array of word numbers, ascending. The commonest run is the first of those that
    tie; its count is 0 when no run occurs twice.
    """

    starts: Any
    top_start: int = 0
    top_count: int = 0


def _ladder(document: Document) -> dict[int, Rung]:
    """Repeated runs by length, from 2 to LONGEST words."""
    import numpy

    numbers: dict[str, int] = {}
    words = [numbers.setdefault(word, len(numbers)) for word in document.normal_words]
    ids = numpy.array(words, dtype=numpy.int64)
    starts, runs = numpy.arange(len(ids)), ids
    rungs = {}
    for length in range(2, LONGEST + 1):
        starts, runs, rungs[length] = _climb(ids, len(numbers), starts, runs, length)
    return rungs


def _climb(ids: Any, vocabulary: int, starts: Any, runs: Any, length: int) -> tuple[Any, Any, Rung]:
    """From the repeated runs of length - 1 to those of length: their starts and their numbers."""
    import numpy

    inside = starts + length <= len(ids)
    starts, runs = starts[inside], runs[inside]
    keys = runs * vocabulary + ids[starts + length - 1]
    _, first, runs, counts = numpy.unique(
        keys, return_index=True, return_inverse=True, return_counts=True
    )
    again = counts[runs] > 1
    if not again.any():
        return starts[:0], runs[:0], Rung(starts[:0])
    most = counts.max()
    top = int(starts[first[counts == most].min()])
    return starts[again], runs[again], Rung(starts[again], top, int(most))


def top_fraction(document: Document, length: int) -> float:
    """Characters of the commonest run times how often it occurs, over characters of all words.

    0 when no run occurs twice. Occurrences may overlap, so more than 1 is possible.
    """
    rung = document.view(_ladder)[length]
    if not rung.top_count:
        return 0.0
    run = document.normal_words[rung.top_start : rung.top_start + length]
    return sum(map(len, run)) * rung.top_count / document.view(word_chars)


def repeated_fraction(document: Document, length: int) -> float:
    """Characters of the words in runs that occur more than once, over characters of all words."""
    import numpy

    total = document.view(word_chars)
    if not total:
        return 0.0
    starts = document.view(_ladder)[length].starts
    repeated = numpy.zeros(len(document.normal_words), dtype=bool)
    for offset in range(length):
        repeated[starts + offset] = True
    return float(document.view(_word_lengths)[repeated].sum()) / total


def _word_lengths(document: Document) -> Any:
    import numpy

    return numpy.fromiter(map(len, document.normal_words), dtype=numpy.int64)


def _occurrences(document: Document, length: int) -> list[Span]:
    """The commonest run of a length where it stands in the text, marks between its words or not."""
    rung = document.view(_ladder)[length]
    run = document.normal_words[rung.top_start : rung.top_start + length]
    if not rung.top_count or sum(map(len, run)) > SEARCHED:
        return []
    words = rb"[^\pL\pN]+".join(re2.escape(word).encode() for word in run)
    expression = rb"(?i)(?:^|[^\pL\pN])(%s)" % words
    spans = (Span(*match.span(1)) for match in re2.finditer(expression, document.data[:REACH]))
    whole = (span for span in spans if not _goes_on(document.data, span.end))
    return list(islice(whole, OCCURRENCES))


def _goes_on(data: bytes, at: int) -> bool:
    """True if a letter or digit stands at a place, so that a word does not end before it."""
    return data[at : at + 4].decode("utf-8", "ignore")[:1].isalnum()


def _signal(
    name: str, unit: str, doc: str, measure: Callable[[Document, int], float], length: int
) -> Signal:
    return Signal(
        f"text.{name}",
        unit,
        doc,
        lambda document: measure(document, length),
        lambda document: _occurrences(document, length),
    )


REPETITION_SIGNALS = tuple(
    _signal(
        f"top_{n}gram_fraction",
        "ratio",  # no share: its places may overlap
        f"the commonest run of {n} words, as often as it occurs; its places may overlap",
        top_fraction,
        n,
    )
    for n in TOP
) + tuple(
    _signal(
        f"repeated_{n}gram_fraction",
        "share of characters",
        f"runs of {n} words that recur",
        repeated_fraction,
        n,
    )
    for n in REPEATED
)
