"""Weights of buckets by the squared hinge loss and AdaGrad: sums, products and roots alone.

So no `exp` of some machine is in them, and they are the same on every other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import float64, int32
    from numpy.typing import NDArray

ROUNDS = 10
RATE = 0.05  # of 0.03 to 0.5: 0.887 (area under the ROC) on tests/precision; 0.03, 0.886
SMALL = 1e-8  # of a sum of squares to begin with: nothing is divided by 0


class Hinge(NamedTuple):
    """Weights of buckets, and the margin of a text of which nothing is known."""

    weights: NDArray[float64]
    base: float

    def margin(self, present: NDArray[int32]) -> float:
        """How far a text with these buckets is from the border, below 0 for one to drop."""
        return float(self.weights[present].sum()) / _size(present) + self.base


def fit_hinge(
    texts: Sequence[NDArray[int32]], keep: Sequence[bool], counts: Sequence[float], buckets: int
) -> Hinge:
    """Weights that tell texts to keep from those to drop, each text by the buckets that it has.

    `counts` says how much each text counts. The texts are gone through in the order given.
    """
    import numpy as np

    weights, squares = np.zeros(buckets), np.full(buckets, SMALL)
    base, square = 0.0, SMALL
    for _ in range(ROUNDS):
        for present, kept, count in zip(texts, keep, counts, strict=True):
            side = 1.0 if kept else -1.0
            missing = 1.0 - side * Hinge(weights, base).margin(present)
            if missing <= 0:
                continue
            slope = -side * missing * count
            step = slope / _size(present)
            grown = squares[present] + step * step
            squares[present] = grown
            weights[present] -= RATE * step / np.sqrt(grown)
            square += slope * slope
            base -= RATE * slope / math.sqrt(square)
    return Hinge(weights, base)


def _size(present: NDArray[int32]) -> float:
    return math.sqrt(len(present)) or 1.0
