"""rulekit/curate/block.py: what is told of a block of rows, on its way into files."""

import numpy as np
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

import rulekit
from rulekit.curate.arrays import RaggedLists, opened
from rulekit.curate.block import BlockRecords, note_type, notes_array


def written(block, folder):
    """What is in the files of a block, by kind."""
    found = {}
    for kind, write in block.files():
        path = folder / kind.replace("/", "-")
        write(str(path))
        is_array = path.read_bytes().startswith(b"\x93NUMPY")
        found[kind] = opened(path) if is_array else pq.read_table(path).to_pylist()
    return found


def test_a_block_of_which_nothing_is_told_has_no_files(tmp_path):
    block = BlockRecords("a.jsonl")
    block.add(0, {})
    block.count(3)
    assert {} == written(block, tmp_path)


def test_a_record_is_of_its_shard_and_row(tmp_path):
    block = BlockRecords("a.jsonl")
    for row in (3, 4):
        block.add(row, {"events": [{"step": "admit", "decision": "drop", "row": 99}]})
    found = written(block, tmp_path)["events"]
    assert [("a.jsonl", 3), ("a.jsonl", 4)] == [(one["shard"], one["row"]) for one in found]


def test_the_row_of_an_output_says_what_it_was_made_of(tmp_path):
    block = BlockRecords("a.jsonl")
    cut = {"id": "abc@10-20", "content": "x", "start": 10, "end": 20, "facts": [("a", "b")]}
    block.add(7, {"outputs/code": [cut]})
    (found,) = written(block, tmp_path)["outputs/code"]
    expected = ("abc@10-20", "a.jsonl", 7, "x", [("a", "b")])
    names = ("id", "parent_shard", "parent_row", "content", "facts")
    assert expected == tuple(found[name] for name in names)


def test_keys_ranks_and_features_are_arrays_with_their_rows(tmp_path):
    block = BlockRecords("a")
    block.keys = [(5, b"b" * 16), (5, b"a" * 16)]
    block.ranks = [(5, (1, 2**64 - 1, 3))]
    block.features = [(5, np.array([1, 2**64 - 1], np.uint64)), (6, np.empty(0, np.uint64))]
    found = written(block, tmp_path)
    assert {"keys", "ranks", "features"} == set(found)
    assert [5, 5] == found["keys"]["row"].tolist()
    assert [(5, 1, 2**64 - 1, 3)] == found["ranks"].tolist()
    assert ("row", "p0", "lot", "place") == found["ranks"].dtype.names
    lists = [(row, one.tolist()) for row, one in RaggedLists(found["features"]).items()]
    assert [(5, [1, 2**64 - 1]), (6, [])] == lists


U64 = st.integers(0, 2**64 - 1)


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), U64, U64, U64), max_size=5))
def test_notes_are_numbers_of_64_bits(notes):
    found = notes_array([(row, rulekit.Note(*note)) for row, *note in notes])
    assert (note_type(), notes) == (found.dtype, found.tolist())


def test_counts_of_a_step_add_up():
    block = BlockRecords("a")
    block.count_step("near", {"rows_in": 1, "bytes_in": 10})
    block.count_step("near", {"rows_in": 1, "bytes_in": 5, "rows_out": 1})
    block.count_step("pii", {"edits": 2})
    expected = {"near": {"rows_in": 2, "bytes_in": 15, "rows_out": 1}, "pii": {"edits": 2}}
    assert expected == block.steps


def test_rows_that_go_on_are_counted():
    block = BlockRecords("a")
    block.count(3)
    block.count(4)
    assert 7 == block.tally.all.keep
