"""rulekit/curate/stored_scores.py: readings that an audit has stored."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filtering import finished

from rulekit.curate.stored_scores import open_scores
from rulekit.errors import UsageError
from rulekit.testing import curated_row

TEXTS = ["pass\n" * 9, "x = 1\n" * 3, "x = 1\n" * 3, "\0"]


@pytest.fixture
def audit(folder):
    """Readings of four rows: two of one text, and one that is none."""
    rows = [{"content": text, "path": f"{i}.py"} for i, text in enumerate(TEXTS)]
    Path("a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    finished("a.jsonl", signals="used")
    return "audit"


def signal_of(audit):
    """A signal that the audit has a reading of, with what it has."""
    table = pq.read_table(f"{audit}/readings/a.jsonl.parquet")
    name = next(one for one in table.column_names if one not in ("shard", "row", "unmeasured"))
    return name, table[name].to_pylist()


def test_a_reading_is_found_by_the_text_and_its_language(audit):
    name, values = signal_of(audit)
    found = open_scores(audit, name)
    assert values[:2] == [found.read(curated_row(text, "b.py")).value for text in TEXTS[:2]]
    assert found.read(curated_row(TEXTS[0], "b.c")) is None  # it was no C there


def test_of_a_text_that_is_not_there_there_is_no_reading(audit):
    assert open_scores(audit, "score").read(curated_row("y\n", "b.py")) is None


def test_the_score_is_that_of_the_verdicts(audit):
    scores = pq.read_table("audit/verdicts/a.jsonl.parquet")["score"].to_pylist()
    assert scores[0] == open_scores(audit, "score").read(curated_row(TEXTS[0], "b.py")).value


def test_rows_of_one_text_with_other_readings_have_none(audit):
    path, name = "audit/readings/a.jsonl.parquet", signal_of(audit)[0]
    table = pq.read_table(path)
    other = [1.0, 2.0, 3.0, None]
    at = table.column_names.index(name)
    pq.write_table(table.set_column(at, name, [other]), path)
    found = open_scores(audit, name).read(curated_row(TEXTS[1], "b.py"))
    assert (None, True) == (found.value, "have other readings" in found.note)


def test_what_the_audit_has_no_value_of_is_told(audit):
    path, name = "audit/readings/a.jsonl.parquet", signal_of(audit)[0]
    table = pq.read_table(path)
    at = table.column_names.index(name)
    pq.write_table(table.set_column(at, name, [pa.nulls(4, pa.float64())]), path)
    found = open_scores(audit, name).read(curated_row(TEXTS[1], "b.py"))
    assert (None, "the audit that was named has no value of it") == (found.value, found.note)


def test_a_signal_that_was_not_stored_is_refused_with_the_nearest(audit):
    with pytest.raises(UsageError, match="`audit` has no readings of `scor`, did you mean `score`"):
        open_scores(audit, "scor")


def test_a_folder_that_is_no_audit_is_refused(folder):
    with pytest.raises(UsageError, match="there is no audit `nowhere`"):
        open_scores("nowhere", "score")


def test_the_hash_is_that_of_the_audit(audit):
    one = open_scores(audit, "score").digests
    manifest = json.loads(Path("audit/manifest.json").read_text())
    Path("audit/manifest.json").write_text(json.dumps(manifest | {"seed": 99}))
    assert one != open_scores(audit, "score").digests
