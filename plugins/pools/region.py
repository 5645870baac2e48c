"""Spans as regions: those that stand in no other, and what lies inside of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import rulekit


def outermost(spans: Iterable[rulekit.Span]) -> Sequence[rulekit.Span]:
    """Of sorted spans that may be nested, those that stand in no other."""
    outer = list[rulekit.Span]()
    for span in spans:
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    return outer


def is_inside(start: int, regions: Sequence[rulekit.Span]) -> bool:
    """True for a place in one of some sorted regions that do not overlap."""
    at = bisect_left(regions, (start + 1, -1)) - 1
    return at >= 0 and start < regions[at].end


def inside(spans: Sequence[rulekit.Span], start: int, end: int) -> Sequence[rulekit.Span]:
    """Those of sorted spans that begin in a range."""
    return spans[bisect_left(spans, (start, -1)) : bisect_left(spans, (end, -1))]
