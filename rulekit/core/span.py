"""Spans: the one currency of evidence."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Span(NamedTuple):
    """Half-open range of bytes in a document's UTF-8 text.

    A tuple, not a dataclass: a document can have a hundred thousand of them, and they sort.
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        """Bytes covered."""
        return self.end - self.start


def merge(spans: Iterable[Span]) -> list[Span]:
    """The same bytes as sorted spans that neither overlap nor touch; empty spans vanish."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if merged and start <= merged[-1].end:
            if end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, end)
        else:
            merged.append(Span(start, end))
    return merged


def within(spans: Iterable[Span], regions: Iterable[Span]) -> list[Span]:
    """Those spans that lie inside one of the regions, sorted. Touching regions are one."""
    areas = merge(regions)
    starts = [area.start for area in areas]
    inside: list[Span] = []
    for span in sorted(spans):
        i = bisect_right(starts, span.start) - 1
        if i >= 0 and span.end <= areas[i].end:
            inside.append(span)
    return inside
