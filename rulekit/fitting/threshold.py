"""Limits on a score for a precision that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FEWEST = 10  # texts beyond a limit: of fewer, a share says nothing


class Threshold(NamedTuple):
    """A limit, the texts beyond it, and how many of them, and of all such, it is right about."""

    limit: float
    texts: int
    precision: float
    recall: float


def drop_below(scores: Sequence[float], keep: Sequence[bool], precision: float) -> Threshold | None:
    """The highest limit under which so many are to be dropped; None when there is none.

    What reads the limit itself is not under it.
    """
    found = None
    pairs = sorted(zip(scores, keep, strict=True))
    bad, right = sum(not one for one in keep), 0
    for count, (score, kept) in enumerate(pairs, 1):
        right += not kept
        above = pairs[count][0] if count < len(pairs) else None
        if above is None or above == score or count < FEWEST:
            continue
        if right >= precision * count:
            found = Threshold(above, count, right / count, right / bad)
    return found


def keep_from(scores: Sequence[float], keep: Sequence[bool], precision: float) -> Threshold | None:
    """The lowest limit from which on so many are to be kept; None when there is none."""
    turned = drop_below([-one for one in scores], [not one for one in keep], precision)
    if turned is None:
        return None
    lowest = min(score for score in scores if -score < turned.limit)
    return turned._replace(limit=lowest)
