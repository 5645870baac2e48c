"""Limits on a score for a precision that is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

FEWEST = 10  # texts beyond a limit: of fewer, a share says nothing


class Threshold(NamedTuple):
    """A limit, the texts beyond it, and how many of them, and of all such, it is right about."""

    limit: float
    texts: int
    precision: float
    recall: float


def drop_below(scores: Sequence[float], keep: Sequence[bool], precision: float) -> Threshold | None:
    """The limit under which so many are to be dropped, and most of these; None for no such limit.

    It lies in the middle between two scores.
    """
    found = None
    pairs = sorted(zip(scores, keep, strict=True))
    bad, right = sum(not one for one in keep), 0
    for count, ((score, kept), (above, _)) in enumerate(pairwise(pairs), 1):
        right += not kept
        if above == score or count < FEWEST or right < precision * count:
            continue
        if found is None or right / bad > found.recall:
            found = Threshold((score + above) / 2, count, right / count, right / bad)
    return found


def keep_from(scores: Sequence[float], keep: Sequence[bool], precision: float) -> Threshold | None:
    """The limit over which so many are to be kept, and most of these; None for no such limit."""
    turned = drop_below([-one for one in scores], [not one for one in keep], precision)
    return turned and turned._replace(limit=-turned.limit)
