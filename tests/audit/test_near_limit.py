"""rulekit/audit/near_limit.py: rows of an audit near a limit."""

from auditing import RULES, found_by, refused
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from rulekit import open_audit
from rulekit.audit.near_limit import near_failures, near_rows
from rulekit.core.rule import TOLERANCE


def nearest(rule, judged, within, *, outcomes=("fail", "pass")):
    """Rows near the limit of a rule, by looking at every verdict."""
    found = [
        (abs(one.margin), place, key)
        for place, (key, one) in enumerate(found_by(rule, judged))
        if one.value is not None and abs(one.margin) <= within + TOLERANCE
        if one.outcome in outcomes
    ]
    return [key for _, _, key in sorted(found)]


@given(rule=st.sampled_from(RULES), within=st.floats(0, 8), limit=st.integers(1, 90))
def test_near_is_what_looking_at_every_verdict_finds(full, engine, judged, rule, within, limit):
    expected = nearest(rule, judged, within)
    picked = near_rows(full, engine.plan, rule, within, limit)
    assert (expected[:limit], len(expected)) == (list(picked), picked.total)


@given(rule=st.sampled_from(RULES), within=st.floats(0, 8), limit=st.integers(1, 90))
def test_near_without_readings_is_so_of_what_failed(bare, judged, rule, within, limit):
    expected = nearest(rule, judged, within, outcomes=["fail"])
    picked = near_failures(bare, rule, within, limit)
    assert (expected[:limit], len(expected)) == (list(picked), picked.total)


@given(rule=st.sampled_from(RULES), within=st.floats(0, 8), limit=st.integers(1, 90))
def test_those_that_passed_alone_can_be_asked_for(full, engine, judged, rule, within, limit):
    expected = nearest(rule, judged, within, outcomes=["pass"])
    picked = near_rows(full, engine.plan, rule, within, limit, passed=True)
    assert (expected[:limit], len(expected)) == (list(picked), picked.total)


def test_the_rules_of_these_audits_meet_closed_guards_passes_and_failures(judged):
    guarded = [one for _, one in found_by("mine/guarded", judged)]
    assert {"pass", "fail", "unmeasured"} == {one.outcome for one in guarded}
    assert {0, 2, 4} == {one.limit for _, one in found_by("mine/loud", judged)}
    assert {"min", "max"} == {one.bound for _, one in found_by("mine/asking", judged)}


def test_near_refuses_readings_of_other_rows(copied, engine):
    folder = copied("full")
    path = folder / "readings/left.parquet"
    parquet.write_table(parquet.read_table(path).slice(1), path)
    problem = refused(near_rows, open_audit(folder), engine.plan, "mine/loud", 1, 20)
    assert "verdicts and readings of `left` have other rows" == problem.message
