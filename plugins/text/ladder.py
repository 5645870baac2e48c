"""Which runs of words recur in a text: rungs of a ladder, one for each length.

There are two ladders with the same rungs. A run of n + 1 words can only recur where the run of n
words that it begins with does, so the one in Python looks only at the starts that a shorter length
left. The one of arrays sorts all places by the words that follow: then the places of a run of any
length stand side by side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, compress
from operator import add
from typing import Any, NamedTuple

from .vocabulary import Vocabulary, in_arrays

TOP = (2, 3, 4)  # lengths whose commonest run is measured, after RedPajama v2
REPEATED = (5, 6, 7, 8, 9, 10)  # lengths of which every repeat is measured, likewise
SHORTEST, LONGEST = min(REPEATED), max(REPEATED)
WIDTH = 63  # bits of a number that sorts


class Rung(NamedTuple):
    """The runs of one length that occur more than once.

    Of TOP the commonest, of those that tie the first: the number of a word where it starts, and how
    often it occurs, 0 when none recurs. Of REPEATED the characters of all words in them.
    """

    top_start: int = 0
    top_count: int = 0
    chars: int = 0


class Ladder:
    """The rungs of a text, in Python: each word is a character, and a run a slice of a string."""

    def __init__(self, found: Vocabulary) -> None:
        self.text = "".join(map(chr, found.numbers))
        self._found = found
        self._starts: dict[int, Sequence[int]] = {1: range(len(self.text))}  # of what recurs
        self._rungs: dict[int, Rung] = {}
        self._before: list[int] = []  # characters before each word

    def rung(self, length: int) -> Rung:
        """The rung of a length, from that of the longest that is shorter and known."""
        if length not in self._rungs:
            self._rungs[length] = self._climb(length)
        return self._rungs[length]

    def _climb(self, length: int) -> Rung:
        text, below = self.text, max(known for known in self._starts if known < length)
        starts = self._starts[below]
        if length == 2:  # of all places, so it is worth a faster way
            runs = list(map(add, text, text[1:]))
        else:  # a slice that the end cuts short is as short as no other, so it occurs once
            runs = [text[start : start + length] for start in starts]
        counts = Counter(runs)
        again = {run for run, count in counts.items() if count > 1}
        recurring = list(compress(starts, map(again.__contains__, runs)))
        self._starts[length] = recurring
        if length in REPEATED or not recurring:
            return Rung(chars=self._chars(recurring, length))
        most = max(counts.values())
        top = next(run for run, count in counts.items() if count == most)
        return Rung(starts[runs.index(top)], most)

    def _chars(self, starts: Sequence[int], length: int) -> int:
        """Characters of the words in runs, each word once."""
        if starts and not self._before:
            sizes = [len(word) for word in self._found.words]
            self._before = list(accumulate(map(sizes.__getitem__, self._found.numbers), initial=0))
        total, end, before = 0, 0, self._before
        for start in starts:
            total += before[start + length] - before[max(start, end)]
            end = start + length
        return total


class ArrayLadder:
    """The rungs of a text, with numpy: all but the longest at once, as they fit in one number."""

    def __init__(self, found: Vocabulary) -> None:
        self._found = found
        self._rungs = by_sorting(found, LONGEST - 1)
        self._longest: Rung | None = None

    def rung(self, length: int) -> Rung:
        """The rung of a length; that of the longest is only sought when the one before has runs."""
        if length < LONGEST or LONGEST - 1 not in self._rungs:
            return self._rungs.get(length, Rung())
        if self._longest is None:
            self._longest = by_sorting(self._found, LONGEST).get(length, Rung())
        return self._longest


def ladder(found: Vocabulary) -> Ladder | ArrayLadder:
    """The ladder that costs less."""
    return ArrayLadder(found) if in_arrays(found.size) else Ladder(found)


def by_sorting(found: Vocabulary, longest: int) -> dict[int, Rung]:
    """The rungs on which something recurs, by sorting places by the words that follow.

    As many words are compared at once as a number can hold, nine of up to 127 different ones. Where
    all of them are equal, places are sorted again by the words behind.
    """
    import numpy

    size, bits = found.size, len(found.words).bit_length()
    rungs, had, at, runs = dict[int, Rung](), 0, numpy.arange(size), None
    ids = numpy.full(size + longest, len(found.words))  # behind the end is what is no word
    ids[:size] = found.numbers
    windows = numpy.ndarray((size, longest), ids.dtype, ids, strides=ids.strides * 2)
    recurring = numpy.zeros(size, numpy.uint8)  # how many of REPEATED recur from each word on
    while had < longest and len(at) > 1:
        room = WIDTH if runs is None else WIDTH - len(at).bit_length()
        step = min(longest - had, room // bits)
        words = windows[:, :step] if runs is None else windows[at, had : had + step]
        keys = words @ _weights(step, bits)
        if runs is not None:
            keys |= runs << bits * step
        order = keys.argsort()
        at, differ = at[order], _differences(keys[order])
        limits = {had + word: 1 << bits * (step - word) for word in range(1, step + 1)}
        for length in limits.keys() & TOP:
            rungs[length] = _commonest((differ >= limits[length]).nonzero()[0], at)
        if not rungs[min(TOP)].top_count:
            return rungs  # nothing recurs: so it is in every sixth file
        shared = [differ < limits[length] for length in limits if length in REPEATED]
        if shared:
            same = sum(shared[1:], shared[0].view(numpy.uint8))
            recurring[at] = numpy.maximum(same[1:], same[:-1]) + max(0, had - max(TOP))
        had += step
        same = differ < 1
        again = same[1:] | same[:-1]
        at, runs = at[again], (~same[:-1][again]).cumsum()
    return rungs | _chars_by_length(found, recurring)


@cache
def _weights(step: int, bits: int) -> Any:
    """Weights that make one number of so many words, the first of them in front."""
    import numpy

    return numpy.array([1 << bits * word for word in reversed(range(step))])


def _differences(keys: Any) -> Any:
    """The bits in which neighbours of a sorted array differ, and all bits at both its ends."""
    import numpy

    differ = numpy.empty(len(keys) + 1, keys.dtype)
    differ[0] = differ[-1] = (1 << WIDTH) - 1
    numpy.bitwise_xor(keys[1:], keys[:-1], out=differ[1:-1])
    return differ


def _commonest(bounds: Any, at: Any) -> Rung:
    """The commonest run: `at` has the places of all runs, of which each begins at a bound."""
    import numpy

    sizes = bounds[1:] - bounds[:-1]
    most = int(sizes.max())
    if most == 1:
        return Rung()
    first = bounds[:-1][sizes == most]
    places = at[first] if len(first) == 1 else at[first[:, None] + numpy.arange(most)]
    return Rung(int(places.min()), most)


def _chars_by_length(found: Vocabulary, recurring: Any) -> dict[int, Rung]:
    """Characters of the words in runs that recur, each word once, by the lengths of REPEATED."""
    import numpy

    most = int(recurring.max(initial=0))
    if not most:
        return {}
    inside = recurring.copy()  # in how many of REPEATED a word is part of a run that recurs
    for back in range(1, SHORTEST + most - 1):
        run = recurring[:-back]
        if back >= SHORTEST:  # a run that begins so far before must be longer than that
            run = run * (run > back - SHORTEST + 1)
        numpy.maximum(inside[back:], run, out=inside[back:])
    sizes = numpy.array(list(map(len, found.words)))
    chars = numpy.bincount(inside, sizes[found.numbers]).tolist()
    return {length: Rung(chars=int(sum(chars[i:]))) for i, length in enumerate(REPEATED[:most], 1)}
