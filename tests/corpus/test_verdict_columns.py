"""rulekit/corpus/verdict_columns.py: copied rows with their verdict."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from filtering import begun, finished, table
from mirroring import hashes

from rulekit.corpus.verdict_columns import VERDICT_COLUMNS
from rulekit.errors import RulekitError, UsageError

BOTH = {"kept": True, "dropped": True, "verdict_columns": True}
GOOD, BAD = "x = 1\n" * 9, "pass\n" * 9


def lines(*texts):
    return "".join(
        json.dumps({"content": text, "path": f"{i}.py"}) + "\n" for i, text in enumerate(texts)
    )


@pytest.fixture
def corpus(folder):
    """A shard of each format, with rows that are kept and rows that are dropped."""
    rows = [{"content": GOOD if i % 3 else BAD, "path": f"{i}.py"} for i in range(30)]
    Path("data").mkdir()
    pq.write_table(pa.Table.from_pylist(rows), "data/a.parquet", row_group_size=7)
    texts = lines(*(row["content"] for row in rows))
    Path("data/b.jsonl.gz").write_bytes(gzip.compress(texts.encode()))
    return "data"


def test_every_copied_row_has_its_verdict_in_both_formats(corpus):
    finished(corpus, **BOTH)
    for shard in ("a", "b.jsonl.gz"):
        told = {
            row["path"]: (row["decision"], row["decided_by"], row["score"])
            for row in table("verdicts", shard)
        }
        for side in ("kept", "dropped"):
            if shard == "a":
                copied = pq.read_table(f"audit/{side}/a.parquet").to_pylist()
            else:
                text = gzip.decompress(Path(f"audit/{side}/b.jsonl.gz").read_bytes())
                copied = [json.loads(line) for line in text.splitlines()]
            assert copied
            for row in copied:
                assert told[row["path"]] == tuple(row[name] for name in VERDICT_COLUMNS)
                assert ["content", "path", *VERDICT_COLUMNS] == list(row)


def test_the_number_of_places_changes_no_byte_of_them(corpus):
    finished(corpus, "one", **BOTH)
    finished(corpus, executors=3, **BOTH)
    assert hashes("one") == hashes("audit")


def test_columns_are_typed_even_where_no_row_is_kept(folder):
    pq.write_table(pa.table({"content": [BAD], "path": ["a.py"]}), "a.parquet")
    finished("a.parquet", **BOTH)
    schema = pq.read_schema("audit/kept/a.parquet")
    types = [pa.string(), pa.list_(pa.string()), pa.float64()]
    assert types == [schema.field(name).type for name in VERDICT_COLUMNS]


def test_added_columns_are_packed_as_the_others(folder):
    rows = pa.table({"content": [GOOD] * 3, "path": ["a.py"] * 3})
    pq.write_table(rows, "a.parquet", compression="gzip")
    finished("a.parquet", **BOTH)
    group = pq.ParquetFile("audit/kept/a.parquet").metadata.row_group(0)
    assert {"GZIP"} == {group.column(i).compression for i in range(group.num_columns)}


def test_what_was_in_a_line_stays_as_it_was_written(write):
    line = '{ "content":"x = 1\\n",  "path": "\\u0061.py", "n": 1.50 } '
    write({"a.jsonl": line + "\n{}\n"})
    finished("a.jsonl", **BOTH)
    both = Path("audit/dropped/a.jsonl").read_text() + Path("audit/kept/a.jsonl").read_text()
    first, second = sorted(both.splitlines(), key=len, reverse=True)
    assert first.startswith(line.rstrip(" }"))
    assert "rulekit_decision" in json.loads(first)
    assert list(VERDICT_COLUMNS) == list(json.loads(second))


def test_a_broken_line_is_copied_as_it_came(write):
    write({"a.jsonl": lines(GOOD) + "{broken\n"})
    finished("a.jsonl", **BOTH)
    assert "{broken\n" == Path("audit/dropped/a.jsonl").read_text()


def test_a_column_that_is_there_already_is_refused_with_what_to_do(write):
    write({"a.jsonl": '{"content": "x", "rulekit_score": 1}\n'})
    with pytest.raises(
        UsageError, match=r"`a.jsonl` has a column `rulekit_score` already"
    ) as error:
        begun("a.jsonl", **BOTH)
    assert "judge the corpus that it was copied from" in str(error.value)
    finished("a.jsonl", kept=True)


@pytest.mark.slow
def test_a_column_that_a_later_shard_or_row_has_already_ends_the_run(write):
    twice = '{"content": "x", "rulekit_score": 1}\n'
    write(
        {"c/a.jsonl": lines(GOOD), "c/b.jsonl": twice, "late.jsonl": lines(*[GOOD] * 101) + twice}
    )
    with pytest.raises(RulekitError, match=r"`b.jsonl` has a column `rulekit_score` already"):
        finished("c", **BOTH)
    with pytest.raises(RulekitError, match=r"a row of `late.jsonl` has a `rulekit_score` already"):
        finished("late.jsonl", "late", **BOTH)


def test_a_reader_that_cannot_add_columns_is_named_with_what_to_do(write):
    write({"src/a.py": GOOD})
    with pytest.raises(UsageError, match="the reader `tree` writes no further columns") as error:
        begun("src", **BOTH)
    assert "join with DIR/verdicts; jsonl, parquet can" in str(error.value)


def test_columns_without_copied_rows_are_refused(corpus):
    with pytest.raises(UsageError, match="say --write-kept or --write-dropped, too"):
        begun(corpus, verdict_columns=True)


@pytest.mark.slow
def test_rows_with_verdicts_are_not_mixed_with_rows_without(corpus):
    finished(corpus, kept=True)
    with pytest.raises(UsageError, match="--write-columns: no before, yes now"):
        begun(corpus, kept=True, verdict_columns=True)
