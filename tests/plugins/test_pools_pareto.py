"""plugins/pools/pareto.py: a chance to stay that rises with the score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pools.pareto import Pareto
from scoring import kept, outcomes, score, settled

from rulekit.testing import curated_row


@pytest.mark.parametrize(
    ("score", "chance"), [(1.0, 1.0), (0.0, 2.0**-9), (0.5, 1.5**-9), (-1.0, 2.0**-9), (7.0, 1.0)]
)
def test_the_chance_is_that_of_the_published_form(score, chance):
    assert chance == pytest.approx((Pareto(9).last(score) + 1) / 2**64)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_score_has_no_smaller_chance(one, other):
    low, high = sorted([one, other])
    assert 0 <= Pareto(9).last(low) <= Pareto(9).last(high) < 2**64


def test_the_best_stay_and_some_of_the_others():
    rows = [curated_row(f"x = {i}\n", "a.py", score=i % 2 / 2 + 0.5) for i in range(400)]
    step = score(pareto=2)
    ((line,),) = settled(step, rows)["groups"].values()
    found = kept(step, rows)
    assert {row.text for row in rows if row.facts["score"] == 1.0} <= found
    assert (400, len(found)) == (line["rows"], line["kept"])
    assert 60 < len(found) - 200 < 120  # of 200 with a chance of 0.44


def test_a_smaller_alpha_keeps_what_a_larger_one_keeps():
    rows = [curated_row(f"x = {i}\n", "a.py", score=i / 100) for i in range(100)]
    assert kept(score(pareto=9), rows) < kept(score(pareto=3), rows)


def test_a_row_is_told_its_chance():
    (found,) = outcomes(score(pareto=9), [curated_row("x\n", "a.py", score=0.5)])
    assert "its score 0.5 gives it a chance of 0.02601; its hash " in found.drop + found.fact
