"""rulekit/synthesis/json_lines.py: files of records, whole or not at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rulekit.audit.folder import AuditFolder
from rulekit.errors import UsageError
from rulekit.synthesis.json_lines import read_lines, sha256_of, write_lines

RECORDS = st.lists(st.dictionaries(st.text(), st.text() | st.integers() | st.none()), max_size=4)


@given(RECORDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(tmp_path, records):
    path = tmp_path / "made" / "a.jsonl"
    (tmp_path / "work").mkdir(exist_ok=True)
    assert len(records) == write_lines(AuditFolder(tmp_path), path, records)
    assert records == [*read_lines(path)]


def test_a_file_is_there_whole_or_not_at_all(tmp_path):
    def breaks():
        yield {"a": 1}
        raise RuntimeError

    (tmp_path / "work").mkdir()
    path = tmp_path / "a.jsonl"
    with pytest.raises(RuntimeError):
        write_lines(AuditFolder(tmp_path), path, breaks())
    assert not path.exists()


def test_what_has_no_utf8_is_written_all_the_same(tmp_path):
    (tmp_path / "work").mkdir()
    write_lines(AuditFolder(tmp_path), tmp_path / "a.jsonl", [{"a": "x\ud800"}])
    assert [{"a": "x\ufffd"}] == [*read_lines(tmp_path / "a.jsonl")]


@pytest.mark.parametrize("text", ["{", "[]", "1", ""])
def test_a_line_that_is_none_is_told_with_its_number(tmp_path, text):
    path = Path(tmp_path / "a.jsonl")
    path.write_text(f'{{"a": 1}}\n{text}\n')
    with pytest.raises(UsageError) as error:
        [*read_lines(path)]
    assert (2, str(path)) == (error.value.problems[0].line, error.value.problems[0].path)


def test_a_hash_is_of_utf8():
    assert "3608bca1e44ea6c4d268eb6db02260269892c0b42b86bbf1e77a6fa16c3c9282" == sha256_of("xyz")
