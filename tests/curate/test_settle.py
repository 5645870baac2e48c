"""rulekit/curate/settle.py: who is kept of rows that resemble each other."""

import hashlib
import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from curate.copying import corpora, model, noted, records_of, settled, similarity
from rulekit.curate import settle as module
from rulekit.curate.arrays import save
from rulekit.curate.copies import members
from rulekit.curate.memberships import RANGES
from rulekit.curate.settle import CENTRES, jaccard

THRESHOLDS = st.sampled_from([None, 1e-9, 1 / 3, 0.5, 0.55, 0.7, 0.85, 1.0])
PARTS = st.integers(1, 5)


def found_in(shards, threshold, parts=1):
    """What is found, without its order: by the name of the copy."""
    with TemporaryDirectory() as folder:
        copies, told = settled(Path(folder), shards, threshold, parts)
    by_name = {one[0]: (one[1], "?" if math.isnan(one[2]) else one[2], *one[3:]) for one in copies}
    assert len(copies) == len(by_name)
    return by_name, told


def whole(shard_rows):
    return {one.name: one for rows in shard_rows for one in rows}


@given(corpora(), THRESHOLDS, PARTS)
def test_a_row_is_dropped_for_the_best_row_that_is_kept_and_that_it_resembles(
    shards, threshold, parts
):
    found, _ = found_in(shards, threshold, parts)
    assert model(shards, threshold) == {name: one[:4] for name, one in found.items()}


@pytest.mark.slow
@given(corpora(features=False), PARTS)
def test_without_features_a_shared_key_is_enough_and_the_index_is_unknown(shards, parts):
    found, _ = found_in(shards, None, parts)
    assert model(shards, None) == {name: one[:4] for name, one in found.items()}
    assert {"?"} >= {one[1] for one in found.values()}


@settings(max_examples=8)
@given(corpora(features=False), PARTS)
def test_rows_without_features_are_no_copies_where_there_is_a_threshold(shards, parts):
    assert {} == found_in(shards, 0.1, parts)[0]


@given(corpora(most=10), THRESHOLDS, PARTS)
def test_nothing_is_dropped_but_for_a_better_row_that_is_kept(shards, threshold, parts):
    rows = whole(shards)
    for name, (kept, *_) in (found := found_in(shards, threshold, parts)[0]).items():
        assert kept not in found
        assert rows[kept].rank < rows[name].rank
        assert set(rows[kept].keys) & set(rows[name].keys)
        assert similarity(rows[kept], rows[name], threshold) is not None


@pytest.mark.slow
@given(corpora(most=10), THRESHOLDS)
def test_rows_that_are_kept_do_not_resemble_each_other(shards, threshold):
    found, _ = found_in(shards, threshold)
    kept = [one for one in whole(shards).values() if one.name not in found]
    for i, one in enumerate(kept):
        for other in kept[:i]:
            if set(one.keys) & set(other.keys):
                assert similarity(one, other, threshold) is None


@settings(max_examples=12)
@given(corpora(), THRESHOLDS, PARTS, st.data())
def test_neither_the_order_of_shards_nor_their_cuts_change_what_is_found(
    shards, threshold, parts, data
):
    before = found_in(shards, threshold)[0]
    assert before == found_in(data.draw(st.permutations(shards)), threshold, parts)[0]
    assert before == found_in([[], *([one] for rows in shards for one in rows)], threshold)[0]
    assert before == found_in([[one for rows in shards for one in rows][::-1]], threshold)[0]


@settings(max_examples=12)
@given(corpora(), THRESHOLDS, PARTS)
def test_copies_are_in_the_order_of_rows(shards, threshold, parts):
    with TemporaryDirectory() as folder:
        copies, _ = settled(Path(folder), shards, threshold, parts)
    names = [one.name for rows in shards for one in rows]
    numbers = [names.index(one[0]) for one in copies]
    assert sorted(numbers) == numbers


@settings(max_examples=15)
@given(corpora(), THRESHOLDS, PARTS)
def test_a_group_is_as_large_as_the_copies_of_its_kept_row_and_one_more(shards, threshold, parts):
    found, told = found_in(shards, threshold, parts)
    kept = [one[0] for one in found.values()]
    assert {name: kept.count(one[0]) + 1 for name, one in found.items()} == {
        name: one[4] for name, one in found.items()
    }
    assert (len(found), len(set(kept))) == (told["copies"], told["groups"])
    assert sum(told["by"].values()) == len(found)


@settings(max_examples=15)
@given(corpora(), THRESHOLDS, PARTS)
def test_rows_that_share_a_key_are_counted_as_candidates(shards, threshold, parts):
    rows = [one for one in whole(shards).values() if one.keys]
    sharing = [
        one for one in rows
        if any(set(one.keys) & set(other.keys) for other in rows if other is not one)
    ]  # fmt: skip
    assert len(sharing) == found_in(shards, threshold, parts)[1]["candidates"]


A, B, C = frozenset(range(10)), frozenset(range(2, 12)), frozenset(range(4, 14))  # 8 in common


def test_no_chain_of_little_differences_drops_what_resembles_nothing_that_stays():
    shards = [[noted("a", "k", A, 1), noted("b", "k", B, 2), noted("c", "k", C, 3)]]
    found, _ = found_in(shards, 8 / 12)
    assert {"b": ("a", 8 / 12, 1, 0, 2)} == found


