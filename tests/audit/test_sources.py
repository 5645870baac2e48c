"""rulekit/audit/sources.py: where the corpus of an audit lies."""

import json
from pathlib import Path

import pytest

from rulekit.audit.folder import AuditFolder
from rulekit.audit.sources import NAME, Sources


@pytest.fixture
def audit(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audits/one/work").mkdir(parents=True)
    return AuditFolder(tmp_path / "audits/one")


def test_a_path_of_the_machine_is_not_written(audit, tmp_path):
    Sources(("data/*.parquet", str(tmp_path / "more"))).write(audit)
    found = json.loads((audit.folder / NAME).read_text())
    assert ["../../data/*.parquet", "../../more"] == found["words"]


def test_a_corpus_that_is_moved_with_its_audit_is_found(audit, tmp_path):
    Sources(("data",), "jsonl", ("*.md",)).write(audit)
    Path("audits").rename("moved")
    found = Sources.of(AuditFolder(tmp_path / "moved/one"))
    assert Sources((str(tmp_path / "data"),), "jsonl", ("*.md",)) == found


@pytest.mark.parametrize("text", ["", "[]", "{", '{"words": 1}', '{"words": [1], "exclude": {}}'])
def test_what_does_not_say_where_the_corpus_lies_says_nothing(audit, text):
    (audit.folder / NAME).write_text(text)
    assert Sources() == Sources.of(audit)


def test_an_audit_without_the_file_says_nothing(audit):
    assert Sources() == Sources.of(audit)
