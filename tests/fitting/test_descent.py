"""rulekit/fitting/descent.py: weights of steps that tell best which rows to keep."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.descent import Fit, Goal, fit

EVEN = [i % 2 == 0 for i in range(40)]


def fitted(steps, keep, weights=None, *, ridge=1.0, lasso=0.0):
    return fit(steps, Goal(keep, weights or [1.0] * len(keep), ridge, lasso))


@given(st.lists(st.booleans(), min_size=10, max_size=60).filter(lambda one: len({*one}) == 2))
def test_a_column_of_what_is_kept_has_points_for_it_and_one_of_what_is_not_points_against(keep):
    good = [row for row, kept in enumerate(keep) if kept]
    bad = [row for row, kept in enumerate(keep) if not kept]
    assert fitted([good], keep).points[0] > 0
    assert fitted([bad], keep).points[0] < 0


columns = st.lists(st.lists(st.integers(0, 39), unique=True), max_size=5)


@given(columns, st.floats(0.1, 5), st.floats(0, 3))
def test_the_same_input_gives_the_same_output(steps, ridge, lasso):
    once = fitted(steps, EVEN, ridge=ridge, lasso=lasso)
    assert once == fitted(steps, EVEN, ridge=ridge, lasso=lasso)


@given(columns, st.floats(0.1, 5), st.floats(0, 3))
def test_every_weight_is_a_number(steps, ridge, lasso):
    found = fitted(steps, EVEN, ridge=ridge, lasso=lasso)
    assert all(map(math.isfinite, (found.base, *found.points)))


def test_without_a_column_the_base_is_the_log_odds_of_the_labels():
    found = fitted([], [True] * 30 + [False] * 10)
    assert (math.log(3), ()) == (pytest.approx(found.base, abs=1e-3), found.points)


def test_a_row_counts_by_its_weight():
    found = fitted([], [True, False], [3.0, 1.0])
    assert math.log(3) == pytest.approx(found.base, abs=1e-3)


def test_a_column_that_tells_nothing_has_no_points():
    either = [row for row in range(40) if row % 4 in (0, 1)]  # as many to keep as to drop
    assert Fit(0.0, (0.0,)) == fitted([either], EVEN)


def test_a_lasso_leaves_noise_without_points_and_what_separates_with_some():
    noise = [0, 1, 2, 3, 4]  # three to keep, two to drop
    even = list(range(0, 40, 2))
    free = fitted([even, noise], EVEN)
    bound = fitted([even, noise], EVEN, lasso=2.0)
    assert 0 != free.points[1]
    assert (True, 0.0) == (0 < bound.points[0] < free.points[0], bound.points[1])


def test_a_ridge_holds_down_points_that_nothing_else_would_end():
    even = list(range(0, 40, 2))
    weak, strong = (fitted([even], EVEN, ridge=ridge).points[0] for ridge in (0.5, 5.0))
    assert 0 < strong < weak < 10


def test_of_two_columns_the_one_that_separates_has_more_points():
    even, most = list(range(0, 40, 2)), [*range(0, 24, 2), 1, 3, 5, 7]
    first, second = fitted([even, most], EVEN).points
    assert abs(second) < first


def test_an_empty_column_has_no_points():
    assert (0.0,) == fitted([[]], EVEN).points


def test_a_descent_that_begins_at_its_end_stays_there():
    goal = Goal(EVEN, [1.0] * len(EVEN), ridge=2.0, lasso=1.0)
    steps = [list(range(0, 40, 2)), list(range(9)), [1, 3, 4, 8]]
    found = fit(steps, goal)
    again = fit(steps, goal, found)
    assert again.points == pytest.approx(found.points, abs=0.002)
    assert again.base == pytest.approx(found.base, abs=0.002)


@pytest.mark.slow
@given(st.lists(st.floats(-3, 3), min_size=40, max_size=40), st.integers(0, 39))
def test_curves_are_how_the_slope_of_the_loss_changes(odds, row):
    goal, step = Goal(EVEN, [0.5] * len(EVEN), ridge=0, lasso=0), 1e-3
    up, down = ([*odds[:row], odds[row] + by, *odds[row + 1 :]] for by in (step, -step))
    change = (goal.loss(up) - 2 * goal.loss(odds) + goal.loss(down)) / step**2
    assert change == pytest.approx(goal.curves(odds)[row], abs=1e-4)