def test_a_row_between_two_that_are_kept_is_a_copy_of_the_better_one():
    shards = [[noted("b", "k", B, 3)], [noted("c", "k", C, 1), noted("a", "k", A, 2)]]
    assert {"b": ("c", 8 / 12, 1, 0, 2)} == found_in(shards, 8 / 12)[0]


def test_rows_that_share_no_key_are_not_compared():
    shards = [[noted("a", ("x", "y"), A), noted("b", ("z", "w"), A)]]
    assert {} == found_in(shards, 0.5)[0]


@pytest.mark.parametrize("threshold", [None, 0.5])
def test_a_corpus_without_keys_has_no_copies(threshold):
    for shards in ([], [[]], [[noted("a", (), A)], []]):
        found, told = found_in(shards, threshold, parts=3)
        assert ({}, 0, 0, 0) == (found, told["copies"], told["candidates"], told["mixed"])


def test_the_empty_set_resembles_nothing():
    shards = [[noted("a", "k", frozenset(), 1), noted("b", "k", frozenset(), 2)]]
    assert {} == found_in(shards, 0.5)[0]


@given(st.integers(1, 200), st.integers(1, 200))
@example(11, 20)
@example(7, 100)
def test_a_part_of_a_row_is_its_copy_at_just_the_threshold(part, total):
    """`11 < 0.55 * 20` is true of floats, and 11 / 20 is 0.55."""
    part, total = sorted([part, total])
    rows = [noted("a", "k", frozenset(range(total)), 1), noted("b", "k", frozenset(range(part)), 2)]
    threshold = round(part / total, 3)
    expected = {"b"} if part / total >= threshold else set()
    assert expected == set(found_in([rows], threshold)[0])


@given(st.sets(st.integers(0, 20)), st.sets(st.integers(0, 20)))
def test_jaccard_is_common_members_over_all(one, other):
    expected = len(one & other) / len(one | other) if one and other else 0.0
    arrays = [np.array(sorted(some), np.uint64) for some in (one, other)]
    assert expected == jaccard(*arrays)


def test_members_of_64_bits_are_told_apart():
    """As floats, these would be equal."""
    one, other = np.array([2**63, 2**64 - 2], "<u8"), np.array([2**63 + 1, 2**64 - 1], "<u8")
    assert 0.0 == jaccard(one, other)


def strangers(count):
    """Rows that share a key, each better than the next, and resemble each other in nothing."""
    return [noted(f"s{i}", "k", frozenset([i]), i) for i in range(count)]


def test_a_row_is_compared_with_the_first_rows_that_a_group_keeps():
    twin = noted("twin", "k", frozenset([CENTRES - 1]), 99)
    found, told = found_in([[*strangers(CENTRES), twin]], 0.5)
    assert ({f"s{CENTRES - 1}"}, 0) == ({one[0] for one in found.values()}, told["mixed"])


def test_rows_that_no_later_row_of_their_group_is_compared_with_are_counted():
    twin = noted("twin", "k", frozenset([CENTRES]), 99)
    found, told = found_in([[*strangers(CENTRES + 1), twin]], 0.5)
    assert ({}, 2) == (found, told["mixed"])  # the last stranger and its twin


def test_another_key_finds_a_copy_that_a_crowded_group_hides():
    rows = strangers(CENTRES)
    late = noted("late", ("k", "own"), frozenset([100]), 50)
    twin = noted("twin", ("k", "own"), frozenset([100]), 99)
    found, _ = found_in([[*rows, late, twin]], 0.5)
    assert {"twin": ("late", 1.0, 1, 0, 2)} == found


@pytest.mark.slow
@settings(max_examples=10)
@given(corpora(), THRESHOLDS, PARTS)
def test_nothing_hangs_on_how_many_rows_are_held_at_a_time(shards, threshold, parts):
    with pytest.MonkeyPatch.context() as patch:
        at_once = found_in(shards, threshold, parts)
        for held in (1, 2, 5):
            patch.setattr(module, "SLICE", held)
            assert at_once == found_in(shards, threshold, parts)


def drawn(*words):
    """A number that is the same in each run."""
    return int.from_bytes(hashlib.blake2b(repr(words).encode(), digest_size=4).digest(), "big")


def test_of_more_rows_than_ranges_the_same_are_found(monkeypatch):
    rows = [
        noted(
            f"r{i}",
            [f"{band}:{drawn(i, band) % 700}" for band in range(2)],
            frozenset(drawn(i, n) % 6 for n in range(4)),
            drawn(i) % 5,
        )
        for i in range(RANGES + 300)
    ]
    shards = [rows[:5], rows[5:900], [], rows[900:]]
    expected = model(shards, 0.7)
    assert 100 < len(expected) < len(rows) - 100
    for held in (100, 1 << 20):
        monkeypatch.setattr(module, "SLICE", held)
        found, told = found_in(shards, 0.7, parts=3)
        assert expected == {name: one[:4] for name, one in found.items()}
        assert 0 == told["mixed"]


def test_a_word_is_said_while_it_goes_on(tmp_path):

    records, words = records_of(tmp_path, [strangers(3)]), []
    found, groups = members(records, 0, 1)
    save(str(tmp_path / "m"), found)
    module.settle(records, [tmp_path / "m"], [groups], None, None, lambda: words.append(1))
    assert [1] == words
