"""Ranks, the correlation of two orders, and how far an order parts two kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, float64
    from numpy.typing import NDArray

    Numbers = NDArray[float64]


def ranks(values: Numbers) -> Numbers:
    """The rank of each value, from 1 on; equal values share the mean of theirs."""
    import numpy as np

    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    found: Numbers = (last - (counts - 1) / 2)[place.reshape(-1)]
    return found


def rank_correlation(some: Numbers, others: Numbers) -> float:
    """Spearman's; 0 where one of them is always the same."""
    one, other = ranks(some), ranks(others)
    one, other = one - one.mean(), other - other.mean()
    size = float((one @ one) * (other @ other)) ** 0.5
    return float(one @ other) / size if size else 0.0


def area(values: Numbers, wanted: NDArray[bool_]) -> float:
    """The chance that of a wanted and another one the wanted has the higher value: the AUC."""
    count, rest = int(wanted.sum()), int((~wanted).sum())
    if not count or not rest:
        return 0.5
    above = float(ranks(values)[wanted].sum()) - count * (count + 1) / 2
    return above / (count * rest)
