"""rulekit/page/edge.py: edges of the bins of a histogram."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.page.edge import limits_to_try

numbers = st.floats(-1e6, 1e9) | st.integers(0, 40).map(float)


@given(st.lists(numbers, min_size=1, max_size=200), numbers)
def test_edges_ascend_and_the_limit_is_one(values, limit):
    found = limits_to_try(numpy.array(values), limit)
    assert limit in found
    assert found == sorted(set(found))
    assert len(found) <= 80


@pytest.mark.parametrize(
    ("values", "limit", "expected"),
    [
        ([0, 0, 1, 3], 2, [0, 1, 2, 3]),
        ([0.5], 0.5, [0.5]),
    ],
)
def test_few_different_readings_are_edges_themselves(values, limit, expected):
    assert expected == limits_to_try(numpy.array(values, float), limit)


def test_counts_that_are_far_apart_stand_on_a_scale_of_powers():
    values = numpy.array([*range(60), 70_000], float)
    found = limits_to_try(values, 10)
    assert {0, 1, 2, 5, 10, 20, 50, 10_000, 50_000} <= {*found}
    assert all(one == int(one) for one in found)


def test_shares_stand_on_equal_steps_with_others_beside_the_limit():
    found = limits_to_try(numpy.linspace(0, 1, 101), 0.3)
    assert {0.1, 0.25, 0.27, 0.3, 0.33, 0.5, 1.0} <= {*found}
