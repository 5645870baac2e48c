"""rulekit/influence/matching.py: pairs that are alike in all that is measured."""

import numpy as np

from rulekit.influence.matching import matched

WANTED = np.array([True, False, False, True])


def test_a_pair_is_close_in_every_measure():
    loss, length = np.array([1.0, 1.04, 1.01, 2.0]), np.array([100.0, 100.0, 120.0, 100.0])
    assert [0, 1] == matched(WANTED, (loss, length))


def test_of_two_the_nearer_is_taken_and_once():
    loss = np.array([1.0, 1.04, 1.01, 1.0])
    assert [0, 2, 3, 1] == matched(WANTED, (loss,))


def test_at_five_percent_two_are_close_and_above_not():
    assert [0, 1] == matched(WANTED[:2], (np.array([95.0, 100.0]),))
    assert [] == matched(WANTED[:2], (np.array([94.9, 100.0]),))


def test_where_there_is_nothing_nothing_is_matched():
    assert [] == matched(np.array([True]), (np.array([1.0]),))
    assert [] == matched(np.array([], bool), (np.array([]),))
