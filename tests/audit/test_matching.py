"""rulekit/audit/matching.py: rows of an audit that a query is about."""

import json

import pyarrow
import pytest
from auditing import RULES, found_by, make_audit, make_project, refused
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from rulekit import open_audit
from rulekit.audit.matching import select
from rulekit.audit.query import AuditQuery
from rulekit.core.verdict import CAUSES


def picked(audit, **words):
    return select(audit, AuditQuery(**words))


# what a rule failed


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_failed_the_rows_that_it_fails_again(bare, judged, rule):
    expected = [key for key, one in found_by(rule, judged) if one.outcome == "fail"]
    found = picked(bare, rule=rule)
    assert (expected, len(expected)) == (list(found), found.total)


@given(limit=st.integers(0, 60))
def test_a_list_is_cut_and_its_count_is_not(bare, limit):
    whole = picked(bare, rule="mine/loud")
    cut = picked(bare, rule="mine/loud", limit=limit)
    assert (list(whole)[:limit], whole.total) == (list(cut), cut.total)


# samples


@pytest.mark.parametrize("decision", ["keep", "drop", "error"])
def test_a_sample_has_candidates_of_the_decision(full, judged, decision):
    expected = {key for key, one in judged.items() if one.decision == decision and one.candidate}
    found = picked(full, sample=decision)
    assert (expected, len(expected)) == (set(found), found.total)


@pytest.mark.parametrize("decision", ["keep", "drop"])
def test_a_sample_with_a_rule_has_what_the_rule_did(full, judged, decision):
    expected = {
        key
        for key, one in found_by("mine/asking", judged)
        if one.outcome == "fail" and judged[key].decision == decision
        if decision == "keep" or one.action == "drop"
    }
    assert expected == set(picked(full, sample=decision, rule="mine/asking"))


def test_a_smaller_sample_is_the_beginning_of_a_larger_one(full):
    more, fewer = (list(picked(full, sample="drop", seed=3, limit=limit)) for limit in (40, 5))
    assert more[:5] == fewer


def test_another_seed_takes_other_rows(full):
    one, other = (list(picked(full, sample="drop", seed=seed, limit=10)) for seed in (0, 1))
    assert one != other


def test_without_a_seed_it_is_0(full):
    assert list(picked(full, sample="drop", seed=0)) == list(picked(full, sample="drop"))


# a row that is named


def test_a_row_is_found_by_its_path(full, judged):
    for key, one in judged.items():
        assert [key] == list(picked(full, path=one.path))


def test_all_rows_of_one_id_are_counted_and_the_first_are_told(copied):
    folder = copied("bare")
    for shard in ("left", "right"):
        path = folder / f"verdicts/{shard}.parquet"
        table = parquet.read_table(path)
        ids = pyarrow.array([f"i{row % 20}" for row in range(table.num_rows)], pyarrow.string())
        parquet.write_table(table.set_column(2, "id", ids), path)
    found = picked(open_audit(folder), id="i3", limit=3)
    assert ([("left", 3), ("left", 23), ("right", 3)], 4) == (list(found), found.total)


@pytest.mark.parametrize("word", ["left/d0/f21.jsn", "left/d0/f2.json", "d0/f21.json", "f21.json"])
def test_a_wrong_path_is_told_with_a_near_one(full, word):
    problem = refused(picked, full, path=word)
    assert f"path={word}: no row has this path, did you mean `" in problem.message
    assert "f21.json`?" in problem.message


def test_an_id_where_there_are_none_says_so(full):
    remedy = "this audit has no ids: its corpus has no column of them; say `path` or `row`"
    assert remedy == refused(picked, full, id="x").remedy


def test_a_path_that_an_unfinished_audit_lacks_may_come(project):
    half = open_audit(project / "half")
    problem = refused(picked, half, path="right/d0/f21.json")
    assert "the audit is unfinished; the row may be in an open shard" == problem.remedy


def test_a_row_is_found_by_its_place(full):
    assert [("right", 12)] == list(picked(full, row="right#row=12"))


@pytest.mark.parametrize("row", [12, "12"])
def test_with_one_shard_a_number_is_enough(project, row):
    assert [("left", 12)] == list(picked(open_audit(project / "half"), row=row))


