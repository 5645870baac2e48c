"""Pairs of samples that are equally hard and equally long, and differ in kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from rulekit.influence.rank import Numbers

CLOSE = 0.05  # of the larger of two values


def matched(wanted: NDArray[bool_], measures: Sequence[Numbers], close: float = CLOSE) -> list[int]:
    """Places of pairs, a wanted and another one each, that are close in all measures.

    Each is in one pair at the most. A wanted one, in order, takes the nearest that is left.
    """
    import numpy as np

    others = np.flatnonzero(~wanted)
    taken = np.zeros(len(others), bool)
    found: list[int] = []
    for place in map(int, np.flatnonzero(wanted)):
        apart = np.max([_apart(values[place], values[others]) for values in measures], axis=0)
        apart[taken] = np.inf
        nearest = int(apart.argmin()) if len(apart) else -1
        if nearest >= 0 and apart[nearest] <= close:
            taken[nearest] = True
            found += [place, int(others[nearest])]
    return found


def _apart(value: float, others: Numbers) -> Numbers:
    """How far values are from one, as a share of the larger of both."""
    import numpy as np

    size = np.maximum(np.abs(others), abs(value))
    found: Numbers = np.abs(others - value) / np.where(size > 0, size, 1.0)
    return found
