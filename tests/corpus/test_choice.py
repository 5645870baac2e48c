"""rulekit/corpus/choice.py: which rows of a corpus are judged."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulekit.corpus.choice import Choice, as_word, draw, drawn_rows
from rulekit.errors import UsageError


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 5))
def test_a_sample_has_as_many_numbers_as_were_asked_for_each_once(count, total, seed):
    drawn = list(draw(count, total, seed))
    assert min(count, total) == len(set(drawn)) == len(drawn)
    assert sorted(drawn) == drawn
    assert set(drawn) <= set(range(total))


def test_a_sample_is_the_same_on_every_machine():
    assert [37, 98, 664, 689, 951] == list(draw(5, 1_000))
    assert [50, 84, 107, 539, 939] == list(draw(5, 1_000, seed=7))


def test_a_few_of_very_many_cost_only_themselves():
    assert 3 == len(draw(3, 10**15))


@given(st.integers(1, 100), st.integers(1, 100))
def test_a_smaller_sample_is_a_part_of_a_larger_one(some, more):
    assert set(draw(some, 1_000)) <= set(draw(some + more, 1_000))


def test_no_part_of_a_corpus_is_preferred():
    tenths = [0] * 10
    for seed in range(200):
        for number in draw(10, 100, seed):
            tenths[number // 10] += 1
    assert all(150 < one < 250 for one in tenths)


SIZES = {"b": 7, "a": 10, "empty": 0, "c": 3}


def test_the_order_in_which_shards_are_named_changes_nothing():
    assert drawn_rows(8, 0, SIZES) == drawn_rows(8, 0, dict(sorted(SIZES.items())))


@given(st.integers(1, 30))
def test_rows_of_all_shards_are_as_many_as_were_asked_for(count):
    rows = drawn_rows(count, 0, SIZES)
    assert min(count, 20) == sum(map(len, rows.values()))
    for name, here in rows.items():
        assert all(0 <= row < SIZES[name] for row in here)
        assert all(one < other for one, other in pairwise(here))


def test_a_sample_of_more_than_there_is_takes_all():
    assert {name: range(size) for name, size in SIZES.items()} == drawn_rows(21, 0, SIZES)


def test_other_rows_have_another_word():
    assert 3 == len({as_word([1, 2]), as_word([1, 3]), as_word(range(2))})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"limit": 1, "sample": 1}, "do not go together"),
        ({"limit": 0}, "--limit 0: say how many rows"),
        ({"sample": -1}, "--sample -1: say how many rows"),
    ],
)
def test_what_chooses_nothing_is_refused(words, said):
    with pytest.raises(UsageError, match=said):
        Choice(**words)
