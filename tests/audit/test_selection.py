"""rulekit/audit/selection.py: the first, the nearest or random rows, however many are added."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.selection import EveryRow, Selection, random_keys

SHARDS = ("left", "right")
parts = st.lists(
    st.tuples(st.integers(0, 1), st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)))),
    max_size=6,
)


def selected(added, limit, room=9, *, numbered=True):
    found = Selection(SHARDS, limit, room)
    for place, rows in added:
        numbers = numpy.array([number for _, number in rows], float) if numbered else None
        found.add(place, numpy.array([row for row, _ in rows], int), numbers)
    return found


@given(added=parts, limit=st.none() | st.integers(0, 9), room=st.integers(0, 5))
def test_rows_with_the_least_numbers_come_first_whatever_is_let_go_on_the_way(added, limit, room):
    expected = sorted((number, place, row) for place, rows in added for row, number in rows)
    found = selected(added, limit, room)
    assert [(SHARDS[place], row) for _, place, row in expected][:limit] == list(found)
    assert (len(expected), len(expected[:limit])) == (found.total, len(found))


@given(added=parts)
def test_without_numbers_rows_come_in_the_order_of_the_audit(added):
    expected = sorted((place, row) for place, rows in added for row, _ in rows)
    found = selected(added, None, numbered=False)
    assert [(SHARDS[place], row) for place, row in expected] == list(found)


def test_rows_are_told_again_when_they_are_asked_for_again():
    found = selected([(1, [(3, 0), (1, 0)])], None)
    assert [("right", 1), ("right", 3)] == list(found) == list(found)


@pytest.mark.parametrize(("limit", "expected"), [(None, 81), (0, 0), (45, 45), (100, 81)])
def test_every_row_is_every_row_of_the_shards_up_to_the_limit(full, judged, limit, expected):
    every = EveryRow(full, full.shards, limit)
    assert list(judged)[:limit] == list(every)
    assert (expected, 81) == (len(every), every.total)


def test_random_keys_are_the_same_on_every_machine():
    rows = numpy.array([0, 1, 2**40])
    assert KEYS == random_keys(7, "left", rows).tolist()


KEYS = [3869808714217674125, 18307502655804903075, 8971007352363457068]
