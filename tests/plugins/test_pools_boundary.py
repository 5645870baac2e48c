"""plugins/pools/boundary.py: where the lowest keys no longer fit."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pools.boundary import Boundary, Weighed, boundaries

LAST = 2**64 - 1


def of(rows, targets, shards=1):
    """The boundaries for rows of place, key and amount."""

    def parts():
        for number in range(shards):
            place, key, amount = np.array(rows[number::shards], object).reshape(-1, 3).T
            yield Weighed(place.astype(np.int64), key.astype(np.uint64), amount.astype(np.int64))

    return boundaries(parts, targets)


def by_hand(rows, target):
    """Looking at each key from the lowest on."""
    below = 0
    for key in sorted({key for key, _ in rows}):
        amount = sum(amount for other, amount in rows if other == key)
        if below + amount > target:
            return Boundary(key, below)
        below += amount
    return Boundary(None, below)


# Keys that differ in their first bits, the middle, the last; few, so that there are equal ones.
KEYS = st.one_of(
    st.integers(0, 4), st.integers(0, 4).map(lambda n: n << 30), st.integers(LAST - 2, LAST)
)
ROWS = st.lists(st.tuples(st.integers(0, 2), KEYS, st.integers(0, 9)), max_size=30)
TARGETS = st.lists(st.integers(0, 99), min_size=2, max_size=2)


def test_the_boundary_is_the_first_key_that_does_not_fit():
    assert [[Boundary(7, 20)]] == of([(0, 5, 10), (0, 6, 10), (0, 7, 10)], [[29]])


def test_what_fits_as_a_whole_has_no_boundary():
    assert [[Boundary(None, 20)]] == of([(0, 5, 10), (0, LAST, 10)], [[20]])


def test_equal_keys_go_together():
    assert [[Boundary(6, 10)]] == of([(0, 5, 10), (0, 6, 10), (0, 6, 10)], [[25]])


def test_a_group_without_rows_fits():
    assert [[Boundary(None, 0)], [Boundary(3, 0)]] == of([(1, 3, 1)], [[5], [0]])


def test_of_no_group_there_is_nothing():
    assert [] == boundaries(lambda: iter([]), [])


@given(ROWS, st.lists(TARGETS, min_size=3, max_size=3))
def test_each_target_of_each_group_has_the_boundary_that_is_found_by_hand(rows, targets):
    expected = [
        [
            by_hand([(key, amount) for one, key, amount in rows if one == place], target)
            for target in some
        ]
        for place, some in enumerate(targets)
    ]
    assert expected == of(rows, targets)


@given(ROWS, TARGETS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_neither_the_order_of_rows_nor_their_shards_matter(rows, targets, chance, shards):
    mixed = list(rows)
    chance.shuffle(mixed)
    assert of(rows, [targets] * 3) == of(mixed, [targets] * 3, shards)
