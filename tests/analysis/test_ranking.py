"""rulekit/analysis/ranking.py: rules side by side."""

import numpy as np
import pytest

from rulekit.analysis.failures import failures_of
from rulekit.analysis.label import LabelledRows
from rulekit.analysis.precision import Quality
from rulekit.analysis.ranking import SORTS, ranked


@pytest.fixture(scope="module")
def failures(full):
    return failures_of(full)


def test_every_rule_has_its_place_those_too_that_drop_nothing(full, failures):
    found = ranked(failures, full.plan["rules"])
    assert sorted(full.plan["rules"]) == sorted(one.rule for one in found)
    counts = [(one.only_reason, one.dropped) for one in found]
    assert sorted(counts, reverse=True) == counts
    idle = {one.rule for one in found if not one.dropped}
    assert {"mine/odd", "mine/named", "mine/commented"} == idle


def test_a_rule_is_told_with_what_others_drop_too(full, failures, told):
    for one in ranked(failures, full.plan["rules"]):
        mine = [verdict for verdict in told if one.rule in verdict.decided_by]
        only = [verdict for verdict in mine if verdict.reasons == (one.rule,)]
        alone = [verdict for verdict in mine if verdict.decided_by == (one.rule,)]
        assert (len(mine), len(only), len(alone)) == (one.dropped, one.only_reason, one.kept)
        assert sum(verdict.size for verdict in alone) == one.kept_bytes
        if mine:
            assert 1 - len(only) / len(mine) == pytest.approx(one.overlap)
        if one.beside:
            both = [verdict for verdict in mine if one.beside in verdict.decided_by]
            assert len(both) == one.beside_rows


def test_labels_say_how_many_of_its_rows_a_reader_drops(full, failures):
    decided = (("mine/loud",), ("mine/loud", "mine/asking"), (), ("mine/asking",))
    numbers = np.arange(4)
    labelled = LabelledRows(
        numbers, numbers, np.array([False, True, False, True]), ("",) * 4, decided, {}
    )
    found = {one.rule: one.quality for one in ranked(failures, ["mine/odd"], labelled)}
    assert Quality(2, 1, 2) == found["mine/loud"]
    assert (Quality(2, 0, 2), Quality(0, 0, 2)) == (found["mine/asking"], found["mine/odd"])
    first = ranked(failures, ["mine/odd"], labelled, "precision")[0]
    assert ("mine/asking", 0.0, 0.0) == (
        first.rule, first.record()["labels"]["precision"], first.record()["labels"]["recall"],
    )  # fmt: skip


@pytest.mark.parametrize("sort", SORTS)
def test_an_order_is_the_same_whatever_the_order_of_the_rules(full, failures, sort):
    rules = [*full.plan["rules"]]
    assert ranked(failures, rules, None, sort) == ranked(failures, rules[::-1], None, sort)
