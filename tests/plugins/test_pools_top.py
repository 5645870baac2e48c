"""plugins/pools/top.py: the best share of each group."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from scoring import kept, outcomes, score, settled

from rulekit.testing import curated_row

TEN = [curated_row(f"x = {i}\n", "a.py", score=i / 10) for i in range(10)]  # of 6 bytes each


def rows_of(scores):
    """Rows of two languages in turn, each with a text of its own."""
    names = ("a.py", "b.go")
    return [
        curated_row(f"x = {i:03}{'y' * (i % 7)}\n", names[i % 2], score=one)
        for i, one in enumerate(scores)
    ]


# Few scores, so that many are equal.
ROWS = st.lists(st.integers(-3, 3).map(lambda n: n / 4), max_size=40).map(rows_of)
SHARES = st.integers(0, 100)


def test_the_best_rows_stay():
    assert {"x = 7\n", "x = 8\n", "x = 9\n"} == kept(score(keep={"top": "30 %"}), TEN)


def test_where_low_scores_are_best_the_lowest_stay():
    assert {"x = 0\n"} == kept(score(keep={"top": "10 %", "best": "low"}), TEN)


def test_of_bytes_as_much_stays_as_fits_into_the_share():
    rows = [*TEN, curated_row("y" * 60, "a.py", score=2.0)]  # half of all bytes
    step = score(keep={"top": "60 %", "of": "bytes"})
    assert {"y" * 60, "x = 8\n", "x = 9\n"} == kept(step, rows)


def test_a_size_counts_bytes():
    assert {"x = 8\n", "x = 9\n"} == kept(score(keep={"top": "17 B"}), TEN)


def test_each_language_has_its_own_limit():
    rows = rows_of([0.9, 0.1, 0.8, 0.2])
    by = score(keep={"top": "50 %", "by": "language"})
    assert {rows[0].text, rows[3].text} == kept(by, rows)
    assert {rows[0].text, rows[2].text} == kept(score(keep={"top": "50 %"}), rows)


def test_each_value_of_a_column_has_its_own_limit():
    rows = [curated_row(f"{i}", "a.py", score=i, source=one) for i, one in enumerate("aab")]
    step = score(keep={"top": "50 %", "by": "source"})
    assert ("source",) == step.facts
    assert {"1"} == kept(step, rows)  # half of one row is none


def test_a_row_that_goes_is_told_its_score_and_the_limit():
    drop = outcomes(score(keep={"top": "30 %", "by": "language"}), TEN)[6].drop
    assert "its score 0.6 is under 0.7, the limit of the best 30 % of python" == drop


def test_a_row_that_stays_is_told_where_the_best_end():
    fact = outcomes(score(keep={"top": "30 %"}), TEN)[8].fact
    assert "its score 0.8 is within the best 30 % of all rows, which end at 0.7" == fact


def test_rows_of_one_score_stay_or_go_by_their_hash():
    rows = rows_of([0.5] * 10)
    found = outcomes(score(keep={"top": "30 %"}), rows)
    dropped = [one.drop for one in found if one.drop]
    assert 7 == len(dropped)
    assert (
        "its score 0.5 is that at which the best 30 % of all rows end, and its hash " in dropped[0]
    )


def test_another_seed_draws_others_of_one_score():
    rows = rows_of([0.5] * 20)
    one, other = (kept(score(keep={"top": "30 %"}, seed=seed), rows) for seed in (1, 2))
    assert (6, 6) == (len(one), len(other))
    assert one != other


def test_a_share_without_a_row_is_told():
    (found,) = outcomes(score(keep={"top": "30 %"}), TEN[:1])
    assert "its score 0 is not within the best 30 % of all rows, which are no row" == found.drop


def test_all_is_all():
    found = outcomes(score(keep={"top": 1.0}), TEN)
    assert {""} == {one.drop for one in found}
    assert "its score 0 is within the best 1.0 of all rows, as all are" == found[0].fact


def test_the_line_of_a_group_tells_what_came_and_what_stays():
    ((line,),) = settled(score(keep={"top": "30 %"}), TEN)["groups"].values()
    assert {
        "part": "top", "low": 0.7, "high": None, "rows": 10, "before": 60, "target": 3,
        "cutoff": "", "kept": 3, "after": 18,
    } == line  # fmt: skip


@given(ROWS, SHARES)
def test_the_share_of_each_language_is_met_within_a_row(rows, share):
    there = Counter(row.language for row in rows)
    found = kept(score(keep={"top": f"{share} %", "by": "language"}), rows)
    stay = Counter(row.language for row in rows if row.text in found)
    assert {name: count * share // 100 for name, count in there.items()} == {
        name: stay[name] for name in there
    }


@given(ROWS, SHARES)
def test_no_row_that_goes_is_better_than_one_that_stays(rows, share):
    found = kept(score(keep={"top": f"{share} %"}), rows)
    stay = [row.facts["score"] for row in rows if row.text in found]
    go = [row.facts["score"] for row in rows if row.text not in found]
    assert not stay or not go or max(go) <= min(stay)


@settings(max_examples=50)
@given(ROWS, SHARES, SHARES, st.sampled_from(["rows", "bytes"]))
def test_a_smaller_share_is_a_part_of_a_larger_one(rows, one, other, of):
    small, large = (
        kept(score(keep={"top": f"{share} %", "by": "language", "of": of}), rows)
        for share in sorted([one, other])
    )
    assert small <= large


@settings(max_examples=30)
@given(ROWS, SHARES, st.randoms(use_true_random=False), st.integers(1, 4))
def test_neither_the_order_of_rows_nor_their_shards_matter(rows, share, chance, shards):
    step = score(keep={"top": f"{share} %", "by": "language"})
    mixed = list(rows)
    chance.shuffle(mixed)
    assert kept(step, rows) == kept(step, mixed, shards)
    assert settled(step, rows) == settled(step, mixed, shards)


@given(ROWS, SHARES, st.sampled_from(["rows", "bytes"]))
def test_the_lines_count_what_the_rows_are_told(rows, share, of):
    step = score(keep={"top": f"{share} %", "by": "language", "of": of})
    lines = settled(step, rows)["groups"]
    found = kept(step, rows)
    for name, (line,) in lines.items():
        stay = [row for row in rows if row.language == name and row.text in found]
        assert (len(stay), sum(row.size for row in stay)) == (line["kept"], line["after"])
