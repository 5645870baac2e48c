"""rulekit/page/limit_chart.py: the readings of a rule in bins, with a limit to move."""

import pytest
from auditing import RULES

from rulekit.analysis.rule_rows import rows_of_rule
from rulekit.page.limit_chart import limit_charts


def charts(full, rule):
    return [*limit_charts(rows_of_rule(full, full.engine.plan, rule), "A title.")]


def fails(value, chart, at):
    edge = chart["edges"][at]
    return value > edge if chart["bound"] == "max" else value < edge


@pytest.mark.parametrize("rule", RULES)
def test_a_limit_at_an_edge_fails_the_rows_beyond_it(full, rule):
    for chart in charts(full, rule):
        here = [
            (verdict, one)
            for verdict in full.verdicts()
            for one in verdict.findings
            if one.rule == rule
            and one.applies
            and one.value is not None
            and limit_of(full, verdict, rule, chart["bound"]) == chart["edges"][chart["at"]]
        ]
        for at in range(len(chart["edges"])):
            bins = range(len(chart["kept"]))
            beyond = [i for i in bins if (i > at if chart["bound"] == "max" else i <= at)]
            expected = {
                "kept": sum(v.kept and fails(one.value, chart, at) for v, one in here),
                "alone": sum(
                    v.decided_by == (rule,) and fails(one.value, chart, at) for v, one in here
                ),
            }
            assert expected == {name: sum(chart[name][i] for i in beyond) for name in expected}
        assert len(here) == sum(sum(chart[name]) for name in ("kept", "alone", "others"))


def limit_of(full, verdict, rule, bound):
    found = next(one for one in full.reader.rule_set(verdict).rules if one.id == rule)
    return found.keep.ends[("min", "max").index(bound)]


def test_both_ends_of_a_range_have_a_chart_each(full):
    names = [(one["name"], one["bound"]) for one in charts(full, "mine/asking")]
    assert [("mine/asking (at most)", "max"), ("mine/asking (at least)", "min")] == names


def test_rows_with_another_limit_are_told(full):
    (chart,) = charts(full, "mine/loud")
    assert "rows with another limit" in chart["title"]


def test_a_rule_that_only_flags_says_so(full):
    assert [False] == [one["drops"] for one in charts(full, "mine/odd")]
