"""Byte pairs: bytes of words that often stand together, as units of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import chain, pairwise
from struct import iter_unpack
from typing import TYPE_CHECKING

from rulekit.learned.gram import Units

if TYPE_CHECKING:
    from numpy import int64
    from numpy.typing import NDArray

BYTES = 256  # units that need no merge
MERGES = 16_000  # that a model has at the most
WIDTH = 16  # bits of a unit
KNOWN = 100_000  # words whose units are kept, of some 150 bytes each
LONGEST = 30  # bytes of a word: a longer one takes no more time than its parts
# A word with the blank before it; of letters and `_`, of digits, or of other signs; or white space.
WORD = re.compile(
    rb" ?(?:[A-Za-z_\x80-\xff]{1,30}|[0-9]{1,30}|[^\sA-Za-z0-9_\x80-\xff]{1,30})|\s{1,30}"
)


class BytePairs:
    """The merges of two units each to a third, the most frequent first.

    `merges` has two numbers of 16 bits for each, the lower byte first: those under 256 are bytes,
    the others count the units that merges make, each once. Raises ValueError for any other.
    """

    def __init__(self, merges: bytes) -> None:
        self._units = {bytes((one,)): one for one in range(BYTES)}
        self._merged: dict[tuple[int, int], tuple[int, int]] = {}
        texts = [*self._units]
        for rank, (first, second) in enumerate(iter_unpack("<HH", _checked(merges))):
            if max(first, second) >= len(texts):
                raise ValueError(f"merge {rank} is of a unit that is not there")
            text = texts[first] + texts[second]
            if len(text) > LONGEST + 1:  # with the blank before a word
                raise ValueError(f"merge {rank} is longer than a word")
            unit = self._units.setdefault(text, len(texts))
            if unit == len(texts):
                texts.append(text)
            self._merged.setdefault((first, second), (rank, unit))
        self._texts = texts
        self._words = _Words(self)

    @cached_property
    def _sizes(self) -> NDArray[int64]:
        import numpy as np

        return np.array([len(text) for text in self._texts], np.int64)

    def units(self, data: bytes, start: int, end: int) -> Units:
        """The units of a part of a text, word by word."""
        import numpy as np

        words = map(self._words.__getitem__, WORD.findall(data, start, end))
        ids = np.fromiter(chain.from_iterable(words), np.int64)
        sizes = self._sizes[ids]
        ends = start + np.cumsum(sizes)
        return Units(ids.astype(np.uint64), ends - sizes, ends, WIDTH)

    def of_word(self, word: bytes) -> tuple[int, ...]:
        """The unit that a word is, or those that are left when no pair has a merge.

        Of all pairs that have one, those of the first merge are merged.
        """
        if word in self._units:
            return (self._units[word],)
        parts = [*word]
        while merge := min(filter(None, map(self._merged.get, pairwise(parts))), default=None):
            parts = self._joined(parts, merge)
        return tuple(parts)

    def _joined(self, parts: Sequence[int], merge: tuple[int, int]) -> list[int]:
        """The parts with each pair of this merge, from the left, as one."""
        joined: list[int] = []
        at = 0
        while at < len(parts):
            pair = self._merged.get((parts[at], parts[at + 1])) if at + 1 < len(parts) else None
            joined.append(merge[1] if pair == merge else parts[at])
            at += 2 if pair == merge else 1
        return joined


class _Words(dict[bytes, tuple[int, ...]]):
    """Units of words that were met."""

    def __init__(self, pairs: BytePairs) -> None:
        self._pairs = pairs

    def __missing__(self, word: bytes) -> tuple[int, ...]:
        if len(self) >= KNOWN:
            self.clear()
        self[word] = self._pairs.of_word(word)
        return self[word]


def _checked(merges: bytes) -> bytes:
    if len(merges) % 4 or len(merges) > 4 * MERGES:
        raise ValueError(f"`merges` are pairs of numbers, {MERGES:,} at the most")
    return merges
