"""Which runs of words recur in a text, for all lengths at once: in Python, and with numpy.

Both give the same. A run of n + 1 words can only recur where the run of n words that it begins with
does, so the first looks only at the starts that the length below left. The second sorts all places
by the words that follow: then the places of a run of any length stand side by side.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import Any, NamedTuple

from .vocabulary import Vocabulary, in_arrays

TOP = (2, 3, 4)  # lengths whose commonest run is measured, after RedPajama v2
REPEATED = (5, 6, 7, 8, 9, 10)  # lengths of which every repeat is measured, likewise
SHORTEST = min(REPEATED)
WIDTH = 63  # bits of a number that sorts


class Rung(NamedTuple):
    """The runs of one length that occur more than once.

    Of TOP the commonest: the number of the word where it first starts, and how often it occurs, 0
    when none recurs; of those that tie, the first. Of REPEATED the characters of all words in them.
    """

    top_start: int = 0
    top_count: int = 0
    chars: int = 0


Ladder = dict[int, Rung]


def ladder(found: Vocabulary, longest: int) -> Ladder:
    """Rungs by length, from 2 to the longest."""
    rungs = dict.fromkeys(range(min(TOP), longest + 1), Rung())
    climb = by_sorting if in_arrays(found.size) else by_slices
    return rungs | climb(found, longest)


def by_slices(found: Vocabulary, longest: int) -> Ladder:
    """The rungs on which something recurs. Each word is a character, a run a slice of a string."""
    text = "".join(map(chr, found.numbers))
    sizes = [len(word) for word in found.words]
    before = list(accumulate(map(sizes.__getitem__, found.numbers), initial=0))
    rungs, starts = Ladder(), list(range(len(text)))
    for length in range(min(TOP), longest + 1):
        # A slice that the end cuts short is as short as no other, so it occurs once.
        runs = [text[start : start + length] for start in starts]
        counts = Counter(runs)
        if len(counts) == len(runs):
            break
        if length in TOP:
            most = max(counts.values())
            top = next(i for i, run in enumerate(runs) if counts[run] == most)
            rungs[length] = Rung(starts[top], most)
        starts = [start for start, run in zip(starts, runs, strict=True) if counts[run] > 1]
        if length in REPEATED:
            rungs[length] = Rung(chars=_chars(starts, length, before))
    return rungs


def _chars(starts: list[int], length: int, before: list[int]) -> int:
    """Characters of the words in runs, each word once; `before` counts those before each word."""
    total = end = 0
    for start in starts:
        total += before[start + length] - before[max(start, end)]
        end = start + length
    return total


def by_sorting(found: Vocabulary, longest: int) -> Ladder:
    """The rungs on which something recurs, by sorting places by the words that follow.

    As many words are compared at once as a number can hold, nine of up to 127 different ones. Where
    all of them are equal, places are sorted again by the words behind.
    """
    import numpy

    size, bits = found.size, len(found.words).bit_length()
    ids = numpy.zeros(size + longest, numpy.int64)  # behind the end is 0, which is no word
    ids[:size] = found.numbers
    ids[:size] += 1
    windows = numpy.ndarray((size, longest), numpy.int64, ids, strides=ids.strides * 2)
    recurring = numpy.zeros(size, numpy.uint8)  # how many of REPEATED recur from each word on
    rungs, had, at, runs = Ladder(), 0, numpy.arange(size), None
    while had < longest and len(at) > 1:
        run_bits = 0 if runs is None else len(at).bit_length()
        step = min(longest - had, (WIDTH - run_bits) // bits)
        keys = (windows[at, had : had + step] if had else windows[:, :step]) @ _weights(step, bits)
        if runs is not None:
            keys |= runs << bits * step
        order = keys.argsort()
        at, differ = at[order], _differences(keys[order])
        shared = numpy.zeros(len(differ), numpy.uint8)
        for length in range(max(had + 1, min(TOP)), had + step + 1):
            same = differ < 1 << bits * (had + step - length)
            if length in TOP:
                rungs[length] = _commonest((~same).nonzero()[0], at)
            else:
                shared += same
        recurring[at] = numpy.maximum(shared[1:], shared[:-1]) + max(0, had - max(TOP))
        again, had = same[1:] | same[:-1], had + step
        at, runs = at[again], (~same[:-1][again]).cumsum()
    return rungs | _chars_by_length(found, recurring)


def _weights(step: int, bits: int) -> Any:
    """Weights that make one number of so many words, the first of them in front."""
    import numpy

    return 1 << numpy.arange(step - 1, -1, -1) * bits


def _differences(keys: Any) -> Any:
    """The bits in which neighbours of a sorted array differ, and all bits at both its ends."""
    import numpy

    differ = numpy.full(len(keys) + 1, numpy.iinfo(numpy.int64).max)
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
    return Rung(int(at[first[:, None] + numpy.arange(most)].min()), most)


def _chars_by_length(found: Vocabulary, recurring: Any) -> Ladder:
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
    chars = numpy.bincount(inside, sizes[found.numbers]).astype(numpy.int64).tolist()
    return {length: Rung(chars=sum(chars[i:])) for i, length in enumerate(REPEATED[:most], 1)}
