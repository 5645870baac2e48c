"""rulekit/analysis/near.py: rows nearest a limit."""

from counting import RULES

from rulekit.analysis.near import near_rows
from rulekit.analysis.rule_rows import rows_of_rule


def test_near_rows_are_the_nearest_of_all_on_either_side(full, plan, told):
    for rule in RULES:
        valued = [
            (verdict, one)
            for verdict in told
            for one in verdict.findings
            if one.rule == rule and one.value is not None
        ]
        found = near_rows(full, rows_of_rule(full, plan, rule), 7)
        for outcome, near in zip(("pass", "fail"), found, strict=True):
            side = [(verdict, one) for verdict, one in valued if one.outcome == outcome]
            side.sort(key=lambda pair: abs(pair[1].margin))
            assert [
                (verdict.path, verdict.row, verdict.decision, one.value, one.limit, one.margin)
                for verdict, one in side[:7]
            ] == [
                (one.path, one.row, one.decision, one.value, one.limit, one.margin) for one in near
            ]


def test_alone_leaves_out_rows_that_others_drop(full, plan):
    rows = rows_of_rule(full, plan, "mine/loud")
    for side in near_rows(full, rows, 99, alone=True):
        assert side
        assert {()} == {one.others for one in side}
    assert any(one.others for side in near_rows(full, rows, 99) for one in side)
