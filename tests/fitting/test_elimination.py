"""rulekit/fitting/elimination.py: a fit to the signals that tell most."""

from hypothesis import given
from hypothesis import strategies as st

from rulekit.fitting.descent import Goal, fit
from rulekit.fitting.elimination import fit_few

ROWS = 60
GOAL = Goal([row % 2 == 0 for row in range(ROWS)], [1.0] * ROWS, ridge=1.0, lasso=0.1)
GOOD = list(range(0, ROWS, 2))
SOME = [*GOOD[:20], 1, 3]  # tells less than GOOD
LITTLE = [*GOOD[:8], 1, 3, 5]
HALVES = [GOOD[:15], GOOD[15:]]  # two steps that tell together what GOOD does


def points(steps, signals, most):
    found = fit_few(steps, signals, GOAL, most)
    return {name for name, one in zip(signals, found.points, strict=True) if one}


def test_signals_that_tell_least_go_first():
    steps, signals = [LITTLE, GOOD, SOME], ["little", "good", "some"]
    assert {"good"} == points(steps, signals, 1)
    assert {"good", "some"} == points(steps, signals, 2)


def test_the_steps_of_a_signal_go_and_stay_together():
    assert {"halves"} == points([*HALVES, SOME], ["halves", "halves", "some"], 1)


def test_a_step_of_no_signal_stays():
    assert {"", "good"} == points([LITTLE, GOOD, SOME], ["", "good", "some"], 1)


columns = st.lists(st.lists(st.integers(0, ROWS - 1), unique=True), max_size=8)


@given(columns, st.integers(1, 8))
def test_there_are_no_more_signals_than_asked_and_the_fit_is_one_to_their_steps(steps, most):
    signals = [f"signal-{i // 2}" for i in range(len(steps))]
    found = fit_few(steps, signals, GOAL, most)
    left = {name for name, one in zip(signals, found.points, strict=True) if one}
    assert len(left) <= most
    chosen = [rows if name in left else [] for rows, name in zip(steps, signals, strict=True)]
    odds = [found.base + _at(row, steps, found) for row in range(ROWS)]
    anew = fit(chosen, GOAL)
    assert (
        abs(GOAL.loss(odds) - GOAL.loss([anew.base + _at(r, steps, anew) for r in range(ROWS)]))
        < 0.5
    )


@given(columns)
def test_a_fit_to_all_signals_is_a_fit(steps):
    signals = [f"signal-{i}" for i in range(len(steps))]
    assert fit(steps, GOAL) == fit_few(steps, signals, GOAL, len(steps) + 1)


def _at(row, steps, found):
    return sum(one for rows, one in zip(steps, found.points, strict=True) if row in rows)
