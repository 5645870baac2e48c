"""rulekit/fitting/hinge.py: weights of buckets."""

import numpy as np
import pytest

from rulekit.fitting.hinge import RATE, ROUNDS, fit_hinge


def array(*buckets):
    return np.array(buckets, np.int32)


def test_a_bucket_of_those_to_keep_speaks_for_and_one_of_both_for_nothing():
    texts = [array(0, 2), array(1, 2)] * 20
    fit = fit_hinge(texts, [True, False] * 20, [1.0] * 40, 4)
    assert fit.weights[0] > 0.3 > abs(fit.weights[2])
    assert fit.weights[1] < -0.3
    assert 0 == fit.weights[3]
    assert fit.margin(array(0, 2)) > 0 > fit.margin(array(1, 2))


def test_the_first_step_is_worked_out_by_hand():
    """After it every text is far enough from the border but the one of another side."""
    fit = fit_hinge([array(0)], [True], [1.0], 1)
    steps, weight, base, squares = [], 0.0, 0.0, [1e-8, 1e-8]
    for _ in range(ROUNDS):
        missing = 1 - (weight + base)
        if missing > 0:
            squares = [one + missing * missing for one in squares]
            weight += RATE * missing / squares[0] ** 0.5
            base += RATE * missing / squares[1] ** 0.5
        steps.append(weight)
    assert (steps[-1], base) == pytest.approx((fit.weights[0], fit.base))


def test_a_label_of_little_weight_moves_less():
    texts = [array(0), array(0)]
    sure = fit_hinge(texts, [True, False], [1.0, 1.0], 1).margin(array(0))
    unsure = fit_hinge(texts, [True, False], [1.0, 0.1], 1).margin(array(0))
    assert unsure > sure


def test_a_text_without_buckets_has_the_base():
    fit = fit_hinge([array(), array(0)], [False, True], [1.0, 1.0], 1)
    assert fit.base == fit.margin(array())
