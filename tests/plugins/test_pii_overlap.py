"""plugins/pii/overlap.py: which of two detections stays."""

from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pii.kind import KINDS
from rulekit_plugins.pii.overlap import outside, without_overlaps

from rulekit import Detection

SIZE = 40
SPANS = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda ends: tuple(sorted(ends)))
FOUND = st.lists(
    st.builds(lambda span, kind: Detection(*span, kind, "a"), SPANS, st.sampled_from(KINDS))
)


def found(start, end, kind="email", rule="a"):
    return Detection(start, end, kind, rule)


def test_the_longest_stays():
    long, short = found(2, 20, "password"), found(0, 5, "key")
    assert [long] == without_overlaps([short, long], SIZE)


def test_of_equally_long_ones_the_first_stays():
    assert [found(0, 5)] == without_overlaps([found(3, 8), found(0, 5)], SIZE)


def test_a_form_is_worth_more_than_a_name():
    key, password = found(0, 5, "key"), found(0, 5, "password")
    assert [key] == without_overlaps([password, key], SIZE)


def test_of_two_that_agree_the_first_detectors_stays():
    first, second = found(0, 5, rule="first"), found(0, 5, rule="second")
    assert [first] == without_overlaps([first, second], SIZE)


def test_neighbours_stay_both():
    assert [found(0, 5), found(5, 8)] == without_overlaps([found(5, 8), found(0, 5)], SIZE)


def test_nothing_is_found_in_no_bytes():
    assert [] == without_overlaps([found(3, 3)], SIZE)


@given(FOUND)
def test_what_stays_is_in_order_and_does_not_overlap(detections):
    kept = without_overlaps(detections, SIZE)
    ends = [0, *(one.end for one in kept)]
    assert all(end <= one.start < one.end for end, one in zip(ends, kept, strict=False))


@given(FOUND)
def test_what_goes_overlaps_something_that_stays(detections):
    kept = without_overlaps(detections, SIZE)
    for one in detections:
        if one.start < one.end and one not in kept:
            assert any(other.start < one.end and one.start < other.end for other in kept)


def test_what_is_inside_a_span_is_known_already():
    inside, beyond = found(2, 5), found(4, 9)
    assert [beyond] == outside([inside, beyond], [(0, 6)], SIZE)


def test_without_spans_everything_is_new():
    assert [found(2, 5)] == outside([found(2, 5)], [], SIZE)
