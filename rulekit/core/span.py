"""Spans: the one currency of evidence."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain, groupby
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
    last = -1  # where the last of them ends
    for span in sorted(spans):
        start, end = span
        if start == end:
            continue
        if start > last:
            merged.append(span)
        elif end > last:
            merged[-1] = Span(merged[-1].start, end)
        last = max(last, end)
    return merged


def overlap(spans: Iterable[Span], regions: Iterable[Span]) -> list[Span]:
    """The bytes that are in both, as sorted spans that do not overlap."""
    both: list[Span] = []
    areas = merge(regions)
    at = 0
    for start, end in merge(spans):
        while at < len(areas) and areas[at].end <= start:
            at += 1
        i = at  # an area may reach into the next span, too
        while i < len(areas) and areas[i].start < end:
            both.append(Span(max(start, areas[i].start), min(end, areas[i].end)))
            i += 1
    return both


def union(*lists: Iterable[Span]) -> list[Span]:
    """The spans of all lists, sorted, each once.

    Lists are mostly in order already, which makes this linear; and equal ones then stand side by
    side, which a set of millions would take 100 bytes each to find.
    """
    return [span for span, _ in groupby(sorted(chain(*lists)))]


def within(spans: Iterable[Span], regions: Iterable[Span]) -> list[Span]:
    """Spans that lie inside one of the regions, sorted. Touching regions are one."""
    areas = merge(regions)
    starts = [area.start for area in areas]
    inside: list[Span] = []
    for span in sorted(spans):
        i = bisect_right(starts, span.start) - 1
        if i >= 0 and span.end <= areas[i].end:
            inside.append(span)
    return inside
