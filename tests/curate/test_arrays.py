"""rulekit/curate/arrays.py: rows by one number, records by key, lists of numbers, in files."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.curate.arrays import (
    Numbering,
    RaggedLists,
    by_key,
    key_type,
    keys_array,
    opened,
    ragged,
    rows_in,
    save,
)
from rulekit.curate.block import note_type
from rulekit.curate.copies import copy_type
from rulekit.curate.ranks import rank_type

SHARDS = st.lists(st.integers(0, 4), max_size=8).map(tuple)
U64 = st.integers(0, 2**64 - 1)
EDGES = st.sampled_from([0, 1, 2**63 - 1, 2**63, 2**64 - 1])


def bytes_of(high, low):
    return high.to_bytes(8, "big") + low.to_bytes(8, "big")


KEYS = st.lists(st.tuples(st.integers(0, 9), EDGES | U64, EDGES | U64), max_size=12).map(
    lambda rows: keys_array([(row, bytes_of(high, low)) for row, high, low in rows])
)


@given(SHARDS)
def test_every_row_has_one_number_and_every_number_one_row(rows):
    numbering = Numbering(rows)
    places = [(shard, row) for shard, count in enumerate(rows) for row in range(count)]
    assert places == [numbering.place(number) for number in range(numbering.total)]


@given(SHARDS)
def test_the_numbers_of_shards_follow_each_other(rows):
    numbering = Numbering(rows)
    ranges = [numbering.range(shard) for shard in range(len(rows))]
    assert list(rows) == [end - start for start, end in ranges]
    assert [one[0] for one in ranges] == [0, *(one[1] for one in ranges)][: len(ranges)]


@given(SHARDS, st.data())
def test_sorted_numbers_are_told_by_shard(rows, data):
    numbering = Numbering(rows)
    every = st.sampled_from(range(numbering.total)) if numbering.total else st.nothing()
    numbers = sorted(data.draw(st.sets(every)))
    found = numbering.by_shard(np.array(numbers, np.uint64))
    places = [(shard, row) for shard, some in found for row in some.tolist()]
    assert [numbering.place(number) for number in numbers] == places


def test_a_corpus_without_rows_has_no_numbers():
    assert (0, []) == (Numbering((0, 0)).total, [*Numbering((0, 0)).by_shard(np.empty(0))])


def test_numbers_go_on_beyond_32_bits():
    numbering = Numbering((3_000_000_000, 3_000_000_000))
    assert (1, 2_999_999_999) == numbering.place(5_999_999_999)


def test_a_key_has_its_first_bytes_in_its_high_half():
    (key,) = keys_array([(7, bytes(range(16)))])
    assert (0x0001020304050607, 0x08090A0B0C0D0E0F, 7) == tuple(map(int, key))


def test_no_keys_are_an_array_too():
    assert (0, key_type()) == (len(keys_array([])), keys_array([]).dtype)


@given(KEYS)
def test_keys_are_in_the_order_of_their_bytes_then_of_rows(keys):
    assert sorted(keys.tolist()) == by_key(keys).tolist()


FEW = st.integers(0, 1)


@given(st.lists(st.tuples(st.integers(0, 5), FEW, FEW), max_size=9))
def test_equal_keys_are_in_the_order_of_their_rows(rows):
    keys = keys_array([(row, bytes_of(high, low)) for row, high, low in rows])
    assert sorted(keys.tolist()) == by_key(keys).tolist()


KINDS = [key_type(), copy_type(), note_type(), *map(rank_type, range(8)), np.dtype("<u8")]


@pytest.mark.parametrize("kind", KINDS, ids=str)
@pytest.mark.parametrize("rows", [0, 1, 100])
def test_an_array_comes_back_from_its_file(tmp_path, kind, rows):
    array = np.frombuffer(bytes(range(251)) * 60, np.uint8)[: rows * kind.itemsize].view(kind)
    path = tmp_path / "here.array"
    save(str(path), array)
    assert (kind, array.tobytes()) == (opened(path).dtype, opened(path).tobytes())


def test_an_array_is_written_under_the_very_name(tmp_path):
    save(str(tmp_path / "no-ending"), np.arange(3))
    assert ["no-ending"] == [path.name for path in tmp_path.iterdir()]


def test_objects_are_not_written(tmp_path):
    with pytest.raises(ValueError, match="Object arrays cannot be saved"):
        save(str(tmp_path / "a"), np.array([{}, "x"], object))


LISTS = st.dictionaries(st.integers(0, 30), st.lists(U64, max_size=4), max_size=8)


@given(LISTS)
def test_the_list_of_a_row_comes_back_and_that_of_another_is_none(lists):
    found = RaggedLists(ragged(sorted(lists.items())))
    for row in range(32):
        numbers = found.of(row)
        assert lists.get(row) == (None if numbers is None else numbers.tolist())


@given(LISTS)
def test_all_lists_come_back_in_order(lists):
    rows = sorted(lists.items())
    assert rows == [(row, one.tolist()) for row, one in RaggedLists(ragged(rows)).items()]


def test_an_empty_array_has_no_lists():
    assert [] == RaggedLists(np.empty(0, "<u8")).items()


@pytest.mark.parametrize("rows", [0, 1, 9, 12_345])
def test_the_size_of_a_file_tells_its_rows(folder, rows):
    save("keys.npy", np.zeros(rows, key_type()))
    assert rows == rows_in(key_type(), (folder / "keys.npy").stat().st_size)
