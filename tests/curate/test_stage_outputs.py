"""rulekit/curate/stage_outputs.py: what is written of a shard when a stage is done with it."""

import hashlib

import numpy as np
import pyarrow.parquet as pq
import pytest

from curate.running import COPIED, ROWS
from rulekit.corpus.job import Task
from rulekit.curate.arrays import RaggedLists, opened
from rulekit.curate.stage_outputs import block_kind, stage_outputs


def outputs(curated, number, shard=0):
    half = curated.half
    stage = half.work.stages[number]
    task = Task("close", curated.run.source.shards[shard], shard, 0, 5, stage=number)
    reader = half.readers["jsonl"]
    return stage_outputs(half.work.pipeline, stage, half.job, task, reader, half.work.folder(stage))


def array(curated, do, step, kind, shard=0):
    folder = curated.half.work.folder(curated.stage(do, step)).folder
    return opened(folder / kind / f"{shard:06}.npy")


TOLD = {"events", "verdicts", "evidence", "edits", "contamination"}


@pytest.mark.parametrize(
    ("do", "step", "expected"),
    [
        ("rows", "exact", {*TOLD, "keys", "ranks"}),
        ("rows", "near", {*TOLD, "keys", "ranks"}),
        ("features", "near", {"features", "events"}),
        ("rows", "sample", {*TOLD, "notes", "outputs-asked"}),
    ],
)
def test_a_stage_writes_what_its_steps_tell_and_what_is_noted(curated, do, step, expected):
    assert expected == set(outputs(curated, curated.stage(do, step).number))


def test_the_last_stage_writes_the_audit_the_rows_that_are_kept_and_all_outputs(curated):
    expected = {"verdicts", "evidence", "fates", "copies", "edits", "contamination"}
    assert {*expected, "outputs-asked", "kept"} == set(outputs(curated, -1))


def test_a_block_has_no_folders(curated):
    assert "outputs-asked" == block_kind("outputs/asked")


def test_keys_of_all_blocks_are_in_one_order(curated):
    keys = array(curated, "rows", "exact", "keys")
    assert sorted(keys.tolist()) == keys.tolist()
    assert [0, 1, 4] == sorted(keys["row"].tolist())  # those that admit let in
    first = hashlib.sha256(COPIED.encode()).digest()[:8]
    assert int.from_bytes(first, "big") in keys["high"].tolist()


def test_the_ranks_of_all_blocks_are_in_the_places_of_their_rows(curated):
    ranks = array(curated, "rows", "exact", "ranks")
    stars = [one[2] for one in ROWS["a.jsonl"]]
    assert len(stars) == len(ranks)
    (preference,) = curated.half.work.records(1, curated.half.numbering).preferences
    assert [stars[row] for row in (0, 1, 4)] == [
        preference.value(int(ranks["p0"][row])) for row in (0, 1, 4)
    ]


def test_the_features_of_candidates_are_lists_by_row(curated):
    lists = RaggedLists(array(curated, "features", "near", "features"))
    assert [0] == lists.rows.tolist()
    numbers = lists.of(0)
    assert np.array_equal(np.unique(numbers), numbers)


def test_notes_are_in_the_order_of_rows(curated):
    assert [0, 4] == array(curated, "rows", "sample", "notes")["row"].tolist()


def test_a_table_of_which_nothing_was_told_is_there_and_empty(curated):
    for shard in ("a.jsonl", "b.jsonl"):
        path = curated.run.audit.table("contamination", shard)
        assert 0 == pq.read_table(path).num_rows
