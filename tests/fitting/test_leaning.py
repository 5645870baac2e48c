"""rulekit/fitting/leaning.py: what a score goes with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import document_of

from rulekit.fitting.leaning import FEWEST, leanings, rank_correlation

TEXTS = [f"# the {'x ' * i}\n{'y = 1' * 3}\n" for i in range(FEWEST)]
DOCUMENTS = [document_of(one) for one in TEXTS]
RISING = [i / FEWEST for i in range(FEWEST)]
KEEP = [i >= FEWEST / 2 for i in range(FEWEST)]


def test_a_score_that_grows_with_length_and_comments_prefers_them():
    found = {one.name: one for one in leanings(DOCUMENTS, RISING, KEEP)}
    assert {"length", "comments", "English"} == found.keys()
    assert 1.0 == pytest.approx(found["length"].score) == pytest.approx(found["comments"].score)
    assert -1.0 == pytest.approx(found["English"].score)
    assert 0 < found["length"].label < 1


def test_what_cannot_be_measured_on_some_texts_is_left_out():
    plain = [document_of(one, "prose", "prose") for one in TEXTS]
    assert ["length", "English"] == [one.name for one in leanings(plain, RISING, KEEP)]
    assert [] == leanings([None] * FEWEST, RISING, KEEP)


def test_the_correlation_is_worked_out_by_hand():
    assert 0.5 == pytest.approx(rank_correlation([1, 2, 3], [1, 3, 2]))
    assert 0.0 == rank_correlation([1, 1, 1], [1, 2, 3])
    assert 3**0.5 / 2 == pytest.approx(rank_correlation([1, 2, 3], [0, 0, 9]))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2))
def test_a_correlation_is_the_same_either_way(pairs):
    one, other = zip(*pairs, strict=True)
    assert rank_correlation(one, other) == pytest.approx(rank_correlation(other, one))
    assert abs(rank_correlation(one, other)) <= 1 + 1e-9
