"""rulekit/rejudge/notes.py: why signals have no value, taken as arrays."""

import numpy as np
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.rejudge.notes import Notes

MAPS = st.lists(
    st.dictionaries(st.sampled_from("abc"), st.text(max_size=3), max_size=3), max_size=9
)
KIND = pyarrow.map_(pyarrow.string(), pyarrow.string())


def notes_of(rows, cut=0):
    column = pyarrow.array([[*row.items()] for row in rows], KIND)
    return Notes(pyarrow.chunked_array([column]).slice(cut))


@pytest.mark.parametrize("cut", [0, 2])
@given(MAPS)
def test_a_note_is_found_by_row_and_signal(cut, rows):
    found = notes_of(rows, cut)
    for place, row in enumerate(rows[cut:]):
        assert {name: row.get(name, "") for name in "abcd"} == {
            name: found.of(place, name) for name in "abcd"
        }


@pytest.mark.parametrize("cut", [0, 2])
@given(MAPS)
def test_the_rows_of_a_signal_are_those_that_have_a_note_on_it(cut, rows):
    found = notes_of(rows, cut)
    for name in "abcd":
        expected = [place for place, row in enumerate(rows[cut:]) if name in row]
        assert expected == found.rows(name).tolist()


@pytest.mark.parametrize("cut", [0, 2])
@given(MAPS, st.data())
def test_only_notes_that_are_asked_for_stay(cut, rows, data):
    rows_left = rows[cut:]
    asked = {
        name: np.array([data.draw(st.booleans()) for _ in rows_left], bool)
        for name in data.draw(st.sets(st.sampled_from("abc")))
    }
    expected = [
        [(name, note) for name, note in row.items() if name in asked and asked[name][place]]
        for place, row in enumerate(rows_left)
    ]
    assert expected == notes_of(rows, cut).only(asked).to_pylist()
