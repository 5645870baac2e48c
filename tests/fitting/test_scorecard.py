"""rulekit/fitting/scorecard.py: a scorecard from labels, and how good it is elsewhere."""

from dataclasses import replace

import pytest
from labelled import labelled_rows

from rulekit.fitting.bands import auc
from rulekit.fitting.labels import Labelled
from rulekit.fitting.scorecard import FOLDS, Judged, area, bins, fit_scorecard, quality, read
from rulekit.loader import load

COUNT = 200
LABELLED = [Labelled("", f"{i}.py", i % 2 == 0, 1.0, f"owner/repo-{i // 2}") for i in range(COUNT)]


def judged(labelled, dropped=()):
    """A signal that tells all, and one that tells nothing."""
    return [
        Judged({"good": float(one.keep), "noise": float(i // 2 % 2)}, i in dropped)
        for i, one in enumerate(labelled)
    ]


LIMITS = {"good": [0.5], "noise": [0.5]}
FITTED = fit_scorecard(LABELLED, judged(LABELLED), LIMITS)


def test_the_signal_that_tells_what_to_keep_has_the_points_and_noise_has_none():
    ((step, points),) = FITTED.steps
    assert ("good", True) == (step.signal, points > 0)


def test_a_scorecard_has_no_more_signals_than_asked():
    both = [
        Judged({"good": float(one.keep), "nearly": float(one.keep or i % 3 == 0)}, False)
        for i, one in enumerate(LABELLED)
    ]
    limits = {"good": [0.5], "nearly": [0.5]}
    by_most = {most: fit_scorecard(LABELLED, both, limits, most).steps for most in (1, 2)}
    assert {1: {"good"}, 2: {"good", "nearly"}} == {
        most: {step.signal for step, _ in steps} for most, steps in by_most.items()
    }


def test_the_same_labels_give_the_same_scorecard():
    assert FITTED == fit_scorecard(LABELLED, judged(LABELLED), LIMITS)


def test_points_have_the_digits_that_are_written():
    numbers = [FITTED.base, FITTED.dropped, *(points for _, points in FITTED.steps)]
    assert numbers == [round(one, 3) for one in numbers]


def test_a_drop_that_falls_on_the_bad_has_points_against():
    drops = {i for i, one in enumerate(LABELLED) if not one.keep and i % 3}
    assert FITTED.dropped == 0 > fit_scorecard(LABELLED, judged(LABELLED, drops), {}).dropped


def test_no_document_is_scored_by_a_fit_that_saw_its_group():
    """Were it so, the odds of a group would change with its own labels."""
    group = LABELLED[0].group
    turned = [replace(one, keep=not one.keep) if one.group == group else one for one in LABELLED]
    changed = fit_scorecard(turned, judged(LABELLED), LIMITS)
    inside = [i for i, one in enumerate(LABELLED) if one.group == group]
    assert [FITTED.unseen[i] for i in inside] == [changed.unseen[i] for i in inside]
    assert FITTED.unseen != changed.unseen
    assert FITTED.base != changed.base or FITTED.steps != changed.steps


def test_every_document_of_a_group_is_scored_by_the_same_fit():
    alike = [Judged({"good": 1.0}, False)] * 100 + [Judged({"good": 0.0}, False)] * 100
    labelled = [replace(one, group=f"g{i % 20}", keep=i < 100) for i, one in enumerate(LABELLED)]
    unseen = fit_scorecard(labelled, alike, {}).unseen
    for i in range(100):
        assert unseen[i] == unseen[i % 20]


def test_a_label_of_little_weight_moves_the_base_less():
    def base(weight):
        labelled = [replace(one, weight=1.0 if one.keep else weight) for one in LABELLED]
        return fit_scorecard(labelled, [Judged({}, False)] * COUNT, {}).base

    assert base(1.0) == pytest.approx(0, abs=1e-3)
    assert base(0.5) > 0.5


def test_there_are_folds_enough_that_each_fit_sees_most():
    assert FOLDS >= 5


# Judging


def test_of_a_labelled_document_the_readings_are_those_of_rules():
    row = labelled_rows(1)[0]
    one = Labelled(row["content"], row["path"], True, 1.0, "r")
    (found,) = read(load(select=["text/", "code/"], used_signals=True), [one])
    assert not found.dropped
    assert len(row["content"]) == found.values["text.characters"]


def test_what_a_rule_drops_is_known_as_dropped():
    (found,) = read(load(used_signals=True), [Labelled("x\n", "a.py", False, 1.0, "r")])
    assert found.dropped


def test_a_text_that_is_no_unicode_is_judged_too():
    (found,) = read(load(used_signals=True), [Labelled("a = '\ud800'\n", "a.py", True, 1.0, "r")])
    assert found.values


# How good it is

SOME = [Labelled("", "", keep, 1.0, "") for keep in (True, True, False, False)]


def told(scores, limit, dropped=(False,) * 4):
    return quality(SOME, [Judged({}, one) for one in dropped], scores, limit)


def test_quality_at_a_limit_is_worked_out_by_hand():
    assert (0.5, 0.5, 0.5, 0.5) == told([0.9, 0.4, 0.1, 0.8], 0.5)
    assert (0.0, 0.0, 0.0, 1.0) == told([0.9, 0.4, 0.1, 0.8], 0.0)
    assert (0.5, 1.0, 1.0, 1.0) == told([0.9, 0.6, 0.1, 0.3], 0.5)


def test_what_a_rule_drops_is_dropped_at_any_limit():
    assert (0.0, 2 / 3, 0.5, 1.0) == told([0.9] * 4, 0.0, (False, False, True, False))


def test_a_bin_has_the_mean_score_the_documents_and_those_to_keep():
    scores = [0.95, 0.91, 0.12, 1.0]
    assert [(0.12, 1, 0), (pytest.approx((0.95 + 0.91 + 1.0) / 3), 3, 2)] == bins(SOME, scores)


def test_the_area_is_that_of_the_labels():
    scores = [0.9, 0.4, 0.1, 0.8]
    assert auc(scores, [True, True, False, False]) == area(SOME, scores) == 0.75
