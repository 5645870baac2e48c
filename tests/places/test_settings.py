"""rulekit/places/settings.py: settings of stores, by the words that people set them with."""

import pytest

from rulekit.places.settings import PACKAGES, credentials, endpoint, named_first, right


def test_every_store_is_told_by_its_own_words():
    assert "AWS_PROFILE" in credentials("s3://b/a")
    assert "HF_TOKEN" in credentials("hf://datasets/o/n")
    assert "; HF_ENDPOINT says which server it is" == endpoint("hf://datasets/o/n")
    assert " write (s3:PutObject)" == right("s3://b/a", "write")
    assert "s3fs" == PACKAGES["s3"]


def test_of_a_store_that_nobody_knows_little_is_told():
    assert "the settings of its package, in the environment" == credentials("abc://b/a")
    assert ("", " read") == (endpoint("abc://b/a"), right("abc://b/a", "read"))


@pytest.mark.parametrize(
    ("address", "first"),
    [
        ("s3://bucket/a/b", "s3://bucket"),
        ("https://host/a?b", "https://host"),
        ("hf://datasets/owner/name@main/a", "hf://datasets/owner/name@main"),
        ("hf://owner/model/a", "hf://owner/model"),
    ],
)
def test_the_first_part_is_the_bucket_or_the_data_set(address, first):
    assert first == named_first(address)
