"""rulekit/errors.py: names that nothing has, and what is told of them."""

import pytest

from rulekit.errors import UsageError, nearest, pick

READERS = {"jsonl": 1, "parquet": 2}


@pytest.mark.parametrize(
    ("expected", "word", "known"),
    [
        (", did you mean `jsonl`?", "jsnol", READERS),
        ("; there are: jsonl, parquet", "csv", READERS),
        ("; there are: none", "csv", ()),
    ],
)
def test_the_nearest_word_is_told_else_all_of_them(expected, word, known):
    assert expected == nearest(word, known)


def test_a_part_is_picked_by_its_name():
    assert 2 == pick("reader", "parquet", READERS)


def test_a_name_that_nothing_has_is_told_with_the_nearest():
    with pytest.raises(UsageError, match="there is no reader `parkett`, did you mean `parquet`\\?"):
        pick("reader", "parkett", READERS)
