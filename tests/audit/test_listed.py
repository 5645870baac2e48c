"""rulekit/audit/listed.py: the list of shards that all tasks of a run have."""

import pytest

from rulekit.audit.folder import AuditFolder
from rulekit.audit.listed import LISTED, keep_list, kept_list
from rulekit.corpus.job import Shard
from rulekit.corpus.shards import CorpusSource
from rulekit.errors import UsageError
from rulekit.places.place import names_in

ONE = CorpusSource((Shard("a.jsonl", "s3://b/a.jsonl", "jsonl", {"lang": "c"}, listed=(3, "v")),))
OTHER = CorpusSource((Shard("b.jsonl", "s3://b/b.jsonl", "jsonl"),), ("README.md",))
WORDS = ("s3://b",)


@pytest.fixture
def audit(folder):
    return AuditFolder(folder / "audit")


def test_of_two_lists_the_first_counts_for_both(audit):
    assert None is kept_list(audit, WORDS, "")
    assert ONE == keep_list(audit, WORDS, "", ONE)
    assert ONE == keep_list(audit, WORDS, "", OTHER)
    assert ONE == kept_list(audit, WORDS, "")


def test_a_list_of_other_words_is_refused(audit):
    keep_list(audit, WORDS, "", ONE)
    with pytest.raises(UsageError, match=r"was begun with s3://b\n.*word for word"):
        kept_list(audit, ("s3://other",), "")
    with pytest.raises(UsageError):
        keep_list(audit, WORDS, "jsonl", ONE)


def test_a_signature_is_not_written_down(audit):
    signed = ("https://host/a.parquet?signature=secret",)
    assert ONE == keep_list(audit, signed, "", ONE)
    assert set() == names_in(audit.work)


def test_a_damaged_list_is_none(audit):
    keep_list(audit, WORDS, "", ONE)
    (audit.work / LISTED).write_text("{}")
    assert None is kept_list(audit, WORDS, "")
