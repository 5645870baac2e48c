"""rulekit/fitting/threshold.py: limits for a precision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.threshold import FEWEST, drop_below, keep_from

# Ten to drop, then one of two, then those to keep.
SCORES = [0.1] * 10 + [0.2] * 10 + [0.3] * 10 + [0.4] * 10
KEEP = [False] * 10 + [False, True] * 5 + [True] * 20


def test_what_is_under_the_limit_is_as_right_as_was_asked():
    assert (0.15, 10, 1.0, 10 / 15) == pytest.approx(drop_below(SCORES, KEEP, 0.95))
    assert (0.25, 20, 0.75, 1.0) == pytest.approx(drop_below(SCORES, KEEP, 0.75))


def test_what_is_over_the_limit_is_as_right_as_was_asked():
    assert (0.25, 20, 1.0, 20 / 25) == pytest.approx(keep_from(SCORES, KEEP, 0.95))
    assert (0.15, 30, 25 / 30, 1.0) == pytest.approx(keep_from(SCORES, KEEP, 0.8))


def test_a_limit_goes_no_further_than_to_the_last_that_it_is_right_about():
    keep = [False] * 20 + [True] * 20
    assert (0.25, 20, 1.0, 1.0) == pytest.approx(drop_below(SCORES, keep, 0.5))


def test_where_no_limit_is_so_right_there_is_none():
    mixed = [True, False] * 20
    assert drop_below(SCORES, mixed, 0.6) is None
    assert keep_from(SCORES, mixed, 0.6) is None


def test_a_few_that_are_right_by_luck_are_no_limit():
    scores, keep = [i / 100 for i in range(20)], [False] * (FEWEST - 1) + [True] * 11
    assert drop_below(scores, keep, 0.95) is None


labels = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=20, max_size=60)


@given(labels, st.sampled_from([0.5, 0.7, 0.9]))
def test_a_limit_says_of_itself_what_is_so(labels, asked):
    scores, keep = [one / 10 for one, _ in labels], [one for _, one in labels]
    for found, beyond, kept in (
        (drop_below(scores, keep, asked), lambda score, limit: score < limit, False),
        (keep_from(scores, keep, asked), lambda score, limit: score >= limit, True),
    ):
        if found:
            some = [
                one for score, one in zip(scores, keep, strict=True) if beyond(score, found.limit)
            ]
            right = some.count(kept)
            expected = (len(some), right / len(some), right / keep.count(kept))
            assert expected == (found.texts, found.precision, found.recall)
            assert found.precision >= asked
