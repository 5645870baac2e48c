"""rulekit/fitting/corpus_text.py: texts of hashes."""

import hashlib
import json

import pytest

from rulekit.errors import UsageError
from rulekit.fitting.corpus_text import texts_in
from rulekit.loader import load

ENGINE = load(select=["text/"])


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def test_texts_of_a_folder_are_found_by_the_hashes_of_their_bytes(write):
    write({"src/a.py": "a = 1\n", "src/b/c.py": "é = 2\n".encode("latin-1"), "src/d.py": "d = 4\n"})
    wanted = {sha256(b"a = 1\n"), sha256("é = 2\n".encode("latin-1")), sha256(b"gone")}
    assert ["a = 1\n", "é = 2\n"] == sorted(texts_in(ENGINE, ["src"], "", wanted).values())


def test_texts_of_rows_are_found_in_the_column_that_is_said(write):
    rows = [{"body": f"a = {i}\n", "content": "no\n"} for i in range(5)]
    write({"c.jsonl": "".join(f"{json.dumps(one)}\n" for one in rows)})
    wanted = {sha256(b"a = 3\n")}
    assert {} == texts_in(ENGINE, ["c.jsonl"], "", wanted)
    assert ["a = 3\n"] == [*texts_in(ENGINE, ["c.jsonl"], "content=body", wanted).values()]


def test_a_source_that_is_not_there_is_told(folder):
    with pytest.raises(UsageError, match="gone"):
        texts_in(ENGINE, ["gone"], "", {sha256(b"")})
