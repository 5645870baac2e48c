"""rulekit/fitting/written.py: a fitted scorecard as the file that a profile reads."""

import pytest

from rulekit.fitting.bands import ReadingStep
from rulekit.fitting.scorecard import Fitted
from rulekit.fitting.written import as_yaml, limits_in_force, signals_as_written
from rulekit.loader import load
from rulekit.spec.check import check
from rulekit.spec.scorecard import ScorecardSpec
from rulekit.spec.strict_yaml import read_yaml

PLAN = load(select=["text/", "code/", "python/"]).plan
WRITTEN = signals_as_written(PLAN)


def fitted(*steps, base=0.5, dropped=-1.25):
    return Fitted(base, dropped, tuple((ReadingStep(*one[:2], ()), one[2]) for one in steps), ())


def text(card):
    return as_yaml(card, WRITTEN, "A chance", "made up")


@pytest.fixture
def read_back(write):
    """A function: the scorecard of a profile with this file beside it."""

    def of(card):
        write({
            "rules/profiles/mine.yaml": "title: Mine\nsource: ours\nextends: default\n",
            "rules/profiles/mine.score.yaml": text(card),
        })  # fmt: skip
        return load("mine", rules=["rules"]).plan.scorecard

    return of


def test_what_is_written_is_read_back_to_the_same_scorecard(read_back):
    every = [(name, 0.5 + i, round(0.125 * i - 3, 3)) for i, name in enumerate(sorted(WRITTEN))]
    card = read_back(fitted(*every))
    assert (0.5, -1.25) == (card.base, card.dropped)
    assert every == [
        (term.signal.name, above, points) for term in card.terms for above, points in term.steps
    ]


@pytest.mark.parametrize(
    "number", [0.0, 3.0, -0.001, 1 / 3, 1234567.0, 1048576.5, 1e-7, 1e22, 8_000_001.0]
)
def test_every_number_is_read_back_to_the_last_digit(read_back, number):
    card = read_back(fitted(("text.characters", number, 1.0), base=number, dropped=number))
    assert (number, number) == (card.base, card.dropped)
    assert ((number, 1.0),) == card.terms[0].steps


def test_steps_of_a_signal_stand_under_it_once():
    written = text(fitted(("text.characters", 1.0, 2.0), ("text.characters", 5.0, -1.0)))
    assert (
        written
        == """\
title: "A chance"
source: "made up"
min_score: 0
base: 0.5
dropped: -1.25
terms:
  - signal: "text.characters"
    steps:
      - {above: 1, points: 2}
      - {above: 5, points: -1}
"""
    )


def test_a_scorecard_without_a_step_can_be_read(read_back):
    assert () == read_back(fitted()).terms
    tree = read_yaml(text(fitted()), "a")
    assert [] == check(tree, ScorecardSpec, what="a scorecard").terms


def test_the_signals_are_those_of_rules_and_of_what_must_hold_for_them():
    assert {signal.name for rule in PLAN.selected for signal in rule.signals} == WRITTEN.keys()


def test_the_limits_are_those_of_rules_by_signal():
    limits = limits_in_force(PLAN)
    expected = {
        (rule.signal.name, bound.value)
        for rule in PLAN.selected
        for bound in (rule.keep.minimum, rule.keep.maximum)
        if bound
    }
    assert expected == {(name, one) for name, found in limits.items() for one in found}
