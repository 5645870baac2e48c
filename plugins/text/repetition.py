"""Repeated runs of words: shares of the commonest run and of all runs that recur.

A run that recurs is in no word that occurs once: most texts pass by that, and no run is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from rulekit import Document, Signal, Span

from .ladder import LONGEST, REPEATED, TOP, ArrayLadder, Ladder, Rung, ladder
from .vocabulary import vocabulary

CLOSE = 0.8  # a bound for the longest runs is worth more time above this: limits are 0.85 and more
OCCURRENCES = 1_000  # how many are located at the most
SEARCHED = 1_000  # characters of a run that is still looked for in the text
REACH = 1_000_000  # bytes of the text in which it is looked for


def _ladder(document: Document) -> Ladder | ArrayLadder:
    return ladder(document.view(vocabulary))


def _rung(document: Document, length: int) -> Rung:
    return document.view(_ladder).rung(length)


def top_fraction(document: Document, length: int) -> float:
    """Characters of the commonest run times how often it occurs, over characters of all words.

    0 when no run occurs twice. Occurrences may overlap, so more than 1 is possible.
    """
    rung = _rung(document, length)
    if not rung.top_count:
        return 0.0
    run = document.normal_words[rung.top_start : rung.top_start + length]
    return sum(map(len, run)) * rung.top_count / document.view(vocabulary).chars


def top_bounds(document: Document, length: int) -> tuple[float, float]:
    """0, and the share of as many words as the run has, each the one whose places are longest."""
    found = document.view(vocabulary)
    return 0.0, length * found.chars_of_one / max(1, found.chars)


def repeated_fraction(document: Document, length: int) -> float:
    """Characters of the words in runs that occur more than once, over characters of all words."""
    total = document.view(vocabulary).chars
    return _rung(document, length).chars / total if total else 0.0


def repeated_bounds(document: Document, length: int) -> tuple[float, float]:
    """0, and the share of words that occur more than once; of the longest runs, that of shorter."""
    found = document.view(vocabulary)
    most = (found.chars - found.chars_once) / max(1, found.chars)
    if length < LONGEST or most < CLOSE:
        return 0.0, most
    return 0.0, repeated_fraction(document, LONGEST - 1)


def _occurrences(document: Document, length: int) -> list[Span]:
    """The commonest run of a length where it stands in the text, marks between its words or not."""
    import re2

    run = _commonest(document, length)
    if not run or sum(map(len, run)) > SEARCHED:
        return []
    data = document.data[:REACH]
    found = re2.finditer(expression_of(run, data.isascii()), data)
    spans = (Span(*match.span(1)) for match in found)
    whole = (span for span in spans if not _goes_on(document.data, span.end))
    return list(islice(whole, OCCURRENCES))


def expression_of(run: Sequence[str], is_ascii: bool) -> bytes:
    """A pattern of RE2 for a run of words, in its first group; `is_ascii` of the text."""
    import re2

    between = rb"[^0-9A-Za-z]" if is_ascii else rb"[^\pL\pN]"  # which takes 0.5 ms to compile
    words = (between + b"+").join(re2.escape(word).encode() for word in run)
    return b"(?i)(?:^|%s)(%s)" % (between, words)


def _commonest(document: Document, length: int) -> list[str]:
    """The words of the run that occurs most often, of those that tie the first; [] for none."""
    rung, words = _rung(document, length), document.normal_words
    if rung.top_count or not rung.chars:
        return words[rung.top_start : rung.top_start + length] if rung.top_count else []
    runs = Counter(zip(*(islice(words, at, None) for at in range(length)), strict=False))
    return list(runs.most_common(1)[0][0])


def _goes_on(data: bytes, at: int) -> bool:
    """True if a letter or digit stands at a place, so that a word does not end before it."""
    return data[at : at + 4].decode("utf-8", "ignore")[:1].isalnum()


def _signal(
    name: str,
    unit: str,
    doc: str,
    measure: Callable[[Document, int], float],
    bounds: Callable[[Document, int], tuple[float, float]],
    length: int,
) -> Signal:
    return Signal(
        f"text.{name}",
        unit,
        doc,
        lambda document: measure(document, length),
        lambda document: _occurrences(document, length),
        bounds=lambda document: bounds(document, length),
    )


REPETITION_SIGNALS = tuple(
    _signal(
        f"top_{n}gram_fraction",
        "ratio",  # no share: its places may overlap
        f"the commonest run of {n} words, as often as it occurs; its places may overlap",
        top_fraction,
        top_bounds,
        n,
    )
    for n in TOP
) + tuple(
    _signal(
        f"repeated_{n}gram_fraction",
        "share of characters",
        f"runs of {n} words that recur",
        repeated_fraction,
        repeated_bounds,
        n,
    )
    for n in REPEATED
)
