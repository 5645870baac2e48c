"""rulekit/corpus/partition.py: columns that folders name."""

import pytest

from rulekit.corpus.partition import known_columns, partition_of
from rulekit.errors import UsageError


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/lang=Python/part-0.parquet", {"lang": "Python"}),
        ("lang=Python/year=2024/x/part-0.parquet", {"lang": "Python", "year": "2024"}),
        ("/data/lang=C%2B%2B/a.parquet", {"lang": "C++"}),
        ("a%20b=c%3Dd=e/a.parquet", {"a b": "c=d=e"}),
        ("lang=__HIVE_DEFAULT_PARTITION__/a.parquet", {"lang": None}),
        ("lang=/a.parquet", {"lang": ""}),
        ("=x/a.parquet", {}),
        ("data/lang=Python.parquet", {}),
        ("part-0.parquet", {}),
    ],
)
def test_a_folder_called_so_is_a_column(path, expected):
    assert expected == partition_of(path)


def test_a_column_that_two_folders_name_is_for_the_user_to_rename():
    with pytest.raises(UsageError, match=r"two folders of `a=1/a=2/x\.jsonl` say what `a` is"):
        partition_of("a=1/a=2/x.jsonl")


def test_a_column_that_rows_and_folders_have_is_known_twice():
    assert ["content", "lang", "lang"] == known_columns(["content", "lang"], ["lang"], ["lang"])


def test_a_column_that_other_shards_have_is_known_once():
    assert ["content", "lang"] == known_columns(["content"], [], ["lang", "lang", "content"])
