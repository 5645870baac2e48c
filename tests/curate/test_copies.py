"""rulekit/curate/copies.py: rows that have a key in common, and the best of equal ones."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curate.copying import corpora, key_bytes, named, noted, records_of
from rulekit.curate.arrays import keys_array, save
from rulekit.curate.copies import (
    LARGEST,
    PART,
    candidates,
    equal_rows,
    groups_of,
    members,
    merged_told,
    parts_of,
    told,
)

PARTS = st.integers(1, 5)
ONE_KEY = corpora(keys=1, features=False)


def equal_in(shards, parts=1):
    """The copies among rows of equal keys, by name, and what is told of each part."""
    with TemporaryDirectory() as folder:
        records = records_of(Path(folder), shards)
        found = [equal_rows(records, number, parts) for number in range(parts)]
    return [one for copies, _ in found for one in named(shards, copies)], [one[1] for one in found]


def by_key(shards):
    """Rows by their keys, from the best to the worst; numbers of rows beside them."""
    groups = defaultdict(list)
    rows = [one for rows in shards for one in rows]
    for number, one in sorted(enumerate(rows), key=lambda pair: pair[1].rank):
        for key in one.keys:
            groups[key].append((number, one))
    return groups


@given(ONE_KEY, PARTS)
def test_of_rows_of_an_equal_key_the_best_is_kept(shards, parts):
    copies, _ = equal_in(shards, parts)
    expected = {
        (row.name, some[0][1].name, len(some))
        for some in by_key(shards).values()
        for _, row in some[1:]
    }
    assert expected == {(one[0], one[1], one[5]) for one in copies}
    assert len(expected) == len(copies)


@given(ONE_KEY, PARTS)
def test_a_copy_says_which_column_decided(shards, parts):
    rows = {one.name: one for rows in shards for one in rows}
    for name, kept, alike, shared, by, _ in equal_in(shards, parts)[0]:
        ranks = zip(rows[name].rank, rows[kept].rank, strict=True)
        assert next(i for i, (a, b) in enumerate(ranks) if a != b) == by
        assert (True, 1) == (np.isnan(alike), shared)


@settings(max_examples=12)
@given(ONE_KEY, PARTS)
def test_copies_of_a_part_are_in_the_order_of_rows(shards, parts):
    with TemporaryDirectory() as folder:
        records = records_of(Path(folder), shards)
        for number in range(parts):
            rows = equal_rows(records, number, parts)[0]["row"].tolist()
            assert sorted(rows) == rows


@settings(max_examples=12)
@given(ONE_KEY, PARTS, st.data())
def test_neither_the_order_of_shards_nor_the_parts_change_what_is_found(shards, parts, data):
    before = sorted(map(str, equal_in(shards)[0]))
    assert before == sorted(map(str, equal_in(shards, parts)[0]))
    assert before == sorted(map(str, equal_in(data.draw(st.permutations(shards)), parts)[0]))


@settings(max_examples=15)
@given(ONE_KEY, PARTS)
def test_what_is_told_of_all_parts_is_what_is_told_of_one(shards, parts):
    (once,) = equal_in(shards)[1]
    assert once == merged_told(equal_in(shards, parts)[1])


def test_the_largest_groups_are_told_the_largest_first_then_by_number():
    rows = [noted(f"{key}{i}", (key,), None, i) for key in "ab" for i in range(3)]
    rows += [noted(f"c{i}", "c", None, i) for i in range(4)]
    (found,) = equal_in([rows])[1]
    assert {"copies": 7, "groups": 3, "by": {"0": 7}, "largest": [[6, 4], [0, 3], [3, 3]]} == found


def test_so_many_groups_are_told_and_no_more():
    rows = [noted(f"{key}{i}", (str(key),), None, i) for key in range(LARGEST + 2) for i in (0, 1)]
    assert LARGEST == len(equal_in([rows])[1][0]["largest"])
    assert LARGEST == len(merged_told(equal_in([rows], 3)[1])["largest"])


def test_of_no_copies_nothing_is_told():
    nothing = {"copies": 0, "groups": 0, "by": {}, "largest": []}
    assert ([], [nothing]) == equal_in([])
    assert ([], [nothing] * 2) == equal_in([[noted("a", "k", None)], []], 2)
    assert nothing == merged_told([])


@given(corpora(), PARTS)
def test_members_are_the_rows_of_each_key_that_several_have(shards, parts):
    found = defaultdict(set)
    with TemporaryDirectory() as folder:
        records = records_of(Path(folder), shards)
        for part in range(parts):
            rows, count = members(records, part, parts)
            assert sorted(rows.tolist()) == rows.tolist()
            assert set(range(count)) == set(rows["group"].tolist())
            for row, group in rows.tolist():
                found[part, group].add(row)
    expected = [{number for number, _ in some} for some in by_key(shards).values()]
    assert sorted(map(sorted, expected_several(expected))) == sorted(map(sorted, found.values()))


def expected_several(groups):
    return [one for one in groups if len(one) > 1]


@given(corpora(), PARTS)
def test_candidates_are_all_members_each_once(shards, parts):
    with TemporaryDirectory() as folder:
        records = records_of(Path(folder), shards)
        found = [members(records, part, parts)[0] for part in range(parts)]
        expected = sorted({row for one in found for row in one["row"].tolist()})
        assert expected == candidates(found, records.numbering.total).tolist()


@given(corpora(), PARTS)
def test_all_parts_have_all_keys_in_order_with_the_numbers_of_rows(shards, parts):
    rows = [one for rows in shards for one in rows]
    expected = sorted((key_bytes(key), i) for i, one in enumerate(rows) for key in one.keys)
    with TemporaryDirectory() as folder:
        records = records_of(Path(folder), shards)
        found = [key for part in range(parts) for key in records.part(part, parts).tolist()]
        assert len(expected) == records.count()
    assert [
        (int.from_bytes(key[:8], "big"), int.from_bytes(key[8:], "big"), row)
        for key, row in expected
    ] == found


@pytest.mark.parametrize("parts", [1, 2, 3, 7])
def test_keys_at_the_borders_of_parts_are_in_one_of_them(tmp_path, parts):
    borders = [(number << 64) // parts for number in range(parts + 1)]
    halves = sorted({one for at in borders for one in (at - 1, at) if 0 <= one < 1 << 64})
    keys = [(row, half.to_bytes(8, "big") * 2) for row, half in enumerate(halves)]
    records = records_of(tmp_path, [[noted(str(row), (), None) for row, _ in keys]])
    save(str(tmp_path / "keys" / "000000.npy"), keys_array(keys))
    found = [key[0] for part in range(parts) for key in records.part(part, parts).tolist()]
    assert halves == found


@given(corpora(), st.data())
def test_the_ranks_of_rows_come_from_their_shards(shards, data):
    rows = [one for rows in shards for one in rows]
    keyed = [number for number, one in enumerate(rows) if one.keys]
    wanted = sorted(data.draw(st.sets(st.sampled_from(keyed)))) if keyed else []
    with TemporaryDirectory() as folder:
        ranks = records_of(Path(folder), shards).ranks(np.array(wanted, np.uint64))
    assert [rows[number].rank for number in wanted] == ranks.tolist()


@pytest.mark.parametrize(("keys", "expected"), [(0, 1), (1, 1), (PART, 1), (PART + 1, 2)])
def test_there_are_as_many_parts_as_are_needed(keys, expected):
    assert expected == parts_of(keys)


def test_a_key_of_one_row_is_no_group():
    keys = np.array([(1, 1, 0), (1, 2, 1), (2, 2, 2)], "<u8,<u8,<u8")
    keys.dtype.names = ("high", "low", "row")
    rows, groups = groups_of(keys)
    assert ([], []) == (rows.tolist(), groups.tolist())


def test_keys_are_equal_only_if_both_halves_are():
    keys = np.array([(1, 1, 0), (1, 2, 1), (1, 2, 5), (2, 2, 2), (2, 2, 9)], "<u8,<u8,<u8")
    keys.dtype.names = ("high", "low", "row")
    rows, groups = groups_of(keys)
    assert ([1, 5, 2, 9], [0, 0, 1, 1]) == (rows.tolist(), groups.tolist())


def test_told_counts_the_columns_that_decided():
    shards = [
        [noted("a", "k", None, 1, 5), noted("b", "k", None, 2, 5), noted("c", "k", None, 1, 6)]
    ]
    with TemporaryDirectory() as folder:
        copies, _ = equal_rows(records_of(Path(folder), shards), 0, 1)
    assert {"0": 1, "1": 1} == told(copies)["by"]


def test_a_file_of_keys_that_is_gone_is_told_and_no_other_stands_for_it(tmp_path):
    shards = [[noted(f"{shard}", ["same"], None)] for shard in "ab"]
    records = records_of(tmp_path, shards)
    (tmp_path / "keys" / ".DS_Store").write_text("of somebody's file manager")
    assert 2 == len(records.part(0, 1))
    (tmp_path / "keys" / "000000.npy").unlink()
    with pytest.raises(FileNotFoundError, match="somebody removed it"):
        replace(records).part(0, 1)  # as another worker has them