@pytest.mark.parametrize(
    ("word", "message"),
    [
        (12, "say SHARD#row=N, rows count from 0"),
        ("left#row=-1", "say SHARD#row=N, rows count from 0"),
        ("left#row=", "say SHARD#row=N, rows count from 0"),
        ("left#row=²", "say SHARD#row=N, rows count from 0"),
        ("left#row=41", "`left` has 41 rows; they count from 0"),
        ("lefd#row=1", "the audit has no shard `lefd`, did you mean `left`?"),
        ("a/b/c#row=1", "the audit has no shard `a/b/c`; there are: left, right"),
    ],
)
def test_a_place_that_is_not_there_is_refused(full, word, message):
    assert f"row={word}: {message}" == refused(picked, full, row=word).message


# causes

ROWS = {
    "no-content": json.dumps({"path": "a.py"}),
    "broken-row": '{"path": ',
    "binary": json.dumps({"path": "a.py", "content": "\0"}),
    "unknown-language": json.dumps({"path": "a.xyzzy", "content": "hello"}),
    "min-score": json.dumps({"path": "a.py", "content": "odd"}),  # failed by a rule that flags
    "loud": json.dumps({"path": "a.py", "content": "!!!!!"}),  # dropped by a rule
    "loud commented": json.dumps({"path": "a.py", "content": "!!!!! # x"}),  # by two
    "kept": json.dumps({"path": "a.py", "content": "hello"}),
}
ENDS = [list(ROWS)[(3 * number + number // 8) % len(ROWS)] for number in range(60)]
KEYS = [("left.jsonl", row) for row in range(40)] + [("right.jsonl", row) for row in range(20)]
NAMED = sorted(CAUSES.keys() & ROWS.keys())


def those(cause):
    return [key for key, end in zip(KEYS, ENDS, strict=True) if end == cause]


@pytest.fixture(scope="module")
def caused(tmp_path_factory):
    """An audit of two shards whose rows end as ENDS says, opened."""
    folder = tmp_path_factory.mktemp("caused")
    make_project(folder)
    with (folder / "rules/profiles/ours.yaml").open("a") as profile:
        profile.write("min_score: 1\n")
    for name, ends in (("left", ENDS[:40]), ("right", ENDS[40:])):
        lines = "".join(f"{ROWS[end]}\n" for end in ends)
        (folder / f"{name}.jsonl").write_text(lines)
    return open_audit(make_audit(folder, "out", sources=("left.jsonl", "right.jsonl")))


@pytest.mark.parametrize("cause", NAMED)
def test_the_rows_that_ended_by_a_cause_are_picked_in_their_order(caused, cause):
    found = picked(caused, cause=cause)
    assert (those(cause), len(those(cause))) == (list(found), found.total)
    assert {"left.jsonl", "right.jsonl"} == {shard for shard, _ in found}


@given(limit=st.integers(1, 60))
def test_a_list_of_a_cause_is_cut_and_its_count_is_not(caused, limit):
    found = picked(caused, cause="no-content", limit=limit)
    assert (those("no-content")[:limit], len(those("no-content"))) == (list(found), found.total)


def test_a_cause_that_ended_nothing_picks_nothing(caused):
    found = picked(caused, cause="crashed")
    assert ([], 0) == (list(found), found.total)


def test_it_does_not_matter_how_many_rows_are_read_at_a_time(caused):
    path = caused.paths.table("verdicts", "left.jsonl")
    whole = path.read_bytes()
    try:
        parquet.write_table(parquet.read_table(path), path, row_group_size=3)
        assert 14 == caused.file("verdicts", "left.jsonl").num_row_groups
        assert those("binary") == list(picked(caused, cause="binary"))
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize(
    ("cause", "decision"), [("no-content", "error"), ("binary", "drop"), ("min-score", "drop")]
)
def test_a_sample_of_a_cause_has_its_rows(caused, cause, decision):
    found = picked(caused, cause=cause, sample=decision)
    assert (set(those(cause)), len(those(cause))) == (set(found), found.total)


def test_a_sample_of_a_cause_has_no_rows_of_another_decision(caused):
    assert [] == list(picked(caused, cause="no-content", sample="drop"))


def test_a_smaller_sample_of_a_cause_is_the_beginning_and_a_seed_takes_others(caused):
    words = {"cause": "no-content", "sample": "error"}
    more, fewer, others = (
        list(picked(caused, **words, seed=seed, limit=limit))
        for seed, limit in ((3, 100), (3, 2), (4, 100))
    )
    assert more[:2] == fewer
    assert more != others
