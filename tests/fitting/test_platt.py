"""rulekit/fitting/platt.py: margins as log-odds."""

import math

import pytest

from rulekit.fitting.platt import fit_platt


def chance(fit, margin):
    slope, offset = fit
    return 1 / (1 + math.exp(-(slope * margin + offset)))


def test_a_margin_of_which_three_of_four_are_kept_is_a_chance_of_nearly_that():
    margins = [1.0] * 400 + [-1.0] * 400
    keep = ([True] * 300 + [False] * 100) + ([True] * 100 + [False] * 300)
    fit = fit_platt(margins, keep)
    assert (0.75, 0.25) == pytest.approx((chance(fit, 1), chance(fit, -1)), abs=0.005)


def test_margins_that_tell_all_have_a_slope_that_ends():
    slope, offset = fit_platt([-1.0, 1.0] * 50, [False, True] * 50)
    assert 0 < slope < 100
    assert abs(offset) < 0.1


def test_margins_that_tell_nothing_give_the_share_of_those_to_keep():
    fit = fit_platt([0.5] * 100, [True] * 80 + [False] * 20)
    assert 0.8 == pytest.approx(chance(fit, 0.5), abs=0.01)


def test_the_numbers_have_six_figures():
    for one in fit_platt([0.1, -0.2, 0.3, 0.15] * 9, [True, False, True, False] * 9):
        assert one == float(f"{one:.6g}")
