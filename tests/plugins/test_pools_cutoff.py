"""plugins/pools/cutoff.py: the highest hash that fits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pools.cutoff import LAST, Cutoff, settled_by

NOTE = np.dtype([("group", "u8"), ("key", "u8"), ("amount", "u8")])


def notes_of(*shards):
    def notes():
        return iter([np.array(shard, dtype=NOTE) for shard in shards])

    return notes


def settled(rows, target, group=1):
    return settled_by(notes_of(rows), {group: target})[group]


def by_hand(rows, target):
    """The largest hash of which all up to it fit, by looking at each."""
    fits = [
        key
        for key in {key for _, key, _ in rows}
        if sum(amount for _, other, amount in rows if other <= key) <= target
    ]
    return sum(amount for _, key, amount in rows if fits and key <= max(fits))


# Hashes that share a bin, and such that do not; few, so that there are equal ones.
KEYS = st.one_of(
    st.integers(0, 5), st.integers(0, 5).map(lambda first: first << 48), st.integers(LAST - 3, LAST)
)
ROWS = st.lists(st.tuples(st.just(1), KEYS, st.integers(0, 50)), max_size=30)


def test_what_fits_is_kept_whole():
    rows = [(1, 5, 10), (1, LAST, 10)]
    assert Cutoff(20, 2, 20, LAST, 20) == settled(rows, 20)


def test_the_cutoff_is_the_last_hash_that_fits():
    rows = [(1, 5, 10), (1, 6, 10), (1, 7, 10)]
    assert Cutoff(30, 3, 29, 6, 20) == settled(rows, 29)


def test_rows_of_one_hash_go_together():
    assert Cutoff(30, 3, 25, 5, 10) == settled([(1, 5, 10), (1, 6, 10), (1, 6, 10)], 25)


def test_a_row_that_does_not_fit_ends_it_even_if_a_later_one_would():
    assert 10 == settled([(1, 5, 10), (1, 6, 90), (1, 7, 1)], 50).after


def test_nothing_may_fit():
    assert Cutoff(10, 1, 9, None, 0) == settled([(1, 5, 10)], 9)


def test_a_group_without_rows_is_whole():
    assert Cutoff(0, 0, 9, LAST, 0) == settled([], 9)


def test_groups_do_not_mix():
    notes = notes_of([(1, 5, 10), (2, 5, 7)], [(2, 6, 7), (3, 1, 99)])
    found = settled_by(notes, {1: 5, 2: 7})
    assert [(None, 0), (5, 7)] == [(one.cutoff, one.after) for one in found.values()]


def test_sums_beyond_what_a_float_can_tell_are_exact():
    rows = [(1, 5, 2**53), (1, 6, 1)]
    assert [2**53, 2**53 + 1] == [settled(rows, 2**53).after, settled(rows, 2**53 + 1).after]


@given(ROWS, st.integers(0, 300))
def test_as_much_is_kept_as_when_each_hash_is_tried(rows, target):
    found = settled(rows, target)
    kept = sum(n for _, key, n in rows if found.cutoff is not None and key <= found.cutoff)
    assert (by_hand(rows, target), found.after) == (kept, kept)


@given(ROWS, st.integers(0, 300), st.integers(0, 300))
def test_a_smaller_target_is_a_part_of_a_larger_one(rows, one, other):
    small, large = (settled(rows, target).cutoff for target in sorted([one, other]))
    assert (-1 if small is None else small) <= (-1 if large is None else large)


@given(ROWS, st.integers(0, 300), st.randoms(use_true_random=False), st.integers(1, 4))
def test_neither_the_order_of_notes_nor_their_shards_matter(rows, target, chance, shards):
    mixed = list(rows)
    chance.shuffle(mixed)
    parts = [mixed[number::shards] for number in range(shards)]
    assert settled(rows, target) == settled_by(notes_of(*parts), {1: target})[1]
