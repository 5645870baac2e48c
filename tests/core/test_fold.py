"""rulekit/core/fold.py: failures that follow from others."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import rule_of

from rulekit.core.fold import fold
from rulekit.core.verdict import Finding


def folded(implied_by, outcomes=None, flagged=()):
    """Of rules that fail, those that follow from another, and the one that they follow from."""
    rules = [rule_of(name, implied_by=frozenset(words)) for name, words in implied_by.items()]
    findings = [
        Finding(
            rule.id,
            (outcomes or {}).get(rule.id, "fail"),
            action="flag" if rule.id in flagged else "drop",
        )
        for rule in rules
    ]
    return {one.rule: one.implied_by for one in fold(rules, findings) if one.implied_by}


def test_a_failure_follows_from_that_of_a_rule_that_implies_it():
    assert {"b": "a"} == folded({"a": "", "b": "a"})


def test_failures_of_which_no_rule_says_anything_stand_by_themselves():
    assert {} == folded({"a": "", "b": ""})


def test_a_chain_has_one_root_however_its_rules_are_ordered():
    assert {"b": "a", "c": "a", "d": "a"} == folded({"d": "c", "b": "a", "a": "", "c": "b"})


def test_a_chain_ends_where_a_rule_between_did_not_fail():
    assert {} == folded({"a": "", "b": "a", "c": "b"}, {"b": "pass"})


@pytest.mark.parametrize("outcome", ["pass", "unmeasured"])
def test_only_a_failure_implies_one_and_is_implied(outcome):
    assert {} == folded({"a": "", "b": "a"}, {"a": outcome})
    assert {} == folded({"a": "", "b": "a"}, {"b": outcome})


def test_of_rules_that_imply_each_other_the_first_stands():
    assert {"b": "a"} == folded({"a": "b", "b": "a"})
    assert {"a": "b"} == folded({"b": "a", "a": "b"})


def test_rules_in_a_circle_follow_from_the_one_outside_that_implies_any_of_them():
    assert {"a": "r", "b": "r", "c": "r"} == folded({"a": "c", "b": ["a", "r"], "c": "b", "r": ""})


def test_what_follows_from_two_is_told_under_the_first():
    assert {"c": "b"} == folded({"b": "", "a": "", "c": ["a", "b"]})


def test_a_rule_does_not_follow_from_itself():
    assert {} == folded({"a": "a", "b": "b"})


def test_a_failure_that_drops_never_follows_from_one_that_does_not():
    assert {} == folded({"a": "", "b": "a"}, flagged=["a"])


def test_nor_over_a_flag_between_two_that_drop():
    assert {"b": "a"} == folded({"a": "", "b": "a", "c": "b"}, flagged=["b"])


def test_a_flag_follows_from_a_failure_that_drops():
    assert {"b": "a"} == folded({"a": "", "b": "a"}, flagged=["b"])


def test_one_failure_stands_by_itself_whatever_would_imply_it():
    assert {} == folded({"b": ["a", "c"]})


NAMES = "abcdef"
names = st.sampled_from(NAMES)
worlds = st.lists(
    st.builds(
        lambda name, words, outcome, action: (
            rule_of(name, implied_by=words),
            Finding(name, outcome, action=action),
        ),
        names,
        st.frozensets(names, max_size=4),
        st.sampled_from(["fail", "fail", "pass", "unmeasured"]),
        st.sampled_from(["drop", "flag", "spare"]),
    ),
    unique_by=lambda pair: pair[0].id,
)


@given(worlds)
def test_each_failure_that_follows_does_so_from_one_that_stands_by_itself(world):
    rules, findings = [rule for rule, _ in world], [finding for _, finding in world]
    found = {one.rule: one for one in fold(rules, findings)}
    for one in found.values():
        if one.implied_by:
            root = found[one.implied_by]
            assert ("fail", "fail", "") == (one.outcome, root.outcome, root.implied_by)
            assert root.drops >= one.drops


@given(worlds)
def test_where_something_failed_something_stands_by_itself(world):
    rules, findings = [rule for rule, _ in world], [finding for _, finding in world]
    failed = [one for one in fold(rules, findings) if one.outcome == "fail"]
    assert bool(failed) == any(not one.implied_by for one in failed)
    dropping = [one for one in failed if one.drops]
    assert bool(dropping) == any(not one.implied_by for one in dropping)


@given(worlds, st.randoms(use_true_random=False))
def test_no_order_of_the_rules_loses_a_finding_or_changes_another_field(world, random):
    rules = [rule for rule, _ in random.sample(world, len(world))]
    findings = [finding for _, finding in world]
    assert findings == [replace(one, implied_by="") for one in fold(rules, findings)]


@given(worlds, st.randoms(use_true_random=False))
def test_in_another_order_as_many_stand_by_themselves(world, random):
    def roots(pairs):
        found = fold([rule for rule, _ in pairs], [finding for _, finding in pairs])
        return sum(one.outcome == "fail" and not one.implied_by for one in found)

    assert roots(world) == roots(random.sample(world, len(world)))
