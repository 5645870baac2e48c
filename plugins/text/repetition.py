"""Repeated runs of words.

One ladder serves all lengths: a run of n + 1 words can only be repeated where the run of n words that
it begins with is, so each rung looks only at the starts that the one below left. Runs become numbers
(the number of the shorter run times the vocabulary, plus the next word), which count fast.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rulekit import Document, Signal, Span

from .wording import word_chars

TOP = (2, 3, 4)  # lengths whose commonest run is measured, after RedPajama v2
REPEATED = (5, 6, 7, 8, 9, 10)  # lengths of which every repeat is measured, likewise
LONGEST = max(REPEATED)


@dataclass(frozen=True)
class Rung:
    """The runs of one length that occur more than once: where they start, the commonest one."""

    starts: Sequence[int]
    top_start: int = -1
    top_count: int = 0


def _ladder(document: Document) -> dict[int, Rung]:
    """Repeated runs by length, from 1 to LONGEST words."""
    words = document.normal_words
    numbers: dict[str, int] = {}
    ids = [numbers.setdefault(word, len(numbers)) for word in words]
    starts: list[int] = list(range(len(ids)))
    runs = [0] * len(ids)
    rungs = {}
    for length in range(1, LONGEST + 1):
        starts, runs, rungs[length] = _climb(ids, len(numbers), starts, runs, length)
    return rungs


def _climb(
    ids: list[int], vocabulary: int, starts: list[int], runs: list[int], length: int
) -> tuple[list[int], list[int], Rung]:
    """From the repeated runs of length - 1 to those of length: their starts and their numbers."""
    while starts and starts[-1] + length > len(ids):
        starts.pop()
        runs.pop()
    offset = length - 1
    keys = [run * vocabulary + ids[i + offset] for i, run in zip(starts, runs, strict=True)]
    counts = Counter(keys)
    if len(counts) == len(keys):
        return [], [], Rung(())
    again = [(i, key) for i, key in zip(starts, keys, strict=True) if counts[key] > 1]
    numbers: dict[int, int] = {}
    longer = [numbers.setdefault(key, len(numbers)) for _, key in again]
    top_key = max(numbers, key=counts.__getitem__)  # the one seen first, of those that tie
    top_start = next(i for i, key in again if key == top_key)
    repeated = [i for i, _ in again]
    return repeated, longer, Rung(tuple(repeated), top_start, counts[top_key])


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
    total = document.view(word_chars)
    if not total:
        return 0.0
    before = document.view(_chars_before)
    covered, done = 0, 0
    for start in document.view(_ladder)[length].starts:
        covered += before[start + length] - before[max(start, done)]
        done = start + length
    return covered / total


def _chars_before(document: Document) -> list[int]:
    """Characters in all words before each, and after the last."""
    return list(accumulate(map(len, document.normal_words), initial=0))


def _occurrences(document: Document, length: int) -> list[Span]:
    """The commonest run of a length where it stands in the text: its words with anything between."""
    import re2

    rung = document.view(_ladder)[length]
    run = document.normal_words[rung.top_start : rung.top_start + length]
    if not rung.top_count or sum(map(len, run)) > 1_000:
        return []
    between = rb"[^\pL\pN]+"
    words = between.join(re2.escape(word).encode() for word in run)
    return [Span(*match.span()) for match in re2.finditer(rb"(?i)" + words, document.data)]


def _signal(name: str, doc: str, measure: Callable[[Document, int], float], length: int) -> Signal:
    return Signal(
        f"text.{name}",
        "share of characters",
        doc,
        lambda document: measure(document, length),
        lambda document: _occurrences(document, length),
    )


REPETITION_SIGNALS = tuple(
    _signal(f"top_{n}gram_fraction", f"the commonest run of {n} words", top_fraction, n)
    for n in TOP
) + tuple(
    _signal(f"repeated_{n}gram_fraction", f"runs of {n} words that recur", repeated_fraction, n)
    for n in REPEATED
)
