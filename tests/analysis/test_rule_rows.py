"""rulekit/analysis/rule_rows.py: the rows that a rule speaks of."""

import pytest
from auditing import refused
from counting import RULES

from rulekit.analysis.rule_rows import rows_of_rule


@pytest.fixture(params=RULES)
def rule(request):
    return request.param


def test_the_rows_are_those_of_verdicts_that_have_a_value_of_the_rule(full, plan, told, rule):
    rows = rows_of_rule(full, plan, rule)
    expected = [
        (verdict.shard, verdict.row, verdict.size, verdict.language, verdict.decision, one.value)
        for verdict in told
        for one in verdict.findings
        if one.rule == rule and one.value is not None
    ]
    found = zip(
        rows.shard, rows.row, rows.size, rows.language, rows.decision, rows.value, strict=True
    )
    assert expected == [
        (full.shards[shard], row, size, rows.languages[language], rows.decisions[decision], value)
        for shard, row, size, language, decision, value in found
    ]


def test_what_fails_is_what_failed_one_by_one(full, plan, told, rule):
    rows = rows_of_rule(full, plan, rule)
    findings = [one for verdict in told for one in verdict.findings if one.rule == rule]
    valued = [one for one in findings if one.value is not None]
    assert [one.outcome == "fail" for one in valued] == rows.failing().tolist()
    drops = rows.failing() & rows.drops
    assert [one.drops for one in valued] == drops.tolist() == rows.dropped.tolist()
    outside = [one for one in findings if one.value is None]
    off = len(told) - len(findings)
    closed = sum(not one.applies for one in outside)
    assert {"off": off, "closed": closed, "unmeasured": len(outside) - closed} == rows.left_out


def test_rows_of_a_language_are_those_and_another_language_is_refused(full, plan, told):
    rows = rows_of_rule(full, plan, "mine/loud")
    some = rows.of_language("python")
    assert (len(some), {"python"}) == (20, {rows.languages[one] for one in some.language})
    problem = refused(rows.of_language, "pyhton")
    message = "mine/loud says nothing of rows in `pyhton`, did you mean `python`?"
    assert message == problem.message


def test_a_rule_that_the_plan_does_not_have_is_refused(full, plan):
    problem = refused(rows_of_rule, full, plan, "mine/luod")
    assert "the audit's plan has no rule `mine/luod`, did you mean `mine/loud`?" == problem.message
