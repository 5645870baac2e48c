"""rulekit/audit/coded.py: words as numbers."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from rulekit.audit.coded import Coded

WORDS = st.lists(st.sampled_from([None, "", "a", "b", "ab"]), max_size=9)


@given(WORDS, WORDS)
def test_every_place_is_found_by_its_word(first, second):
    column = pa.chunked_array([pa.array(one, pa.string()) for one in (first, second)])
    words, coded = [*first, *second], Coded.of(column)
    places = coded.places()
    assert {*words} - {None} == places.keys()
    for word in ("", "a", "b", "ab"):
        expected = [place for place, one in enumerate(words) if one == word]
        assert expected == coded.is_(word).nonzero()[0].tolist()
        assert expected == list(places.get(word, []))


def test_some_places_are_asked_alone():
    coded = Coded.of(pa.array(["a", "b", "a", None]))
    assert [True, False] == coded.is_("a", [2, 3]).tolist()


def test_a_word_that_is_nowhere_is_not_taken_for_null():
    assert not Coded.of(pa.array([None, "a"])).is_("b").any()
