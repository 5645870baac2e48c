"""rulekit/places/commit.py: commits of the Hub in addresses."""

import pytest

from rulekit.places.commit import is_fixed, without_commit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (f"hf://datasets/o/n@{COMMIT}/data/a.parquet", "hf://datasets/o/n/data/a.parquet"),
        (f"hf://datasets/o/n@{COMMIT}", "hf://datasets/o/n"),
        (f"hf://o/n@{COMMIT}/a.parquet", "hf://o/n/a.parquet"),
    ],
)
def test_what_is_in_a_commit_never_changes_and_is_named_without_it(address, expected):
    assert (True, expected) == (is_fixed(address), without_commit(address))


@pytest.mark.parametrize(
    "address",
    [
        "hf://datasets/o/n/data/a.parquet",
        "hf://datasets/o/n@main/a.parquet",
        f"hf://datasets/o/n@{COMMIT}0/a.parquet",
        f"hf://datasets/o/n/data@{COMMIT}/a.parquet",
        f"s3://datasets/o/n@{COMMIT}/a.parquet",
    ],
)
def test_another_address_is_as_it_is(address):
    assert (False, address) == (is_fixed(address), without_commit(address))
