"""plugins/pools/bucket.py: buckets of scores, each with its share."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring import kept, outcomes, score, settled

from rulekit.testing import curated_row


def rows_of(scores):
    return [curated_row(f"x = {i:03}\n", "a.py", score=one) for i, one in enumerate(scores)]


def lines_of(step, rows):
    return settled(step, rows)["groups"]["all rows"]


HUNDRED = rows_of([i / 100 for i in range(100)])
ROWS = st.lists(st.integers(0, 9).map(lambda n: n / 10), max_size=40).map(rows_of)
SHARES = st.lists(st.integers(0, 100), min_size=3, max_size=3)


def three(shares, **more):
    return score(buckets={"edges": [0.25, 0.75], "keep": [f"{one} %" for one in shares], **more})


def test_each_bucket_keeps_its_share_of_rows():
    lines = lines_of(three([0, 50, 100]), HUNDRED)
    told = [(one["low"], one["high"], one["rows"], one["kept"]) for one in lines]
    assert [(None, 0.25, 25, 0), (0.25, 0.75, 50, 25), (0.75, None, 25, 25)] == told


def test_a_group_without_a_score_has_no_edges():
    rows = [*HUNDRED, curated_row("hm", "b.c", score=None)]
    told = settled(score(buckets={"quantiles": 2, "keep": [0, 1], "by": "language"}), rows)
    lines = told["groups"]["c"]
    assert [(None, None, 0)] * 2 == [(one["low"], one["high"], one["rows"]) for one in lines[:2]]


def test_a_score_at_an_edge_is_in_the_bucket_above():
    (row,) = rows_of([0.25])
    assert row.text in kept(three([0, 100, 0]), [row])


def test_quantiles_are_as_large_as_each_other():
    step = score(buckets={"quantiles": 20, "keep": [0] * 19 + [1]})
    lines = lines_of(step, HUNDRED)
    assert {5} == {one["rows"] for one in lines}
    assert [0.95, None] == [lines[-1]["low"], lines[-1]["high"]]
    assert {row.text for row in HUNDRED[95:]} == kept(step, HUNDRED)


def test_rows_of_one_score_are_in_one_bucket():
    step = score(buckets={"quantiles": 4, "keep": [0, 0, 0, 1]})
    assert [0, 0, 0, 8] == [one["rows"] for one in lines_of(step, rows_of([0.5] * 8))]


def test_quantiles_by_bytes_have_as_many_bytes_as_each_other():
    rows = [*HUNDRED[:10], curated_row("y" * 80, "a.py", score=0.5)]
    step = score(buckets={"quantiles": 2, "keep": [1, 0], "of": "bytes"})
    assert [80, 80] == [one["before"] for one in lines_of(step, rows)]


def test_each_language_has_quantiles_of_its_own():
    rows = [curated_row(f"{i}", f"a.{'py' if i < 4 else 'go'}", score=i) for i in range(8)]
    step = score(buckets={"quantiles": 2, "keep": [0, 1], "by": "language"})
    assert {"2", "3", "6", "7"} == kept(step, rows)


def test_a_mixture_is_met_and_as_much_stays_as_there_can_be():
    mixed = score(buckets={"edges": [0.25, 0.75], "mix": ["10 %", "40 %", "50 %"]})
    assert [5, 20, 25] == [one["kept"] for one in lines_of(mixed, HUNDRED)]


def test_a_bucket_without_rows_leaves_nothing_of_a_mixture_with_it():
    mixed = score(buckets={"edges": [0.25, 5.0], "mix": ["10 %", "40 %", "50 %"]})
    assert [0, 0, 0] == [one["kept"] for one in lines_of(mixed, HUNDRED)]


def test_a_row_is_told_its_bucket_and_its_hash():
    found = outcomes(three([0, 50, 100]), HUNDRED)
    assert (
        "its score 0.2 is in bucket 1 of 3 of all rows, of which 0 of 25 rows stay"
        == found[20].drop
    )
    assert (
        "its score 0.9 is in bucket 3 of 3 of all rows, of which 25 of 25 rows stay"
        == found[90].fact
    )
    (told,) = {one.drop.rsplit(" ", 1)[1] for one in found[25:75] if one.drop}
    assert f"is within {told}" in next(one.fact for one in found[25:75] if one.fact)


def test_rows_without_a_score_change_nothing_for_the_others():
    more = [*HUNDRED, curated_row("hm", "a.py", score=None)]
    step = three([0, 50, 100])
    assert kept(step, HUNDRED) == kept(step, more)


@given(ROWS, SHARES)
def test_the_share_of_each_bucket_is_met_within_a_row(rows, shares):
    there = Counter(sum(row.facts["score"] >= edge for edge in (0.25, 0.75)) for row in rows)
    found = kept(three(shares), rows)
    stay = Counter(
        sum(row.facts["score"] >= edge for edge in (0.25, 0.75))
        for row in rows
        if row.text in found
    )
    assert [there[i] * shares[i] // 100 for i in range(3)] == [stay[i] for i in range(3)]


@settings(max_examples=50)
@given(ROWS, SHARES, SHARES)
def test_smaller_shares_are_a_part_of_larger_ones(rows, one, other):
    small = [min(pair) for pair in zip(one, other, strict=True)]
    large = [max(pair) for pair in zip(one, other, strict=True)]
    assert kept(three(small), rows) <= kept(three(large), rows)


@settings(max_examples=30)
@given(ROWS, SHARES, st.randoms(use_true_random=False), st.integers(1, 4))
@pytest.mark.parametrize("edges", [{"edges": [0.25, 0.75]}, {"quantiles": 3}])
def test_neither_the_order_of_rows_nor_their_shards_matter(edges, rows, shares, chance, shards):
    step = score(buckets={**edges, "keep": [f"{one} %" for one in shares]})
    mixed = list(rows)
    chance.shuffle(mixed)
    assert kept(step, rows) == kept(step, mixed, shards)
    assert settled(step, rows) == settled(step, mixed, shards)
