"""rulekit/fitting/bands.py: steps that a fit may give points to, and the area under a ROC."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.bands import FEWEST, QUANTILES, ReadingStep, auc, find_steps

NUMBERS = [{"x": float(i)} for i in range(100)]


def places(readings, limits=None):
    return [(step.signal, step.above) for step in find_steps(readings, limits or {})]


def test_steps_stand_at_quantiles_of_what_is_read():
    inside = [int(part * 99) for part in QUANTILES if FEWEST <= int(part * 99) + 1 <= 100 - FEWEST]
    assert inside
    assert [("x", float(one)) for one in inside] == places(NUMBERS)


def test_a_step_stands_at_a_limit_in_force():
    assert ("x", 33.5) in places(NUMBERS, {"x": [33.5]})
    assert ("x", 33.5) not in places(NUMBERS, {"y": [33.5]})


def test_a_step_has_the_documents_that_read_above_it():
    (step,) = [step for step in find_steps(NUMBERS, {"x": [79.5]}) if step.above == 79.5]
    assert ReadingStep("x", 79.5, tuple(range(80, 100))) == step


def test_a_reading_at_the_step_is_not_above_it():
    (step,) = [step for step in find_steps(NUMBERS, {"x": [80.0]}) if step.above == 80.0]
    assert 81 == min(step.rows)


@pytest.mark.parametrize(
    ("limit", "is_one"),
    [
        (FEWEST - 2, False),
        (FEWEST - 1, True),
        (99 - FEWEST, True),
        (99 - FEWEST + 1, False),
    ],
)
def test_either_side_of_a_step_has_enough_documents(limit, is_one):
    assert is_one == (("x", float(limit)) in places(NUMBERS, {"x": [float(limit)]}))


def test_what_reads_nothing_counts_as_below():
    readings = [{"x": 1.0}] * 20 + [{}] * 20
    assert [ReadingStep("x", 0.5, tuple(range(20)))] == find_steps(readings, {"x": [0.5]})


def test_steps_that_divide_alike_are_one():
    readings = [{"x": 0.0, "y": 0.0}] * 20 + [{"x": 1.0, "y": 5.0}] * 20
    (step,) = find_steps(readings, {"x": [0.25, 0.5]})
    assert ("x", 0.0) == (step.signal, step.above)


def test_quantiles_are_written_in_three_figures():
    readings = [{"x": i * 1.2345678} for i in range(100)]
    assert all(len(f"{above:g}") <= 4 for _, above in places(readings))


def test_steps_come_by_signal_and_value_whatever_the_order_of_the_readings():
    readings = [{"b": float(i), "a": float(-i)} for i in range(100)]
    found = places(readings)
    assert sorted(found) == found
    assert {"a", "b"} == {name for name, _ in found}


# The area under the ROC

scored = st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=1, max_size=30)


@given(scored)
def test_the_area_is_the_share_of_pairs_in_the_right_order(pairs):
    good = [score for score, keep in pairs if keep]
    bad = [score for score, keep in pairs if not keep]
    every = [(a > b) + (a == b) / 2 for a in good for b in bad]
    expected = sum(every) / len(every) if every else 0.0
    assert expected == pytest.approx(auc([one for one, _ in pairs], [keep for _, keep in pairs]))


@pytest.mark.parametrize(
    ("scores", "area"), [([0.1, 0.2, 0.8, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0), ([0.5] * 4, 0.5)]
)
def test_the_area_of_a_perfect_a_reversed_and_a_blind_order(scores, area):
    assert area == auc(scores, [False, False, True, True])
