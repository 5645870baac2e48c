"""rulekit/fitting/corpus_text.py: texts of hashes."""

import hashlib
import json

import pytest

from rulekit.errors import UsageError
from rulekit.fitting.corpus_text import CorpusTexts
from rulekit.loader import load

ENGINE = load(select=["text/"])


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_texts_of_a_folder_are_found_by_the_hashes_of_their_bytes(write):
    write({"src/a.py": "a = 1\n", "src/b/c.py": "é = 2\n".encode("latin-1"), "src/d.py": "d = 4\n"})
    wanted = {sha256(b"a = 1\n"), sha256("é = 2\n".encode("latin-1")), sha256(b"gone")}
    assert ["a = 1\n", "é = 2\n"] == sorted(
        CorpusTexts.of(ENGINE, ["src"]).by_hash(wanted).values()
    )


def test_texts_of_rows_are_found_in_the_column_that_is_said(write):
    rows = [{"body": f"a = {i}\n", "content": "no\n"} for i in range(5)]
    write({"c.jsonl": "".join(f"{json.dumps(one)}\n" for one in rows)})
    wanted = {sha256(b"a = 3\n")}
    assert {} == CorpusTexts.of(ENGINE, ["c.jsonl"]).by_hash(wanted)
    said = CorpusTexts.of(ENGINE, ["c.jsonl"], "content=body").by_hash(wanted)
    assert ["a = 3\n"] == [*said.values()]


def test_a_source_that_is_not_there_is_told(folder):
    with pytest.raises(UsageError, match="gone"):
        CorpusTexts.of(ENGINE, ["gone"])
