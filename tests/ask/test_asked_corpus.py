"""rulekit/ask/asked_corpus.py: rows with a text, and why others have none."""

import hashlib

import pytest
from asking import lines

from rulekit.ask.asked_corpus import AskedCorpus
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import readers_of
from rulekit.corpus.roles import Columns
from rulekit.loader import build_engine
from rulekit.plan.options import PlanOptions

COLUMNS = Columns("content", "file", repo="repo_name")


@pytest.fixture(scope="module")
def readers():
    return readers_of(build_engine(PlanOptions(used_signals=True)))


@pytest.fixture
def rows(readers, write):
    """A function: what becomes of these rows, for a prompt with these holes."""

    def asked(given, *holes):
        write({"a.jsonl": lines(given)})
        shard = Shard("a.jsonl", "a.jsonl", "jsonl")
        corpus = AskedCorpus((shard,), readers, COLUMNS, holes)
        assert len(given) == corpus.count
        return [*corpus.rows(shard)]

    return asked


def test_a_row_has_its_text_its_path_and_the_hash_of_an_audit(rows):
    (row,) = rows([{"content": "é", "file": "a.py"}])
    assert ("a.jsonl", 0, "é", "a.py") == (row.shard, row.row, row.text, row.path)
    assert hashlib.sha256("é".encode()).hexdigest() == row.sha256


def test_a_shard_elsewhere_is_called_as_an_audit_calls_it(readers, write):
    write({"far/a.jsonl": lines([{"content": "x"}, {"content": None}])})
    corpus = AskedCorpus((Shard("a.jsonl", "far/a.jsonl", "jsonl"),), readers, COLUMNS)
    assert ["a.jsonl"] * 2 == [row.shard for row in corpus.rows(corpus.shards[0])]


def test_a_hole_is_filled_by_a_role_or_by_a_column(rows):
    given = {"content": "", "file": "a", "repo_name": "r", "stars": 3}
    (row,) = rows([given], "path", "repo", "stars")
    assert {"path": "a", "repo": "r", "stars": 3} == row.values


def test_null_fills_a_hole_and_nothing_does_not(rows):
    first, second = rows([{"content": "x", "stars": None}, {"content": "x"}], "stars")
    assert ({"stars": None}, "") == (first.values, first.trouble)
    assert ("", "there is no `stars` for the prompt") == (second.text, second.trouble)


def test_a_row_without_a_text_says_why(rows):
    notes = [row.trouble for row in rows([{"content": None}, {"content": 1}, {"content": "\0\1"}])]
    assert ["`content` is null", "`content` is a number, not text"] == notes[:2]
    assert notes[2].startswith("binary")
