"""Grams: so many words in a row, and their hashes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .word import mixed, telling

if TYPE_CHECKING:
    from .word import Numbers

SHORTEST = 5  # words of a text that is looked for whole; fewer are a phrase that anybody writes
_FACTOR = 0xD1342543DE82EF95  # a multiplier of good spread modulo 2**64 (Steele and Vigna 2021)


def gram_hashes(words: Numbers, count: int) -> Numbers:
    """A 64-bit hash of every `count` words in a row, of the words' hashes.

    Grams of different lengths have different hashes.
    """
    import numpy as np

    grams = max(0, len(words) - count + 1)
    hashes = np.full(grams, count, np.uint64)
    for i in range(count):
        hashes *= np.uint64(_FACTOR)
        hashes += words[i : i + grams]
    return mixed(hashes)


def distinct(words: Sequence[str], count: int) -> Iterator[int]:
    """Of every `count` words in a row, how many different ones are telling."""
    counted = telling(set(words))
    window = Counter(word for word in words[: count - 1] if word in counted)
    for i in range(count - 1, len(words)):
        if words[i] in counted:
            window[words[i]] += 1
        yield len(window)
        first = words[i - count + 1]
        if first in counted:
            window[first] -= 1
            if not window[first]:
                del window[first]
