"""The places of a text in the order of the words that follow, so that equal runs stand together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .vocabulary import Vocabulary

FURTHEST = 10  # words that are compared at the most
WIDTH = 64  # bits of a number that sorts


class SortedPlaces:
    """The places of a text, sorted by the words that follow, of which `had` are compared.

    As many as a number can hold, at first: nine of up to 127 different ones, four of up to 65,535.
    `shared` is how many words each place has in common with the one before it, and 0 at both ends.
    """

    def __init__(self, found: Vocabulary, most: int) -> None:
        import numpy

        size, bits = found.size, len(found.words).bit_length()
        self._ids = numpy.full(size + 2 * FURTHEST, len(found.words), numpy.uint32)
        self._ids[:size] = found.numbers  # behind the end is what is no word
        self._ranks: Any = None
        self._step = self.had = min(most, WIDTH // bits)
        keys = _joined([self._ids[word : word + size] for word in range(self.had)], bits)
        self.at = keys.argsort()
        differ, self.shared = _differences(keys[self.at]), numpy.zeros(size + 1, numpy.uint8)
        for word in range(self.had):
            self.shared += differ < 1 << bits * word

    def go_on(self, most: int) -> bool:
        """Sort those that share all of their words with a neighbour by more; False if none does.

        What follows those words has its rank already: that of the place where it begins.
        """
        import numpy

        same = self.shared == self.had
        again, number = same[1:] | same[:-1], (~same[:-1]).cumsum(dtype=numpy.uint64)
        if self._ranks is None:
            self._ranks = numpy.full(len(self._ids), number[-1] + 1, numpy.uint32)
            self._ranks[self.at] = number
        at, width = self.at[again], int(self._ranks[-1]).bit_length()
        parts = min(-(-(most - self.had) // self._step), WIDTH // width - 1)
        behind = (self._ranks[at + self.had + part * self._step] for part in range(parts))
        keys = _joined([number[again], *behind], width)
        order = keys.argsort()
        self.at, differ = at[order], _differences(keys[order])
        had = min(FURTHEST, self.had + parts * self._step)
        self.shared = numpy.where(differ < 1, had, 0).astype(numpy.uint8)
        some = ((differ >= 1) & (differ < 1 << width * parts)).nonzero()[0]
        self.shared[some] = self._in_common(some, had)
        self.had = had
        return len(at) > 0

    def _in_common(self, some: Any, most: int) -> Any:
        """How many words places have in common with those before, where these are some in all."""
        import numpy

        here, before = self.at[some], self.at[some - 1]
        goes_on, found = numpy.ones(len(some), bool), numpy.full(len(some), self.had, numpy.uint8)
        for word in range(self.had, most):
            goes_on &= self._ids[here + word] == self._ids[before + word]
            found += goes_on
        return found


def _joined(parts: Iterable[Any], bits: int) -> Any:
    """Arrays of numbers as one, the first of them in front."""
    import numpy

    first, *others = parts
    keys = first.astype(numpy.uint64)
    for part in others:
        keys <<= bits
        keys |= part
    return keys


def _differences(keys: Any) -> Any:
    """The bits in which neighbours of a sorted array differ, and all bits at both its ends."""
    import numpy

    differ = numpy.empty(len(keys) + 1, keys.dtype)
    differ[0] = differ[-1] = (1 << WIDTH) - 1
    numpy.bitwise_xor(keys[1:], keys[:-1], out=differ[1:-1])
    return differ
