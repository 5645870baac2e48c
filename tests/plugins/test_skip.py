"""plugins/parquet and plugins/jsonl: rows that a sample passes over."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rulekit_plugins.jsonl.plugin import JsonlReader
from rulekit_plugins.parquet.plugin import ParquetReader

import rulekit

COUNT = 50
ROWS = [{"a": i} for i in range(COUNT)]


@pytest.fixture(scope="module")
def shards(tmp_path_factory):
    """A reader and a path for each format; row groups are of seven rows."""
    here = tmp_path_factory.mktemp("shards")
    lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    Path(here, "a.jsonl").write_bytes(lines)
    Path(here, "a.jsonl.gz").write_bytes(gzip.compress(lines))
    pq.write_table(pa.Table.from_pylist(ROWS), here / "a.parquet", row_group_size=7)
    readers = {"a.jsonl": JsonlReader(), "a.jsonl.gz": JsonlReader(), "a.parquet": ParquetReader()}
    return [(reader, str(here / name)) for name, reader in readers.items()]


@pytest.mark.parametrize("whole", [False, True])
@given(wanted=st.sets(st.integers(0, COUNT - 1), min_size=1).map(sorted), start=st.booleans())
def test_rows_are_those_of_their_numbers_whatever_is_passed_over(shards, whole, wanted, start):
    for reader, path in shards:
        at = wanted[0] if start else 0
        rows, found = reader.rows(path, ["a"], at, whole=whole), []
        for number in wanted:
            rows.skip(number - at)
            found.append(next(rows))
            at = number + 1
        assert [ROWS[number] for number in wanted] == [row.raw for row in found]
        assert {whole} == {row.whole is not None for row in found}


def test_behind_the_last_row_there_is_none(shards):
    for reader, path in shards:
        rows = reader.rows(path, ["a"])
        rows.skip(COUNT)
        assert None is next(rows, None)


def test_row_groups_that_are_passed_over_are_not_read(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table({"a": ["x" * 99] * 40})
    pq.write_table(table, path, row_group_size=10, compression="none", use_dictionary=False)
    data = bytearray(path.read_bytes())
    data[4:900] = b"\xff" * 896  # in the first row group
    path.write_bytes(data)
    rows = ParquetReader().rows(str(path), ["a"])
    assert isinstance(next(rows).raw, rulekit.BrokenRow)
    rows.skip(38)
    assert {"a": "x" * 99} == next(rows).raw


def test_bundled_readers_can_add_columns():
    assert isinstance(ParquetReader(), rulekit.AddingReader)
    assert isinstance(JsonlReader(), rulekit.AddingReader)
