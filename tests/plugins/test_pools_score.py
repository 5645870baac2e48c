"""plugins/pools/score.py: rows are kept by a signal, against all others."""

from dataclasses import replace

import pytest
from rulekit_plugins.pools import score as module
from rulekit_plugins.pools.sample import SampleSpec, SampleStep
from rulekit_plugins.pools.scored import scored_row
from scoring import Given, kept, outcomes, score, settled

import rulekit
from rulekit.testing import curated_row

SCORED = curated_row("a = 1\n", "a.py", score=0.5)
UNMEASURED = curated_row("b = 2\n", "a.py", score=None)
MISSING = curated_row("c = 3\n", "a.py", score="")
THREE = [SCORED, UNMEASURED, MISSING]
ALL = {"top": "100 %"}


def test_rows_are_not_drawn_as_sample_draws_them():
    """Else `sample` would take those first that are here by a low hash."""
    note = scored_row(score(keep=ALL).note(SCORED))
    step = SampleStep(SampleSpec(to={"python": "1 MB"}))
    assert note.drawn != step.note(SCORED)[0].key


def test_rows_without_a_score_go_unless_it_is_said_otherwise():
    assert {SCORED.text} == kept(score(keep=ALL), THREE)
    assert {one.text for one in THREE} == kept(score(keep=ALL, unscored="keep"), THREE)


def test_a_row_without_a_score_is_told_why():
    found = outcomes(score(keep=ALL, unscored="drop"), THREE)
    reasons = ["", "it has no score: nothing to measure"]
    reasons.append("it has no score: the audit has no reading of this text")
    assert reasons == [one.drop for one in found]
    stay = outcomes(score(keep=ALL, unscored="keep"), THREE)
    assert reasons[1:] == [one.fact for one in stay[1:]]


@pytest.mark.parametrize(("fate", "stays"), [("keep", 1), ("drop", 0)])
def test_rows_without_a_score_are_counted_apart(fate, stays):
    lines = settled(score(keep=ALL, unscored=fate), THREE)["groups"]["all rows"]
    told = [(one["part"], one["rows"], one["kept"]) for one in lines]
    assert [("top", 1, 1), ("unscored", 1, stays), ("missing", 1, stays)] == told


def test_rows_without_a_score_do_not_count_into_the_share():
    rows = [curated_row(f"{i}", "a.py", score=i or None) for i in range(11)]
    assert 3 == settled(score(keep={"top": "30 %"}), rows)["groups"]["all rows"][0]["kept"]


def test_the_score_of_each_row_is_stored():
    found = [one.score for one in outcomes(score(keep={"top": "0 %", "by": "language"}), THREE)]
    assert rulekit.Score("given", 0.5, "", "python", "top") == found[0]
    assert rulekit.Score("given", None, "nothing to measure", "python", "unscored") == found[1]
    assert "missing" == found[2].part


def test_a_row_that_stays_without_a_score_is_looked_at_once_more_alone():
    """The others are not: their scores are in what was noted."""

    class Once(Given):
        asked = []

        def read(self, row):
            self.asked.append(row.text)
            return super().read(row)

    step = replace(score(keep=ALL), signal=Once())
    outcomes(step, THREE)  # which notes twice
    assert {SCORED.text: 2, UNMEASURED.text: 3} == {
        text: Once.asked.count(text) for text in (SCORED.text, UNMEASURED.text)
    }


def test_too_many_groups_are_refused(monkeypatch):
    monkeypatch.setattr(module, "GROUPS", 10)
    rows = [curated_row("x", "a.py", score=1.0, repo=str(i)) for i in range(11)]
    with pytest.raises(rulekit.UsageError, match="`by: repo` makes 11 groups, and at most 10"):
        settled(score(keep={"top": "30 %", "by": "repo"}), rows)


def test_a_column_that_a_corpus_may_lack_is_null_then():
    step = score(keep={**ALL, "by": "stars?"})
    assert ("stars?",) == step.facts
    assert ["(null)"] == [*settled(step, [SCORED])["groups"]]


def test_a_corpus_without_rows_has_no_groups():
    forms = [{"keep": ALL}, {"buckets": {"quantiles": 2, "keep": [0, 1]}}, {"pareto": 9}]
    assert [{}] * 3 == [settled(score(**form), [])["groups"] for form in forms]


def test_the_hash_of_what_the_signal_hangs_on_is_that_of_the_step():
    step = replace(score(keep=ALL), signal=Given({"worth": "abc"}))
    assert {"worth": "abc"} == step.digests
