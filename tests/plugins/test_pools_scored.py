"""plugins/pools/scored.py: three notes for each row."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.pools.scored import (
    MISSING,
    SCORED,
    UNMEASURED,
    ScoredCorpus,
    ScoredRow,
    label_of,
    scored_row,
)

NOTE = np.dtype([("row", "<u4"), ("group", "<u8"), ("key", "<u8"), ("amount", "<u8")])


def corpus_of(*shards):
    arrays = [
        np.array([(i, *note) for i, row in enumerate(rows) for note in row.notes], NOTE)
        for rows in shards
    ]
    return ScoredCorpus(lambda: iter(arrays))


@given(
    st.text(min_size=1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(0, 2**64 - 1),
)
def test_a_row_can_be_told_from_its_notes(value, score, drawn):
    row = ScoredRow(label_of(value), SCORED, score, drawn, 7)
    assert row == scored_row(row.notes)


def test_a_long_name_is_cut_and_ends_with_its_hash():
    one, other = (label_of("apache/incubator-" + "x" * 99 + end) for end in "ab")
    assert one != other
    assert {"apache/incubato"} == {one[:15], other[:15]}
    assert {32} == {len(one.encode()), len(other.encode())}


def test_null_and_the_empty_text_are_groups_too():
    assert ["(null)", "(none)", "3", "True"] == [label_of(one) for one in (None, "", 3, True)]


def test_what_is_not_printable_is_not_in_a_name():
    assert label_of("a\x1b[31mb").startswith("a\ufffd[31mb~")


def test_values_that_look_alike_are_groups_of_their_own():
    values = ["a\tb", "a\nb", "a\ufffdb", None, "(null)", "", "(none)"]
    assert len(values) == len({label_of(one) for one in values})


def test_rows_and_bytes_are_counted_by_group_and_state():
    rows = [
        ScoredRow("go", SCORED, 0.5, 1, 10),
        ScoredRow("go", UNMEASURED, 0.0, 2, 20),
        ScoredRow("java", MISSING, 0.0, 3, 30),
    ]
    more = [ScoredRow("go", SCORED, 0.25, 4, 5)]
    found = {one.label: (one.rows, one.sizes) for one in corpus_of(rows, [], more).groups}
    assert {"go": ([2, 1, 0], [15, 20, 0]), "java": ([0, 0, 1], [0, 0, 30])} == found


def test_parts_have_the_rows_that_have_a_score():
    rows = [ScoredRow("go", UNMEASURED, 0.0, 2, 20), ScoredRow("go", SCORED, 0.5, 1, 10)]
    ((place, _, drawn, size),) = corpus_of(rows).parts()
    assert ([0], [1], [10]) == (place.tolist(), drawn.tolist(), size.tolist())
