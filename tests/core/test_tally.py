"""rulekit/core/tally.py: counting verdicts."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.core.tally import Count, Reason, Tally
from rulekit.core.verdict import Finding, Verdict


def tally_of(*verdicts):
    tally = Tally()
    for verdict in verdicts:
        tally.add(verdict)
    return tally


def kept(path="a.py", **more):
    return Verdict(path, "keep", "", language="python", **more)


def dropped(*causes, path="a.py", **more):
    return Verdict(path, "drop", "", causes, language="python", **more)


def test_nothing_has_no_drop_rate():
    assert 0.0 == Count().drop_rate


def test_the_drop_rate_is_over_all_candidates():
    tally = tally_of(kept(), kept(), dropped("a/a"), Verdict("b", "error", "", ("crashed",)))
    assert (4, 0.25) == (tally.all.total, tally.all.drop_rate)


def test_a_document_that_is_no_candidate_is_counted_apart():
    tally = tally_of(dropped("binary", candidate=False, size=9))
    assert (0, 0, {"binary": 1}) == (tally.all.total, tally.bytes, tally.not_judged)


def test_languages_are_counted_apart():
    tally = tally_of(kept(), dropped("a/a"), Verdict("b", "error", "", ("crashed",)))
    assert [("python", 2), ("unknown", 1)] == [
        (language, count.total) for language, count in tally.by_language.items()
    ]


def test_folders_are_counted_apart():
    tally = tally_of(kept("x/y/a.py"), kept("x/b.py"), kept("x/c.py"), kept("d.py"))
    expected = {"x/y": 1, "x": 2, ".": 1}
    assert expected == {folder: count.total for folder, count in tally.by_folder.items()}


def test_bytes_are_those_of_candidates():
    assert 5 == tally_of(kept(size=2), dropped("a/a", size=3), kept(size=None)).bytes


def test_a_rule_that_drops_alone_is_told_from_one_among_others():
    tally = tally_of(dropped("a/a", size=7), dropped("a/a", "a/b", size=5))
    assert Reason(drop=2, only_reason=1, only_reason_bytes=7) == tally.by_reason["a/a"]
    assert Reason(drop=1) == tally.by_reason["a/b"]


def test_a_rule_and_what_follows_from_it_are_one_reason():
    findings = (
        Finding("a/a", "fail"),
        Finding("a/b", "fail", implied_by="a/a"),
    )
    tally = tally_of(dropped("a/a", "a/b", size=7, findings=findings))
    assert Reason(drop=1, only_reason=1, only_reason_bytes=7) == tally.by_reason["a/a"]
    assert Reason(drop=1) == tally.by_reason["a/b"]
    assert {"a/a": 1} == tally.by_language["python"].reasons


def test_of_each_language_a_document_counts_once_by_the_reason_that_says_the_most():
    tally = tally_of(dropped("a/a"), dropped("a/a", "a/b"), dropped("a/b", "a/a"))
    python = tally.by_language["python"]
    assert {"a/a": 2, "a/b": 1} == python.reasons
    assert python.drop == sum(python.reasons.values())


def test_a_failed_flag_is_a_flag():
    tally = tally_of(kept(findings=(Finding("a/a", "fail", action="flag"),)))
    assert Reason(flagged=1) == tally.by_reason["a/a"]


def test_a_failed_drop_rule_is_no_flag():
    tally = tally_of(dropped("a/a", findings=(Finding("a/a", "fail"),)))
    assert 0 == tally.by_reason["a/a"].flagged


def test_a_passed_rule_is_no_reason():
    assert {} == tally_of(kept(findings=(Finding("a/a", "pass"),))).by_reason


def test_what_is_unmeasured_is_counted_by_rule_and_note():
    finding = Finding("a/a", "unmeasured", note="not parsed")
    tally = tally_of(kept(findings=(finding,)), kept(findings=(finding,)))
    assert {("a/a", "not parsed"): 2} == tally.unmeasured


def test_a_rule_that_does_not_apply_is_not_counted_as_unmeasured():
    finding = Finding("a/a", "unmeasured", applies=False, note="does not apply")
    assert {} == tally_of(kept(findings=(finding,))).unmeasured


verdicts = st.builds(
    Verdict,
    path=st.sampled_from(["a", "x/a", "x/y/b"]),
    decision=st.sampled_from(["keep", "drop", "error"]),
    reason=st.just(""),
    decided_by=st.lists(st.sampled_from(["a/a", "a/b"]), unique=True).map(tuple),
    language=st.sampled_from(["c", "go", None]),
    candidate=st.booleans(),
    size=st.none() | st.integers(0, 9),
)


@given(st.lists(verdicts))
def test_every_verdict_is_counted_once(some):
    tally = tally_of(*some)
    candidates = sum(verdict.candidate for verdict in some)
    assert candidates == tally.all.total
    assert candidates == sum(count.total for count in tally.by_language.values())
    assert candidates == sum(count.total for count in tally.by_folder.values())


@given(st.lists(verdicts), st.randoms(use_true_random=False))
def test_the_order_of_verdicts_does_not_matter(some, random):
    assert tally_of(*some) == tally_of(*random.sample(some, len(some)))


@pytest.mark.parametrize("group", ["by_language", "by_folder"])
@given(st.lists(verdicts, min_size=1))
def test_groups_add_up_to_all(group, some):
    tally = tally_of(*some)
    counts = getattr(tally, group).values()
    for decision in ("keep", "drop", "error"):
        assert getattr(tally.all, decision) == sum(getattr(one, decision) for one in counts)


findings = st.builds(
    Finding,
    rule=st.sampled_from(["a/a", "a/c"]),
    outcome=st.sampled_from(["pass", "fail", "unmeasured"]),
    action=st.sampled_from(["drop", "flag"]),
    note=st.sampled_from(["not parsed", "too deep"]),
)
whole_verdicts = st.tuples(verdicts, st.lists(findings, max_size=2)).map(
    lambda pair: replace(pair[0], findings=tuple(pair[1]))
)


def apart(*some):
    """The counts without those of folders."""
    tally = Tally(by_folder=None)
    for verdict in some:
        tally.add(verdict)
    return tally


@given(st.lists(whole_verdicts))
def test_totals_go_through_json_unchanged(some):
    assert apart(*some) == Tally.of(json.loads(json.dumps(apart(*some).totals())))


@given(st.lists(whole_verdicts), st.lists(whole_verdicts))
def test_counts_that_are_merged_are_those_of_all(some, others):
    merged = apart(*some)
    merged.merge(apart(*others))
    assert apart(*some, *others) == merged
    assert apart(*some).total + apart(*others).total == merged.total


@given(st.lists(whole_verdicts))
def test_totals_are_sorted_so_that_their_order_is_no_accident(some):
    assert json.dumps(apart(*some).totals()) == json.dumps(apart(*some[::-1]).totals())
