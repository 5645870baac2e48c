"""rulekit/core/judge.py: from readings to findings, score and decision."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import range_of, rule_of, signal_of

from rulekit.core.judge import decide, judge, score, spared
from rulekit.core.reading import Reading
from rulekit.core.rule import Bound, Guard, Range
from rulekit.core.verdict import Finding

SHAS = [hashlib.sha256(bytes([i % 256, i // 256])).hexdigest() for i in range(2_000)]


CLOSED = Finding("a/z", "unmeasured", applies=False, note="does not apply: size is 1")


def finding_of(value, *, sha256="", seed=0, others=None, **more):
    """What a rule finds when its signal reads the value (or nothing, and says so)."""
    reading = value if isinstance(value, Reading) else Reading(value)
    [finding] = judge([rule_of(**more)], {"x": reading} | (others or {}), sha256, seed)
    return finding


def guarded(minimum):
    return {"when": (Guard(signal_of("size"), range_of(minimum)),)}


@pytest.mark.parametrize(("outcome", "value"), [("pass", 0.5), ("pass", 1), ("fail", 1.5)])
def test_a_rule_passes_up_to_its_bound(outcome, value):
    assert outcome == finding_of(value).outcome


def test_a_finding_has_value_limit_and_margin():
    finding = finding_of(1.5)
    expected = (1.5, 1, "max", 0.5)
    assert expected == (finding.value, finding.limit, finding.bound, finding.margin)


def test_a_finding_has_the_unit_of_its_signal():
    assert "things" == finding_of(1.5).unit


def test_a_failure_that_follows_from_another_says_so():
    rules = [rule_of("a/a"), rule_of("a/b", implied_by=frozenset({"a/a"}))]
    findings = judge(rules, {"x": Reading(5.0)}, "", 0)
    assert ["", "a/a"] == [finding.implied_by for finding in findings]


def test_a_finding_names_the_bound_that_is_nearer():
    finding = finding_of(0.3, keep=range_of(0.25, 0.75))
    assert (0.25, "min") == (finding.limit, finding.bound)


def test_a_finding_names_the_layer_that_set_its_limit():
    keep = Range(Bound(1, "profile strict"), Bound(9))
    assert "profile strict" == finding_of(0, keep=keep).limit_from


def test_a_sum_of_tenths_is_on_its_limit():
    assert "pass" == finding_of(0.1 + 0.2, keep=range_of(maximum=0.3)).outcome


def test_a_millionth_beyond_a_limit_is_beyond_it():
    assert "fail" == finding_of(0.300001, keep=range_of(maximum=0.3)).outcome


def test_what_cannot_be_read_is_unmeasured_and_says_why():
    finding = finding_of(Reading(None, "not parsed"))
    assert ("unmeasured", None, "not parsed") == (finding.outcome, finding.value, finding.note)


def test_what_is_unmeasured_drops_nothing():
    assert not finding_of(Reading(None, "not parsed")).drops


def test_a_rule_does_not_apply_where_its_guard_is_closed():
    finding = finding_of(5, others={"size": Reading(9.0)}, **guarded(10))
    expected = ("unmeasured", "does not apply: size is 9, not >= 10")
    assert expected == (finding.outcome, finding.note)
    assert not finding.applies


def test_a_rule_applies_where_its_guard_is_open():
    assert "fail" == finding_of(5, others={"size": Reading(10.0)}, **guarded(10)).outcome


def test_every_guard_must_be_open():
    when = guarded(1)["when"] + guarded(99)["when"]
    assert "unmeasured" == finding_of(5, others={"size": Reading(10.0)}, when=when).outcome


def test_a_guard_that_cannot_be_read_says_why():
    others = {"size": Reading(None, "timed out")}
    finding = finding_of(5, others=others, **guarded(1))
    assert ("unmeasured", "timed out", True) == (finding.outcome, finding.note, finding.applies)


def test_findings_come_in_the_order_of_the_rules():
    rules = [rule_of(name) for name in ("b/b", "a/z", "c/a")]
    findings = judge(rules, {"x": Reading(0.0)}, "", 0)
    assert ["b/b", "a/z", "c/a"] == [finding.rule for finding in findings]


def test_a_failed_drop_rule_drops():
    assert finding_of(5).drops


def test_a_failed_flag_rule_drops_nothing():
    finding = finding_of(5, action="flag")
    assert ("fail", False) == (finding.outcome, finding.drops)


def test_a_spared_failure_is_a_failure_that_drops_nothing():
    finding = finding_of(5, spare=Bound(1.0))
    expected = ("fail", "spare", False, "one of the 100% that stay")
    assert expected == (finding.outcome, finding.action, finding.drops, finding.note)


def test_what_passes_needs_no_sparing():
    assert "drop" == finding_of(0, spare=Bound(1.0)).action


def test_a_flag_is_not_spared():
    assert "flag" == finding_of(5, action="flag", spare=Bound(1.0)).action


def test_nothing_is_spared_without_a_share():
    assert not any(spared(sha256, rule_of(), 0) for sha256 in SHAS)


def test_as_many_are_spared_as_the_rule_says():
    rule = rule_of(spare=Bound(0.2))
    assert 0.2 == pytest.approx(sum(spared(one, rule, 0) for one in SHAS) / len(SHAS), abs=0.03)


def test_sparing_repeats():
    """Pinned: another machine, day or version must spare the same documents."""
    rule = rule_of("text/a", spare=Bound(0.2))
    assert [0, 2, 3, 11, 14, 21, 22] == [i for i in range(25) if spared(SHAS[i], rule, 0)]


def test_another_seed_spares_others():
    rule = rule_of(spare=Bound(0.5))
    first, second = ([spared(sha256, rule, seed) for sha256 in SHAS] for seed in (0, 1))
    assert 0.5 == pytest.approx(sum(map(bool.__eq__, first, second)) / len(SHAS), abs=0.05)


def test_another_rule_spares_others():
    rules = [rule_of(name, spare=Bound(0.5)) for name in ("text/a", "text/b")]
    first, second = ([spared(sha256, rule, 0) for sha256 in SHAS] for rule in rules)
    assert 0.5 == pytest.approx(sum(map(bool.__eq__, first, second)) / len(SHAS), abs=0.05)


@given(st.sampled_from(SHAS), st.integers(0, 9), st.floats(0, 1), st.floats(0, 1))
def test_a_larger_share_spares_all_that_a_smaller_one_does(sha256, seed, one, other):
    small, large = (rule_of(spare=Bound(share)) for share in sorted([one, other]))
    assert spared(sha256, small, seed) <= spared(sha256, large, seed)


def scored(*weighted):
    rules = [rule_of(weight=weight) for weight, _ in weighted]
    return score(rules, [Finding("text/a", outcome) for _, outcome in weighted])


def test_the_score_is_the_weight_of_what_passed():
    assert 0.75 == scored((3, "pass"), (1, "fail"))


def test_what_is_unmeasured_does_not_count_in_the_score():
    assert 0.5 == scored((1, "pass"), (1, "fail"), (8, "unmeasured"))


def test_there_is_no_score_when_nothing_was_measured():
    assert scored() is None
    assert scored((1, "unmeasured")) is None


def test_there_is_no_score_when_nothing_has_weight():
    assert scored((0, "pass"), (0, "fail")) is None


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["pass", "fail", "unmeasured"]))))
def test_a_score_is_from_nothing_to_one(weighted):
    value = scored(*weighted)
    assert value is None or 0 <= value <= 1


def test_what_fails_nothing_is_kept():
    assert ("keep", ()) == decide([Finding("a/a", "pass")], 1.0, 0.5)


def test_every_rule_that_drops_decided():
    findings = [
        Finding("a/a", "fail"),
        Finding("a/b", "pass"),
        Finding("a/c", "fail", action="flag"),
        Finding("a/d", "fail", action="spare"),
        Finding("a/e", "fail"),
    ]
    assert ("drop", ("a/a", "a/e")) == decide(findings, 0.1, 0.5)


def failure(rule, margin, limit, **more):
    return Finding(rule, "fail", margin=margin, limit=limit, **more)


def test_what_is_farthest_over_its_limit_decides_first():
    findings = [failure("a/half", 2.0, 4.0), failure("a/twice", 0.1, 0.05)]
    assert ("a/twice", "a/half") == decide(findings, 0.1, 0.5)[1]


def test_where_nothing_at_all_is_allowed_any_is_the_farthest():
    findings = [failure("a/far", 900.0, 1.0), failure("a/none", 1.0, 0.0)]
    assert ("a/none", "a/far") == decide(findings, 0.1, 0.5)[1]


def test_what_follows_from_another_decides_last():
    findings = [failure("a/far", 900.0, 1.0, implied_by="a/near"), failure("a/near", 1.0, 2.0)]
    assert ("a/near", "a/far") == decide(findings, 0.1, 0.5)[1]


def test_what_is_as_far_keeps_its_order():
    findings = [failure("a/b", 1.0, 2.0), failure("a/a", 2.0, 4.0)]
    assert ("a/b", "a/a") == decide(findings, 0.1, 0.5)[1]


def test_a_low_score_drops():
    assert ("drop", ("min-score",)) == decide([Finding("a/a", "pass")], 0.49, 0.5)


def test_a_score_on_the_limit_is_kept():
    assert ("keep", ()) == decide([Finding("a/a", "pass")], 0.5, 0.5)


def test_when_nothing_could_be_measured_nothing_is_said():
    findings = [Finding("a/a", "unmeasured", note="not parsed"), CLOSED]
    assert ("error", ("unmeasured",)) == decide(findings, None, 0.5)


def test_one_measured_rule_is_enough_to_say_something():
    findings = [Finding("a/a", "unmeasured", note="not parsed"), Finding("a/b", "pass")]
    assert ("keep", ()) == decide(findings, 1.0, 0.5)


def test_what_no_rule_applies_to_is_kept():
    assert ("keep", ()) == decide([CLOSED], None, 0.5)
