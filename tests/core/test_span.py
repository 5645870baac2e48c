"""rulekit/core/span.py: spans, merged and sorted into regions."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import spans_of

from rulekit.core.span import Span, merge, overlap, union, within

spans = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6)).map(lambda pair: Span(pair[0], sum(pair)))
)


def covered(spans):
    return {byte for span in spans for byte in range(*span)}


def test_a_span_is_as_long_as_the_bytes_it_covers():
    assert 3 == Span(2, 5).length


def test_spans_sort_by_start_then_by_end():
    assert spans_of((0, 9), (1, 2), (1, 3)) == sorted(spans_of((1, 3), (0, 9), (1, 2)))


def test_a_union_has_each_span_once_and_in_order():
    assert spans_of((0, 1), (2, 3), (4, 5)) == union(
        spans_of((0, 1), (4, 5)), spans_of((0, 1), (2, 3))
    )


def test_overlapping_spans_merge():
    assert spans_of((0, 5)) == merge(spans_of((0, 4), (2, 5)))


def test_touching_spans_merge():
    assert spans_of((0, 5)) == merge(spans_of((2, 5), (0, 2)))


def test_a_span_inside_another_vanishes_in_it():
    assert spans_of((0, 9)) == merge(spans_of((0, 9), (2, 3)))


def test_spans_apart_stay_apart():
    assert spans_of((0, 2), (3, 5)) == merge(spans_of((3, 5), (0, 2)))


def test_empty_spans_vanish():
    assert [] == merge(spans_of((3, 3)))


@given(spans)
def test_merging_covers_the_same_bytes(some):
    assert covered(some) == covered(merge(some))


@given(spans)
def test_merged_spans_are_sorted_and_neither_overlap_nor_touch(some):
    merged = merge(some)
    assert all(left.end < right.start for left, right in pairwise(merged))


@given(spans)
def test_merging_twice_changes_nothing(some):
    assert merge(some) == merge(merge(some))


@given(spans, st.randoms(use_true_random=False))
def test_order_does_not_matter_to_merging(some, random):
    shuffled = random.sample(some, len(some))
    assert merge(some) == merge(shuffled)


def test_what_lies_in_a_region_is_within_it():
    assert spans_of((2, 4)) == within(spans_of((2, 4)), spans_of((0, 9)))


def test_a_region_is_within_itself():
    assert spans_of((2, 4)) == within(spans_of((2, 4)), spans_of((2, 4)))


def test_what_reaches_beyond_a_region_is_not_within_it():
    assert [] == within(spans_of((0, 3), (3, 6)), spans_of((1, 5)))


def test_touching_regions_are_one_region():
    assert spans_of((1, 5)) == within(spans_of((1, 5)), spans_of((0, 3), (3, 6)))


def test_nothing_is_within_no_region():
    assert [] == within(spans_of((0, 1)), [])


@given(spans, spans)
def test_within_is_as_the_bytes_say(some, regions):
    area = covered(regions)
    expected = sorted(span for span in some if span.length and set(range(*span)) <= area)
    assert expected == [span for span in within(some, regions) if span.length]


@given(spans, spans)
def test_an_empty_span_is_within_what_holds_its_place_or_ends_there(some, regions):
    points = [span for span in some if not span.length]
    merged = merge(regions)
    expected = [p for p in sorted(points) if any(r.start <= p.start <= r.end for r in merged)]
    assert expected == within(points, regions)


@pytest.mark.parametrize(
    ("spans", "regions", "both"),
    [
        ([(0, 5)], [(2, 3)], [(2, 3)]),
        ([(0, 5), (3, 9)], [(4, 20)], [(4, 9)]),
        ([(0, 2), (4, 6)], [(1, 5)], [(1, 2), (4, 5)]),
        ([(0, 9)], [(1, 2), (3, 4), (8, 12)], [(1, 2), (3, 4), (8, 9)]),
        ([(0, 2)], [(2, 4)], []),
        ([], [(0, 1)], []),
        ([(0, 1)], [], []),
    ],
)
def test_an_overlap_is_what_is_in_both(spans, regions, both):
    found = overlap([Span(*one) for one in spans], [Span(*one) for one in regions])
    assert [Span(*one) for one in both] == found
