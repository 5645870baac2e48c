"""rulekit/audit/sample.py: rows of an audit to look at."""

from collections import Counter

import pytest
from auditing import RULES

from rulekit.audit.near_limit import near_rows
from rulekit.audit.sample import sampled_rows


def reason(verdict):
    return verdict.decided_by[0] if verdict.decision == "drop" else verdict.decision


def candidates(judged):
    return {key for key, one in judged.items() if one.candidate}


def test_a_sample_of_all_has_every_candidate_once(full, engine, judged):
    keys = sampled_rows(full, 1_000, engine.plan)
    assert candidates(judged) == set(keys)
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("with_plan", [True, False])
def test_a_smaller_sample_is_the_beginning_of_a_larger_one(full, engine, with_plan):
    plan = engine.plan if with_plan else None
    assert sampled_rows(full, 30, plan)[:12] == sampled_rows(full, 12, plan)


def test_a_small_sample_has_every_reason_and_as_many_that_are_kept(bare, judged):
    reasons = {reason(one) for one in judged.values() if one.candidate} - {"keep"}
    chosen = sampled_rows(bare, 2 * len(reasons))
    assert Counter({"keep": len(reasons)} | dict.fromkeys(reasons, 1)) == Counter(
        reason(judged[key]) for key in chosen
    )


def test_with_a_plan_the_rows_nearest_to_each_limit_are_in_it(full, engine, judged):
    dropping = {reason(one) for one in judged.values()}.intersection(RULES)
    nearest = {next(iter(near_rows(full, engine.plan, rule, 9, 1))) for rule in dropping}
    assert nearest <= {*sampled_rows(full, 40, engine.plan)}
    assert not nearest <= {*sampled_rows(full, 40)}


def test_another_seed_draws_other_rows(bare):
    assert sampled_rows(bare, 12, seed=1) != sampled_rows(bare, 12)
