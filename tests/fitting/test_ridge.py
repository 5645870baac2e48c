"""rulekit/fitting/ridge.py: a fit in closed form, and its errors on rows left out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from weighing import planted

from rulekit.fitting.ridge import GRID, Ridge, centred, root_mean_square

numbers = st.floats(-100, 100).map(lambda one: round(one, 3))
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(
        st.tuples(st.lists(numbers, min_size=width, max_size=width), numbers),
        min_size=3,
        max_size=12,
    )
)
penalties = st.floats(0.01, 100)


def ridge(rows, results):
    return Ridge(np.array(rows, float), np.array(results, float))


def of(table):
    return ridge([row for row, _ in table], [result for _, result in table])


def without(fit, i):
    return Ridge(np.delete(fit.rows, i, axis=0), np.delete(fit.results, i))


@given(tables, penalties)
def test_the_error_on_a_row_left_out_is_that_of_a_fit_to_all_others(table, penalty):
    fit = of(table)
    unseen = fit.unseen(penalty)
    for i, (row, result) in enumerate(zip(fit.rows, fit.results, strict=True)):
        others = without(fit, i)
        told = others.results.mean() + (row - others.rows.mean(axis=0)) @ others.weights(penalty)
        assert result - told == pytest.approx(unseen[i], abs=1e-6)


@given(tables, penalties)
def test_no_other_weights_have_less_of_error_and_penalty_together(table, penalty):
    fit = of(table)
    rows, results, best = centred(fit.rows), centred(fit.results), fit.weights(penalty)

    def cost(weights):
        return ((results - rows @ weights) ** 2).sum() + penalty * (weights**2).sum()

    for place in range(len(best)):
        for step in (-0.1, 0.1):
            other = best.copy()
            other[place] += step
            assert cost(best) < cost(other)


def test_without_noise_and_penalty_planted_weights_are_found():
    fit = ridge(*planted(12, noise=0))
    assert [2.0, -1.0, 0.5] == pytest.approx(list(fit.weights(0.0)))


def test_a_large_penalty_leaves_no_weight():
    fit = ridge(*planted(12))
    assert abs(fit.weights(1e12)).max() < 1e-6


def test_the_best_penalty_of_clean_results_is_the_smallest_and_of_noise_a_large_one():
    rows, results = planted(24, noise=0)
    fit = ridge(rows, results)
    assert GRID[-1] * fit.unit == fit.best_penalty
    noise = ridge(rows, planted(24, noise=1, weights=(0.0,) * 3)[1])
    assert noise.best_penalty > noise.unit


def test_the_best_penalty_has_the_least_error_on_rows_left_out():
    fit = ridge(*planted(14, noise=8))
    errors = {one * fit.unit: root_mean_square(fit.unseen(one * fit.unit)) for one in GRID}
    assert min(errors.values()) == pytest.approx(errors[fit.best_penalty], rel=1e-5)


@pytest.mark.parametrize("penalty", [0.0, 1.0])
def test_a_column_that_is_the_same_in_all_rows_has_no_weight(penalty):
    rows = [[0.1 + k, 0.3] for k in range(5)]
    assert 0.0 == ridge(rows, range(5)).weights(penalty)[1]


def test_rows_that_are_all_the_same_have_no_weights():
    fit = ridge([[0.1, 0.2]] * 4, [1, 2, 3, 4])
    assert ([0.0, 0.0], 0.0) == (list(fit.weights(fit.best_penalty)), fit.unit)


def test_differences_whose_squares_are_too_small_for_a_number_count_as_none():
    fit = ridge([[1e-320], [0.0], [0.0]], [1, 2, 3])
    assert [0.0] == list(fit.weights(0.0))
    assert [-1.5, 0.0, 1.5] == pytest.approx(list(fit.unseen(0.0)))


def test_of_two_equal_columns_each_has_half_of_the_weight():
    fit = ridge([[k, k] for k in range(6)], [2.0 * k for k in range(6)])
    assert [1.0, 1.0] == pytest.approx(list(fit.weights(1e-6)))


@given(st.lists(numbers, min_size=2, max_size=9))
def test_centred_values_add_up_to_nothing(values):
    assert 0 == pytest.approx(centred(np.array(values)).sum(), abs=1e-9)


def test_the_root_of_the_mean_of_squares():
    assert 5 / 2**0.5 == pytest.approx(root_mean_square(np.array([3.0, 4.0])))
