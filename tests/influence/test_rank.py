"""rulekit/influence/rank.py."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.leaning import rank_correlation as by_hand
from rulekit.influence.rank import area, rank_correlation, ranks


def test_equal_values_share_the_mean_of_their_ranks():
    assert [2.5, 1.0, 2.5, 4.0] == ranks(np.array([7.0, 1.0, 7.0, 9.0])).tolist()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=30))
def test_a_rank_correlation_is_that_of_fitting(pairs):
    some, others = map(list, zip(*pairs, strict=True))
    found = rank_correlation(np.array(some, float), np.array(others, float))
    assert by_hand(some, others) == pytest.approx(found, abs=1e-9)


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_an_area_is_the_share_of_pairs_in_the_right_order(rows):
    good = [value for value, wanted in rows if wanted]
    bad = [value for value, wanted in rows if not wanted]
    won = [(a > b) + 0.5 * (a == b) for a in good for b in bad]
    expected = sum(won) / len(won) if won else 0.5
    values, wanted = map(np.array, zip(*rows, strict=True))
    assert expected == pytest.approx(area(values.astype(float), wanted))
