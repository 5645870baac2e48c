"""Ridge regression in closed form, with the error on each row of a fit to all others."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.fitting.platt import rounded

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

# Penalties that are tried, over the mean sum of squares of a column: from weights of next to
# nothing to all but none.
GRID = tuple(2.0**power for power in range(10, -15, -1))
NOTHING = 1e-10  # of the largest singular value: what is less is an error of the arithmetic


@dataclass(frozen=True, eq=False)
class Ridge:
    """Fits to the same rows and results with any penalty on the squares of the weights.

    The intercept is free of it: a row of the means has the mean result.
    """

    rows: Array
    results: Array

    @cached_property
    def _singular(self) -> tuple[Array, Array, Array]:
        import numpy as np

        left, values, right = np.linalg.svd(centred(self.rows), full_matrices=False)
        values[values <= NOTHING * values.max()] = 0.0
        return left, values, right

    @cached_property
    def unit(self) -> float:
        """The mean, over the columns, of the sum of squares about their means."""
        return float((self._singular[1] ** 2).sum()) / int(self.rows.shape[1])

    def weights(self, penalty: float) -> Array:
        """The weights that lower the squared errors and `penalty` times their own squares most.

        Without a penalty, what the rows do not tell is 0.
        """
        import numpy as np

        left, values, right = self._singular
        below = values**2 + penalty
        shares = np.divide(values, below, out=np.zeros_like(values), where=below > 0)
        found: Array = right.T @ (shares * (left.T @ centred(self.results)))
        return found

    def unseen(self, penalty: float) -> Array:
        """The error on each row of a fit to all others.

        It is the residual over one minus the row's place on the diagonal of the hat matrix.
        """
        import numpy as np

        left, values, _ = self._singular
        squares, below = values**2, values**2 + penalty
        shares = np.divide(squares, below, out=np.zeros_like(values), where=below > 0)
        results = centred(self.results)
        leverage = (left**2) @ shares + 1 / len(results)
        missed: Array = (results - left @ (shares * (left.T @ results))) / (1 - leverage)
        return missed

    @cached_property
    def best_penalty(self) -> float:
        """The penalty of GRID, times the unit, with the least error; of equal ones the largest."""
        penalties = [one * self.unit for one in GRID]
        errors = [rounded(root_mean_square(self.unseen(one))) for one in penalties]
        return penalties[errors.index(min(errors))]


def centred(values: Array) -> Array:
    """Values about the mean of their column; exactly 0 where all are the same."""
    shifted = values - values[0]
    found: Array = shifted - shifted.mean(axis=0)
    return found


def root_mean_square(values: Array) -> float:
    """The root of the mean of the squares."""
    return math.sqrt(float((values**2).mean()))
