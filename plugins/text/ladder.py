"""Which runs of words recur in a text: rungs of a ladder, one for each length.

There are two ladders with the same rungs. A run of n + 1 words can only recur where the run of n
words that it begins with does, so the one in Python looks only at the starts that a shorter length
left. The one of arrays sorts all places by the words that follow: then the places of a run of any
length stand side by side. It takes two sorts, however much of a text recurs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import add
from typing import Any, NamedTuple

from .sorting import SortedPlaces
from .vocabulary import Vocabulary, in_arrays

TOP = (2, 3, 4)  # lengths whose commonest run is measured, after RedPajama v2
REPEATED = (5, 6, 7, 8, 9, 10)  # lengths of which every repeat is measured, likewise
SHORTEST, LONGEST = min(REPEATED), max(REPEATED)


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

    def start(self, length: int) -> int:
        """Where the commonest run of a length of REPEATED begins, of those that tie the first."""
        starts = self._starts[length]
        runs = [self.text[start : start + length] for start in starts]
        return starts[runs.index(Counter(runs).most_common(1)[0][0])]

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
    """The rungs of a text, with numpy: all of them, or all but the longest if that costs less."""

    def __init__(self, found: Vocabulary) -> None:
        self._found = found
        self._rungs, self._reach = by_sorting(found, LONGEST - 1)

    def rung(self, length: int) -> Rung:
        """The rung of a length; that of the longest is only sought when the one before has runs."""
        if length > self._reach and LONGEST - 1 in self._rungs:
            self._rungs, self._reach = by_sorting(self._found, LONGEST)
        return self._rungs.get(length, Rung())

    def start(self, length: int) -> int:
        """Where the commonest run of a length of REPEATED begins, of those that tie the first."""
        places = SortedPlaces(self._found, length)
        while places.had < length:
            places.go_on(length)
        return _commonest((places.shared < length).nonzero()[0], places.at).top_start


def ladder(found: Vocabulary) -> Ladder | ArrayLadder:
    """The ladder that costs less."""
    return ArrayLadder(found) if in_arrays(found.size) else Ladder(found)


def by_sorting(found: Vocabulary, longest: int) -> tuple[dict[int, Rung], int]:
    """The rungs on which something recurs, up to a length or further, and up to which."""
    import numpy

    if found.size < 2:
        return {}, longest
    places, before = SortedPlaces(found, longest), 0
    rungs = dict[int, Rung]()
    recurring = numpy.zeros(found.size, numpy.uint8)  # how many of REPEATED recur from each word on
    while True:
        at, shared, had = places.at, places.shared, places.had
        for length in TOP:
            if before < length <= had:
                rungs[length] = _commonest((shared < length).nonzero()[0], at)
        if not rungs[min(TOP)].top_count:
            return rungs, longest  # nothing recurs: so it is in every sixth file
        if had >= SHORTEST:
            most = numpy.maximum(shared[1:], shared[:-1])
            recurring[at] = numpy.maximum(most, SHORTEST - 1) - (SHORTEST - 1)
        before = had
        if had >= longest or not places.go_on(longest):
            return rungs | _chars_by_length(found, recurring), had


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
