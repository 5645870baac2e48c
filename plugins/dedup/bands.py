"""Bands of a signature: which rows are compared at all.

Rows of Jaccard index J agree in a band of r minima with odds of J**r, and in one of b bands at
least with 1 - (1 - J**r)**b (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import rulekit

# Share of the copies at the threshold itself that are to be compared; of those above it, more are.
# Our own choice: for 0.999 they would be 27 x 9 at 0.85, instead of 22 x 10, and compare two thirds
# of the pairs of 0.7 in vain, instead of half.
FOUND = 0.99

# Where a report shows the curve: from what nobody calls a copy to equal sets of shingles.
JACCARDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995, 1.0)


class Banding(NamedTuple):
    """How many bands a signature is cut into, and how many minima each has."""

    bands: int
    rows: int

    @property
    def permutations(self) -> int:
        """Minima of a whole signature."""
        return self.bands * self.rows

    def odds(self, jaccard: float) -> float:
        """How likely two rows of this Jaccard index are compared, in 0..1.

        By multiplication alone, which rounds on every machine in the same way, as `pow` need not.
        """
        missed = 1.0 - math.prod(repeat(jaccard, self.rows))
        return 1.0 - math.prod(repeat(missed, self.bands))

    def curve(self, jaccards: Sequence[float] = JACCARDS) -> Sequence[tuple[float, float]]:
        """The odds at some Jaccard indices."""
        return tuple((jaccard, self.odds(jaccard)) for jaccard in jaccards)


def choose(threshold: float, permutations: int) -> Banding:
    """The banding with the longest bands that compares 99 % of the copies at the threshold.

    The longer the bands, the fewer rows below the threshold are compared in vain; of the longest,
    as few as are needed. Fewest permutations alone would be bands of one minimum, which compare
    everything. Of 256 permutations: 35 x 3 for 0.5, 37 x 6 for 0.7, 22 x 10 for 0.85, 18 x 14 for
    0.9, 16 x 16 for 0.918, 12 x 21 for 0.95, 7 x 34 for 0.979. Raises UsageError when there are too
    few permutations for it.
    """
    for rows in range(permutations, 0, -1):
        bands = _needed(threshold, rows, permutations // rows)
        if bands:
            return Banding(bands, rows)
    least = math.ceil(math.log1p(-FOUND) / math.log1p(-threshold))
    raise rulekit.UsageError(
        f"{permutations:,} permutations are too few for a `threshold` of {threshold}:"
        f" set `permutations` to {least:,} or more"
    )


def _needed(threshold: float, rows: int, most: int) -> int:
    """The fewest bands of so many minima that do; 0 when more than `most` are needed."""
    missed = 1.0 - math.prod(repeat(threshold, rows))
    left = 1.0
    for bands in range(1, most + 1):
        left *= missed
        if left <= 1.0 - FOUND:
            return bands
    return 0
