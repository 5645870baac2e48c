"""rulekit/places/address.py: addresses, told from paths."""

import pytest

from rulekit.places.address import is_address, is_signed


@pytest.mark.parametrize("word", ["s3://bucket/a", "gs://b", "hf://datasets/o/n", "memory://x"])
def test_an_address_has_a_scheme(word):
    assert is_address(word)


@pytest.mark.parametrize(
    "word", ["a/b", "/a/b", "c://x", "a/b://c", "://x", "", "file:///a", "s3:/b"]
)
def test_all_else_is_a_path(word):
    assert not is_address(word)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://host/a.parquet?Signature=x", True),
        ("https://host/a.parquet", False),
        ("hf://datasets/o/n/train-0000?-of-00009.parquet", False),
        ("s3://bucket/a?.parquet", False),
        ("a?.parquet", False),
    ],
)
def test_a_web_address_with_a_query_may_be_signed(address, expected):
    assert expected == is_signed(address)
