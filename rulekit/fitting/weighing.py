"""Weights of aspects from experiments, and how far they are to be believed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from rulekit.fitting.platt import rounded
from rulekit.fitting.ridge import Ridge, centred, root_mean_square

if TYPE_CHECKING:
    from rulekit.fitting.ridge import Array

DRAWS = 1_000  # of experiments, for intervals
OUTSIDE = 0.05  # share of the draws whose weights lie below an interval, and above it
ALIKE = 0.95  # correlation from which on two aspects can hardly be told apart
NOTHING = 1e-9  # of what it is compared with: an error of the arithmetic
NONE, SPREAD = "none", "spread"  # scales


class AspectWeight(NamedTuple):
    """A weight, the mean over the experiments, and where 90% of the draws have the weight."""

    weight: float
    mean: float
    low: float
    high: float


class Alike(NamedTuple):
    """Aspects, by place, that rise and fall together; None for the mean of all others."""

    aspect: int
    other: int | None
    correlation: float


class Weighing(NamedTuple):
    """Weights in the order of the aspects, and errors on experiments that were left out.

    `error` is that of weights whose penalty was chosen without the experiment as well, `equal` that
    of the sum of the aspects, `mean` that of the mean result of the other experiments.
    """

    aspects: tuple[AspectWeight, ...]
    penalty: float
    error: float
    equal: float
    mean: float
    alike: tuple[Alike, ...]


def weigh(
    means: Sequence[Sequence[float]], results: Sequence[float], scale: str = NONE
) -> Weighing:
    """The weights of aspects whose `means` tell the results best, in any order of experiments.

    With the scale "spread", an aspect counts in standard deviations among the experiments. Neither
    the results nor all aspects may be the same everywhere.
    """
    import numpy as np

    pairs = sorted(zip(map(tuple, means), results, strict=True))
    raw, known = np.array([row for row, _ in pairs]), np.array([result for _, result in pairs])
    units = spreads(raw) if scale == SPREAD else np.ones(raw.shape[1])
    rows = raw / units
    ridge = Ridge(rows, known)
    spread = root_mean_square(centred(known))
    equal = unseen_error(rows.sum(axis=1, keepdims=True), known, penalty=0.0)
    mean = spread * len(known) / (len(known) - 1)  # from a result to the mean of the others
    return Weighing(
        tuple(_aspects(raw, units, ridge)),
        rounded(ridge.best_penalty),
        _figures(unseen_error(rows, known), spread),
        _figures(equal, spread),
        _figures(mean, spread),
        tuple(_alike(rows)),
    )


def spreads(rows: Array) -> Array:
    """The standard deviation of each column; 1 for a column that is the same in all rows."""
    import numpy as np

    found: Array = np.sqrt((centred(rows) ** 2).mean(axis=0))
    found[found == 0] = 1.0
    return found


def unseen_error(rows: Array, results: Array, penalty: float | None = None) -> float:
    """The error on each experiment of weights that have not seen it, nor has their penalty.

    Another penalty than the best may be given.
    """
    import numpy as np

    missed = []
    for i in range(len(results)):
        others = Ridge(np.delete(rows, i, axis=0), np.delete(results, i))
        weights = others.weights(others.best_penalty if penalty is None else penalty)
        added = (rows[i] - others.rows.mean(axis=0)) @ weights
        missed.append(results[i] - others.results.mean() - added)
    return root_mean_square(np.array(missed))


def _aspects(raw: Array, units: Array, ridge: Ridge) -> Iterator[AspectWeight]:
    """The weights of aspects as they are read, in figures that every machine agrees on."""
    import numpy as np

    fits = np.sort([one / units for one in _drawn_fits(ridge)], axis=0)
    outside = round(DRAWS * OUTSIDE)
    weights, means = ridge.weights(ridge.best_penalty) / units, raw[0] + (raw - raw[0]).mean(axis=0)
    size = root_mean_square(centred(ridge.results)) / spreads(raw)
    for row in zip(weights, means, fits[outside], fits[-1 - outside], size, strict=True):
        weight, mean, low, high, whole = map(float, row)
        weight, low, high = (_figures(one, whole) for one in (weight, low, high))
        yield AspectWeight(weight, rounded(mean), low, high)


def _drawn_fits(ridge: Ridge) -> Iterator[Array]:
    """The weights of fits to experiments drawn with replacement, the penalty as it is.

    Draws are counted: each place of each has the experiment that a hash of the two numbers says.
    """
    count = len(ridge.results)
    for draw in range(DRAWS):
        drawn = [_number(draw, place) % count for place in range(count)]
        yield Ridge(ridge.rows[drawn], ridge.results[drawn]).weights(ridge.best_penalty)


def _number(draw: int, place: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{draw}:{place}".encode()).digest()[:8], "big")


def _figures(value: float, size: float) -> float:
    """A number in six figures; 0 where it is nothing beside the size."""
    return 0.0 if abs(value) <= NOTHING * size else rounded(value)


def _alike(rows: Array) -> Iterator[Alike]:
    columns = rows.T
    for i, j in combinations(range(len(columns)), 2):
        yield from _if_alike(i, j, columns[i], columns[j])
    for i, column in enumerate(columns if len(columns) > 2 else ()):
        yield from _if_alike(i, None, column, rows.sum(axis=1) - column)


def _if_alike(aspect: int, other: int | None, some: Array, others: Array) -> Iterator[Alike]:
    found = correlation(some, others)
    if abs(found) >= ALIKE:
        yield Alike(aspect, other, found)


def correlation(some: Array, others: Array) -> float:
    """Pearson's; 0 where one of them is always the same."""
    one, other = centred(some), centred(others)
    size = float((one @ one) * (other @ other)) ** 0.5
    return rounded(float(one @ other) / size) if size else 0.0
