"""rulekit/places/address.py: addresses, told from paths, and as they may be shown."""

import pytest

from rulekit.errors import UsageError
from rulekit.places.address import (
    is_address,
    is_signed,
    refuse_address,
    refuse_half,
    refuse_unclear,
    shown,
    without_query,
)

SIGNED = "https://host/a.jsonl.gz?X-Amz-Signature=secret"
COMMIT = "0123456789abcdef0123456789abcdef01234567"


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


def test_a_signature_is_not_shown_and_is_no_part_of_a_name():
    assert "https://host/a.jsonl.gz?…" == shown(SIGNED)
    assert "https://host/a.jsonl.gz" == without_query(SIGNED)


def test_a_commit_is_not_shown():
    assert "hf://datasets/o/n/a.jsonl" == shown(f"hf://datasets/o/n@{COMMIT}/a.jsonl")
    assert "hf://datasets/o/n@main/a.jsonl" == shown("hf://datasets/o/n@main/a.jsonl")


@pytest.mark.parametrize("word", ["s3://bucket/part-?.jsonl", "data/part-?.jsonl", "a.py"])
def test_elsewhere_a_question_mark_is_of_a_glob(word):
    assert word == shown(word) == without_query(word)


@pytest.mark.parametrize(
    "word",
    [
        "https://me:secret@host/a.parquet",
        "s3://AKIAKEY:secret@bucket/data",
        "s3://AKIAKEY:sec/ret@bucket/data",  # as secrets of Amazon are
        "https://:secret@host/a.parquet?also=secret",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_told(word):
    with pytest.raises(UsageError, match="has a password in it") as raised:
        refuse_unclear(word)
    assert "ret" not in str(raised.value)


@pytest.mark.parametrize(
    "word",
    [
        "http://127.0.0.1:9000/a@b.jsonl",
        "https://host:443",
        "s3://bucket/a:b@c",
        "hf://datasets/o/n@main/a",
        "s3://arn:aws:s3:us-east-1:1:accesspoint/data",
    ],
)
def test_other_colons_and_ats_are_taken(word):
    refuse_unclear(word)


@pytest.mark.parametrize("word", ["s3://", "https:///", "memory://"])
def test_an_address_names_something(word):
    with pytest.raises(UsageError, match="names nothing in its store"):
        refuse_unclear(word)


def test_an_address_that_lost_a_slash_is_neither_a_path_nor_an_address():
    with pytest.raises(UsageError, match=r"write `s3://bucket/a`, as a text: pathlib"):
        refuse_half("s3:/bucket/a")


@pytest.mark.parametrize("word", ["s3://bucket/a", "data:/x", "C:/x", "s3:", "/s3:/x", "s3:x/y"])
def test_what_only_looks_like_one_may_be_a_path(word):
    refuse_half(word)


def test_what_is_read_on_this_machine_can_be_no_address():
    refuse_address("rules/mine", "a folder of rules")
    with pytest.raises(UsageError, match="`s3://b/rules`: a folder of rules can be no address"):
        refuse_address("s3://b/rules", "a folder of rules")
