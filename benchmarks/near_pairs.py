"""All pairs of sets that are alike, exactly: what `near` is measured against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy

LEAST = 0.5  # Jaccard index of the pairs that are listed
Pairs = dict[tuple[int, int], float]


def jaccard(one: numpy.ndarray, other: numpy.ndarray) -> float:
    """Of two sorted arrays, each number once."""
    both = numpy.intersect1d(one, other, assume_unique=True).size
    return both / (one.size + other.size - both)


def all_pairs(sets: Sequence[numpy.ndarray]) -> Pairs:
    """Each pair with a Jaccard index of LEAST or more; none is missed.

    Two such sets of n numbers and more have one in common among the first n - ceil(LEAST * n) + 1
    of each, in any order of all numbers (prefix filtering: Chaudhuri et al. 2006). In the order of
    how many sets have them, the rarest first, few pairs are left to compare.
    """
    alike: Pairs = {}
    for one, other in sorted({*_meeting(sets)}):
        small, large = sorted((sets[one].size, sets[other].size))
        if small >= LEAST * large and (index := jaccard(sets[one], sets[other])) >= LEAST:
            alike[one, other] = index
    return alike


def _meeting(sets: Sequence[numpy.ndarray]) -> Iterator[tuple[int, int]]:
    numbers, counts = numpy.unique(numpy.concatenate(sets), return_counts=True)
    owners: dict[int, list[int]] = {}
    for at, one in enumerate(sets):
        often = counts[numpy.searchsorted(numbers, one)]
        order = numpy.lexsort((one, often))
        first = order[: one.size - int(numpy.ceil(LEAST * one.size)) + 1]
        for number in one[first][often[first] > 1].tolist():
            owners.setdefault(number, []).append(at)
    for meeting in owners.values():
        yield from combinations(meeting, 2)
