"""rulekit/audit/cause.py: rows of a stored audit that ended by a word where no rule decided."""

import json

import pytest
from auditing import make_audit, make_project, refused
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.cause import check_cause, ended_by, ended_by_lot
from rulekit.audit.open import open_audit
from rulekit.core.verdict import CAUSES

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
    return open_audit(str(make_audit(folder, "out", sources=("left.jsonl", "right.jsonl"))))


@pytest.mark.parametrize("cause", NAMED)
def test_the_rows_that_ended_by_a_cause_are_picked_in_their_order(caused, cause):
    picked = ended_by(caused, cause, 1000)
    assert (those(cause), len(those(cause))) == (picked.keys, picked.count)
    assert {"left.jsonl", "right.jsonl"} == {shard for shard, _ in picked.keys}


@given(limit=st.integers(1, 60))
def test_a_list_of_a_cause_is_cut_and_its_count_is_not(caused, limit):
    picked = ended_by(caused, "no-content", limit)
    assert (those("no-content")[:limit], len(those("no-content"))) == (picked.keys, picked.count)


def test_a_cause_that_ended_nothing_picks_nothing(caused):
    assert ([], 0) == (ended_by(caused, "crashed", 9).keys, ended_by(caused, "crashed", 9).count)


def test_it_does_not_matter_how_many_rows_are_read_at_a_time(caused):
    import pyarrow.parquet

    path = caused.audit.table("verdicts", "left.jsonl")
    whole = path.read_bytes()
    try:
        table = pyarrow.parquet.read_table(path)
        pyarrow.parquet.write_table(table, path, row_group_size=3)
        assert 14 == caused.file("verdicts", "left.jsonl").num_row_groups
        assert those("binary") == ended_by(caused, "binary", 1000).keys
    finally:
        path.write_bytes(whole)


@pytest.mark.parametrize(
    ("cause", "decision"), [("no-content", "error"), ("binary", "drop"), ("min-score", "drop")]
)
def test_by_lot_draws_among_the_rows_of_a_cause(caused, cause, decision):
    picked = ended_by_lot(caused, cause, decision, 0, 1000)
    assert (set(those(cause)), len(those(cause))) == (set(picked.keys), picked.count)


def test_by_lot_a_cause_has_no_rows_of_another_decision(caused):
    assert [] == ended_by_lot(caused, "no-content", "drop", 0, 1000).keys


def test_fewer_by_lot_of_a_cause_are_the_first_of_more_and_a_seed_throws_others(caused):
    more, fewer, others = (
        ended_by_lot(caused, "no-content", "error", seed, limit).keys
        for seed, limit in ((3, 100), (3, 2), (4, 100))
    )
    assert more[:2] == fewer
    assert more != others


def test_a_word_that_is_no_cause_is_refused_with_the_nearest_and_the_list():
    problem = refused(check_cause, "broken-rows")
    assert (
        "--cause broken-rows: there is no such cause, did you mean `broken-row`?" == problem.message
    )
    assert f"the causes are {', '.join(CAUSES)}" == problem.remedy
