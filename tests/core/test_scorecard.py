"""rulekit/core/scorecard.py: the chance that a careful reader keeps a document, as points."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import signal_of

from rulekit.core.reading import Reading
from rulekit.core.scorecard import DIGITS, DROPPED, Scorecard, ScorePart, Term, chance

LENGTH = Term(signal_of("length"), ((10.0, 0.5), (100.0, -2.0)))
CALLS = Term(signal_of("calls"), ((0.0, 1.0),))
CARD = Scorecard(0.25, (LENGTH, CALLS), dropped=-3.0)


def parts(*, dropped=False, **values):
    readings = {name: Reading(value, "" if value else "why") for name, value in values.items()}
    return CARD.parts(readings, dropped=dropped)


@pytest.mark.parametrize(
    ("value", "points"), [(0, 0), (10, 0), (10.5, 0.5), (100, 0.5), (101, -1.5)]
)
def test_each_step_that_a_reading_is_above_adds_its_points(value, points):
    assert points == LENGTH.points(value)


def test_a_part_is_a_signal_its_value_and_its_points():
    assert [ScorePart("length", 20.0, 0.5), ScorePart("calls", 3.0, 1.0)] == parts(
        calls=3.0, length=20.0
    )


def test_what_adds_nothing_is_no_part():
    assert [ScorePart("calls", 3.0, 1.0)] == parts(calls=3.0, length=5.0)


def test_what_could_not_be_measured_or_was_not_read_adds_nothing():
    assert [] == parts(length=None)
    assert CARD.score([]) == CARD.score(parts(length=None)) == chance(0.25)


def test_a_drop_has_points_of_its_own_which_come_first():
    assert [ScorePart(DROPPED, 1.0, -3.0), ScorePart("calls", 3.0, 1.0)] == parts(
        calls=3.0, dropped=True
    )


def test_a_scorecard_without_points_for_a_drop_has_no_part_for_it():
    assert [] == Scorecard(0.0, ()).parts({}, dropped=True)


@given(
    length=st.none() | st.floats(0, 200), calls=st.none() | st.floats(0, 9), dropped=st.booleans()
)
def test_the_parts_and_the_base_add_up_to_the_score(length, calls, dropped):
    found = parts(length=length, calls=calls, dropped=dropped)
    assert chance(CARD.base + sum(part.points for part in found)) == CARD.score(found)


@pytest.mark.parametrize(
    ("odds", "expected"), [(0, 0.5), (math.log(3), 0.75), (-math.log(3), 0.25), (1, 0.7311)]
)
def test_a_chance_is_that_of_the_log_odds(odds, expected):
    assert expected == chance(odds)


@given(st.floats(allow_nan=False))
def test_a_chance_is_from_0_to_1_in_a_few_digits(odds):
    assert 0 <= chance(odds) <= 1
    assert chance(odds) == round(chance(odds), DIGITS)


@given(st.floats(-40, 40), st.floats(-40, 40))
def test_more_points_are_no_less_of_a_chance(one, other):
    low, high = sorted((one, other))
    assert chance(low) <= chance(high)


@pytest.mark.parametrize(("odds", "expected"), [(1e300, 1.0), (-1e300, 0.0), (math.inf, 1.0)])
def test_log_odds_that_are_far_out_are_no_error(odds, expected):
    assert expected == chance(odds)


def test_a_scorecard_starts_at_its_base_and_one_without_terms_nowhere():
    assert (0.25, None) == (CARD.start, Scorecard(0.25, ()).start)
