"""Of detections that overlap, the one that stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import rulekit

from .kind import KINDS

_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def without_overlaps(found: Iterable[rulekit.Detection], size: int) -> Sequence[rulekit.Detection]:
    """Detections in a text of so many bytes, in order: of those that overlap, the longest.

    Of equally long ones, the first; of those in the same place, by the order of the kinds. The work
    is linear in the bytes that are found, however they overlap.
    """
    taken = bytearray(size)
    kept = []
    for one in sorted(found, key=_place):
        length = one.end - one.start
        if length > 0 and taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * length
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def outside(
    found: Iterable[rulekit.Detection], spans: Sequence[tuple[int, int]], size: int
) -> Sequence[rulekit.Detection]:
    """Those that are not inside any of the spans of a text of so many bytes."""
    if not spans:
        return list(found)
    free = bytearray(b"\1") * size
    for start, end in spans:
        free[start:end] = bytes(end - start)
    return [one for one in found if free.find(1, one.start, one.end) >= 0]


def _place(one: rulekit.Detection) -> tuple[int, int, int]:
    return one.start - one.end, one.start, _RANKS.get(one.kind, len(_RANKS))
