"""rulekit/analysis/tuning.py: a rule looked at to choose its limit."""

import json

import numpy as np
from auditing import refused

from rulekit.analysis.label import LabelledRows
from rulekit.analysis.rule_rows import rows_of_rule
from rulekit.analysis.tuning import Tuning


def test_the_record_is_plain_data_that_adds_up(full, plan):
    rows = rows_of_rule(full, plan, "mine/loud")
    told = Tuning(full, rows, languages=True).record()
    assert json.loads(json.dumps(told))
    assert told["rows"] == sum(one["rows"] for one in told["histogram"]["bins"])
    assert told["rows"] == sum(one["rows"] for one in told["in_force"])
    for one in (told["now"], *told["limits"]["max"]):
        for name in ("dropped", "only_reason", "bytes", "kept", "against_now"):
            assert one[name] == sum(some[name] for some in one["by_language"].values())
        assert one["against_now"] == one["dropped"] - told["now"]["dropped"]


def test_a_rule_with_two_ends_has_limits_at_both_and_one_may_be_chosen(full, plan):
    rows = rows_of_rule(full, plan, "mine/asking")
    assert ["min", "max"] == list(Tuning(full, rows).record()["limits"])
    told = Tuning(full, rows, bound="max", tried=(2.5,)).record()
    assert ["max"] == list(told["limits"])
    assert 2.5 in [one["limit"] for one in told["limits"]["max"]]


def test_labels_stand_beside_every_limit_and_a_limit_is_proposed_on_them(full, plan):
    rows = rows_of_rule(full, plan, "mine/loud")
    keep = rows.value < 4
    names = ("",) * len(rows), ((),) * len(rows)
    labelled = LabelledRows(rows.shard, rows.row, keep, *names, {"unmatched": 3})
    tuning = Tuning(full, rows, labelled, proposed=0.95)
    told = tuning.record()
    assert {"rows": 80, "to_drop": int((~keep).sum()), "unmatched": 3, "read": 80} == told["labels"]
    (proposal,) = tuning.proposals()
    assert (3, 1.0, 1.0) == (
        proposal["limit"], proposal["labels"]["precision"], proposal["labels"]["recall"],
    )  # fmt: skip
    at = {one["limit"]: one["labels"] for one in told["limits"]["max"]}
    assert (at[3]["failed"], at[3]["right"]) == (at[3]["wanted"], at[3]["wanted"])


def test_a_rule_that_reads_no_row_has_nothing_to_tell(full, plan):
    rows = rows_of_rule(full, plan, "mine/loud")
    none = rows.where(np.zeros(len(rows), bool))
    problem = refused(Tuning(full, none).record)
    assert "mine/loud says nothing of any row of" in problem.message
