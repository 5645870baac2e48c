"""rulekit/analysis/limit.py: what other limits would do."""

from counting import RULES, tally_of
from hypothesis import given
from hypothesis import strategies as st

from rulekit.analysis.limit import by_language, effect
from rulekit.analysis.rule_rows import rows_of_rule
from rulekit.core.tally import Reason

CHANGES = st.tuples(st.sampled_from(RULES), st.sampled_from(["min", "max"]), st.integers(-1, 8))


def assert_same(found, verdicts, before, rule):
    tally = tally_of(verdicts)
    reason = tally.by_reason.get(rule, Reason())
    dropped = [one for one in verdicts if rule in one.decided_by]
    assert (reason.drop, reason.only_reason, reason.only_reason_bytes, reason.flagged) == (
        found.dropped, found.only_reason, found.only_reason_bytes, found.flagged,
    )  # fmt: skip
    assert sum(one.size for one in dropped) == found.bytes
    assert tally.all.keep - tally_of(before).all.keep == found.kept


@given(CHANGES)
def test_a_limit_does_what_judging_every_verdict_again_does(full, plan, told, judged_with, change):
    rule, bound, limit = change
    rows = rows_of_rule(full, plan, rule)
    again = judged_with(rule, bound, limit)
    assert_same(effect(rows, bound, limit), again, told, rule)
    for language, found in by_language(rows, bound, limit).items():
        some, before = ([v for v in all_ if v.language == language] for all_ in (again, told))
        assert_same(found, some, before, rule)


def test_limits_in_force_do_what_the_audit_says(full, plan):
    for rule in RULES:
        found = effect(rows_of_rule(full, plan, rule))
        reason = full.tally.by_reason.get(rule, Reason())
        assert (reason.drop, reason.only_reason) == (found.dropped, found.only_reason)
        assert (reason.flagged, 0) == (found.flagged, found.kept)
