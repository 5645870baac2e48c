"""Words of a text that speak for and against it, by the weights of their n-grams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rulekit.core.span import Span
from rulekit.learned.model import Model
from rulekit.learned.window import windows

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

SHOWN = 3  # words of either side that are told
LONGEST = 24  # characters of a word that are told
PARTS = 5040  # of a weight, which the bytes of its n-gram share: 1 to 10 divide it
_WORD = re.compile(rb"(?:[A-Za-z0-9_\x80-\xff]+|[^\sA-Za-z0-9_\x80-\xff]+)(\s*)|\s+")


class SpokenWord(NamedTuple):
    """A word where it first stands, and what it adds to the sum of weights, wherever it stands."""

    text: bytes
    span: Span
    points: int


def spoken(model: Model, data: bytes) -> list[SpokenWord]:
    """The words that speak most for and most against a text, the strongest first.

    An n-gram speaks where it first stands, its weight shared by its bytes; a word has what its
    bytes have, and the white space behind it. What is told adds up to the side that all of them
    add up to.
    """
    found: dict[bytes, tuple[Span, int]] = {}
    for text, span, points in _words(data, _by_byte(model, data)):
        first, before = found.get(text, (span, 0))
        found[text] = first, before + points
    words = [SpokenWord(text, span, points) for text, (span, points) in found.items()]
    ranked = sorted((one for one in words if one.points), key=_strength)
    sides = [[one for one in ranked if (one.points > 0) is side][:SHOWN] for side in (True, False)]
    winner, loser = sides if sum(one.points for one in words) > 0 else sides[::-1]
    while loser and abs(sum(one.points for one in loser)) >= abs(sum(one.points for one in winner)):
        loser.pop()
    return sorted([*winner, *loser], key=_strength)


def _strength(word: SpokenWord) -> tuple[int, Span]:
    return -abs(word.points), word.span


def side_of(words: Sequence[SpokenWord]) -> list[SpokenWord]:
    """The words of the side that they add up to."""
    speaks_for = sum(one.points for one in words) > 0
    return [one for one in words if (one.points > 0) is speaks_for]


def told(words: Sequence[SpokenWord]) -> str:
    """The words as a message has them: those against, then those for; "" for none."""
    sides = (
        ("against", [one for one in words if one.points < 0]),
        ("for", [one for one in words if one.points > 0]),
    )
    said = [(which, ", ".join(map(_quoted, some))) for which, some in sides if some]
    return "; ".join(f"{listed} speak {which} it" for which, listed in said)


def _quoted(word: SpokenWord) -> str:
    text = word.text.decode("utf-8", "replace")
    return f"`{text[:LONGEST]}…`" if len(text) > LONGEST else f"`{text}`"


def _by_byte(model: Model, data: bytes) -> NDArray[int64]:
    """What the bytes before each place add, in parts of a weight."""
    import numpy as np

    steps = np.zeros(len(data) + 1, np.int64)
    seen = np.zeros(1 << model.shape.bits, np.bool_)
    for some in model.shape.grams(data):
        buckets, first = np.unique(some.buckets, return_index=True)
        first = first[~seen[buckets]]
        starts, ends, buckets = some.starts[first], some.ends[first], some.buckets[first]
        seen[buckets] = True
        each = model.by_bucket[buckets].astype(np.int64) * PARTS // (ends - starts)
        np.add.at(steps, starts, each)
        np.add.at(steps, ends, -each)
    return np.concatenate(([0], np.cumsum(np.cumsum(steps))))


def _words(data: bytes, sums: NDArray[int64]) -> Iterator[tuple[bytes, Span, int]]:
    for start, end in windows(data):
        for match in _WORD.finditer(data, start, end):
            if match.start(1) >= 0:
                span = Span(match.start(), match.start(1))
                points = int(sums[match.end()] - sums[match.start()])
                yield data[slice(*span)], span, points
