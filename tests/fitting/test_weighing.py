"""rulekit/fitting/weighing.py: weights of aspects, and how far they are to be believed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from weighing import planted, unit

from rulekit.fitting.leaning import rank_correlation
from rulekit.fitting.ridge import Ridge
from rulekit.fitting.weighing import Alike, correlation, spreads, unseen_error, weigh

ROWS, RESULTS = planted(24, noise=1)
FOUND = weigh(ROWS, RESULTS)


def weights(found):
    return [one.weight for one in found.aspects]


def test_planted_weights_are_found_and_lie_in_their_intervals():
    assert [2.0, -1.0, 0.5] == pytest.approx(weights(FOUND), abs=0.1)
    assert all(one.low <= one.weight <= one.high for one in FOUND.aspects)
    assert all(one.high - one.low < 0.2 for one in FOUND.aspects)


def test_they_err_less_than_equal_ones_and_than_the_mean_result():
    assert FOUND.error < 0.5 < FOUND.equal
    assert FOUND.error < 0.5 < FOUND.mean


def test_the_error_of_the_mean_result_is_that_of_the_mean_of_all_others():
    missed = [one - (sum(RESULTS) - one) / (len(RESULTS) - 1) for one in RESULTS]
    assert np.sqrt(np.mean(np.square(missed))) == pytest.approx(FOUND.mean, rel=1e-5)


def test_the_means_are_those_of_the_experiments():
    means = [sum(column) / len(ROWS) for column in zip(*ROWS, strict=True)]
    assert means == pytest.approx([one.mean for one in FOUND.aspects], rel=1e-5)


def test_equal_weights_are_right_where_they_are_planted():
    found = weigh(*planted(16, noise=4, weights=(1.0, 1.0, 1.0)))
    assert found.equal < found.error < found.mean


def test_results_that_hang_on_no_aspect_are_told_no_better_than_by_their_mean():
    rows, _ = planted(16)
    found = weigh(rows, [unit(k, "of nothing") for k in range(16)])
    assert found.mean < found.error


@settings(max_examples=5)
@given(st.permutations(range(24)))
def test_the_order_of_experiments_does_not_matter(order):
    assert FOUND == weigh([ROWS[i] for i in order], [RESULTS[i] for i in order])


@settings(max_examples=5)
@given(st.sampled_from([0.25, 3.0, 10.0, -7.0]))
def test_results_times_a_constant_are_weights_times_it(times):
    found = weigh(ROWS, [times * one for one in RESULTS])
    assert [times * one for one in weights(FOUND)] == pytest.approx(weights(found), rel=1e-4)
    assert FOUND.penalty == pytest.approx(found.penalty)
    assert abs(times) * FOUND.error == pytest.approx(found.error, rel=1e-4)


def test_results_that_are_all_higher_have_the_same_weights():
    assert weights(FOUND) == pytest.approx(weights(weigh(ROWS, [1e3 + one for one in RESULTS])))


def test_over_its_spread_an_aspect_in_another_unit_is_worth_the_same():
    thousands = [[1_000 * row[0], *row[1:]] for row in ROWS]
    found, other = (weigh(rows, RESULTS, "spread") for rows in (ROWS, thousands))
    first, *others = weights(found)
    assert [first / 1_000, *others] == pytest.approx(weights(other), rel=1e-4)
    assert (found.error, found.equal) == pytest.approx((other.error, other.equal), rel=1e-4)


def test_in_its_own_unit_it_is_not():
    thousands = [[row[0], row[1] / 1_000, row[2]] for row in ROWS]
    assert FOUND.error < 0.5 < weigh(thousands, RESULTS).error


def test_an_aspect_that_is_the_same_everywhere_has_no_weight_in_either_scale():
    for scale in ("none", "spread"):
        found = weigh([[*row, 0.1] for row in ROWS], RESULTS, scale)
        assert (0.0, 0.1, 0.0, 0.0) == found.aspects[-1]
        assert weights(found)[:3] == pytest.approx([2.0, -1.0, 0.5], abs=0.1)


def test_one_experiment_alone_that_differs_is_told_by_the_mean_of_the_others():
    rows = [[1.0, 2.0]] * 12 + [[5.0, 2.0]]
    found = weigh(rows, [1.0, 2.0] * 6 + [9.0])
    assert found.equal == pytest.approx(found.mean, rel=0.2)


def test_aspects_that_rise_and_fall_together_are_told():
    rows = [[*row[:2], row[0] + 0.01 * unit(k, "z")] for k, row in enumerate(ROWS)]
    (alike,) = weigh(rows, RESULTS).alike
    assert ((0, 2), True) == (alike[:2], alike.correlation > 0.99)
    assert () == FOUND.alike


def test_an_aspect_that_is_the_mean_of_the_others_is_told():
    rows, results = planted(24, weights=(1.0, 2.0, 3.0, 4.0))
    rows = [[*row, sum(row) / 4] for row in rows]
    assert (Alike(4, None, 1.0),) == weigh(rows, results).alike


def test_the_error_of_weights_is_of_those_whose_penalty_has_not_seen_the_experiment_either():
    rows, results = (np.array(one) for one in planted(12, noise=40))
    whole = weigh(rows.tolist(), results.tolist())
    assert unseen_error(rows, results, penalty=whole.penalty) < 0.95 * whole.error


def test_the_spread_of_a_column_that_never_differs_is_one():
    assert [0.5, 1.0] == list(spreads(np.array([[1.0, 0.1], [2.0, 0.1]])))


def test_correlation():
    assert 1.0 == correlation(np.array([1.0, 2, 3]), np.array([2.0, 4, 6]))
    assert -1.0 == correlation(np.array([1.0, 2, 3]), np.array([3.0, 2, 1]))
    assert 0.0 == correlation(np.array([1.0, 2, 3]), np.array([5.0, 5, 5]))


def test_the_same_experiments_have_the_same_weights_to_the_digit():
    # On Python 3.11 with numpy 2.4; and so everywhere.
    assert (1.95289, 5.53542, 1.91364, 1.99262) == FOUND.aspects[0]


def test_of_forty_noisy_experiments_weights_rank_documents_as_the_planted_ones_do():
    """Acceptance: ten aspects, the last nearly the mean of the others; noise of half a spread."""
    found = []
    for turn in range(30):
        draw = np.random.Generator(np.random.Philox(key=turn))
        true = draw.normal(0.9, 0.8, 10)
        rows, documents = ten_aspects(draw, 40, 0.5), ten_aspects(draw, 500, 1.5)
        results = rows @ true
        results += 0.5 * results.std() * draw.normal(size=40)
        ridge = Ridge(rows, results)
        told = documents @ ridge.weights(ridge.best_penalty)
        found.append(rank_correlation(documents @ true, told))
    assert sum(found) / len(found) >= 0.93


def ten_aspects(draw, count, spread):
    nine = draw.normal(5, spread, (count, 9))
    return np.column_stack([nine, nine.mean(axis=1) + draw.normal(0, 0.05, count)])
