"""rulekit/audit/query.py: rows of a stored audit, chosen in one pass."""

import pyarrow
import pytest
from auditing import RULES, found_by
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.query import by_lot, failing, lots


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_failed_the_rows_that_it_fails_again(bare, judged, rule):
    expected = [key for key, one in found_by(rule, judged) if one.outcome == "fail"]
    picked = failing(bare, rule, 1000)
    assert (expected, len(expected)) == (picked.keys, picked.count)


@given(limit=st.integers(1, 60))
def test_a_list_is_cut_and_its_count_is_not(bare, limit):
    whole = failing(bare, "mine/loud", 1000)
    cut = failing(bare, "mine/loud", limit)
    assert (whole.keys[:limit], whole.count) == (cut.keys, cut.count)


# by lot


def test_lots_are_the_same_on_every_machine():
    rows = pyarrow.array([0, 1, 2**40]).to_numpy()
    assert LOTS == lots(7, "left", rows).tolist()


LOTS = [3869808714217674125, 18307502655804903075, 8971007352363457068]


@pytest.mark.parametrize("decision", ["keep", "drop", "error"])
def test_by_lot_picks_candidates_of_the_decision(full, judged, decision):
    expected = {key for key, one in judged.items() if one.decision == decision and one.candidate}
    picked = by_lot(full, decision, "", 0, 1000)
    assert (expected, len(expected)) == (set(picked.keys), picked.count)


@pytest.mark.parametrize("decision", ["keep", "drop"])
def test_by_lot_with_a_rule_picks_what_it_did(full, judged, decision):
    expected = {
        key
        for key, one in found_by("mine/asking", judged)
        if one.outcome == "fail" and judged[key].decision == decision
        if decision == "keep" or one.action == "drop"
    }
    assert expected == set(by_lot(full, decision, "mine/asking", 0, 1000).keys)


def test_fewer_by_lot_are_the_first_of_more(full):
    more, fewer = (by_lot(full, "drop", "", 3, limit).keys for limit in (40, 5))
    assert more[:5] == fewer


def test_another_seed_picks_others(full):
    assert by_lot(full, "drop", "", 0, 10).keys != by_lot(full, "drop", "", 1, 10).keys
