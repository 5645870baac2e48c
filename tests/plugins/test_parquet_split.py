"""plugins/parquet: rows are copied with every column."""

from decimal import Decimal
from itertools import chain, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import split as split_rows
from rulekit_plugins.parquet.plugin import ParquetReader

READER = ParquetReader()
BERLIN = pa.timestamp("us", "Europe/Berlin")
COLUMNS = {
    "text": pa.array(["é", None, "y" * 50]),
    "view": pa.array(["é", None, "y" * 50], pa.string_view()),
    "dictionary": pa.array(["b", None, "a"]).dictionary_encode(),
    "decimal": pa.array([Decimal("1.25"), None, Decimal("-3.00")], pa.decimal128(10, 2)),
    "time": pa.array([1, None, 2**40], BERLIN),
    "nanoseconds": pa.array([1, None, 2**62], pa.timestamp("ns")),
    "struct": pa.array([{"a": [1, None], "b": {"c": "x"}}, None, {"a": None, "b": None}]),
    "list": pa.array([["x"], None, []], pa.large_list(pa.large_string())),
    "map": pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int8())),
    "fixed": pa.array([[1, 2], None, [3, 4]], pa.list_(pa.int32(), 2)),
    "half": pa.array([1.5, None, float("inf")], pa.float16()),
    "duration": pa.array([1, None, -1], pa.duration("ms")),
    "json": pa.array(["{}", None, "[]"], pa.json_()),
    "nothing": pa.nulls(3),
}


def split(table, kept, **options):
    """The tables for True and False."""
    pq.write_table(table, "s.parquet", **options)
    split_rows(READER, "s.parquet", iter(kept), {True: "yes", False: "no"})
    return pq.read_table("yes"), pq.read_table("no")


def chunks(path):
    metadata = pq.ParquetFile(path).metadata
    return [metadata.row_group(0).column(number) for number in range(metadata.num_columns)]


@pytest.mark.parametrize("name", COLUMNS)
def test_values_of_every_type_are_what_they_were(folder, name):
    yes, no = split(pa.table({name: COLUMNS[name]}), [True, False, True])
    read = pq.read_table("s.parquet")
    assert read.schema.equals(yes.schema, check_metadata=True)
    first, second, third = read.to_pylist()
    assert ([first, third], [second]) == (yes.to_pylist(), no.to_pylist())


def test_what_the_schema_says_of_itself_stays(folder):
    said = {b"huggingface": b'{"info": 1}', b"pandas": b"{}", b"mine": b"\xff"}
    field = pa.field("a", pa.int64(), nullable=False, metadata={"PARQUET:field_id": "7"})
    yes, _ = split(pa.table([[1]], schema=pa.schema([field], said)), [True])
    assert said == yes.schema.metadata
    assert (False, b"7") == (
        yes.schema.field(0).nullable,
        yes.schema.field(0).metadata[b"PARQUET:field_id"],
    )


@pytest.mark.parametrize("stored", [True, False])
def test_arrows_own_schema_is_there_where_it_was(folder, stored):
    split(pa.table({"a": [1]}), [True], store_schema=stored)
    assert stored == (b"ARROW:schema" in (pq.read_metadata("yes").metadata or {}))


@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
def test_the_codec_stays(folder, codec):
    split(pa.table({"a": ["x"]}), [True], compression=codec)
    assert chunks("s.parquet")[0].compression == chunks("yes")[0].compression
    assert {"none": "UNCOMPRESSED"}.get(codec, codec.upper()) == chunks("yes")[0].compression


def test_each_column_keeps_its_codec_and_its_encoding(folder):
    """Also where the name of what is in a list is an older one."""
    table = pa.table({"a": ["x"], "b": [["y"]], "c": [1]})
    split(
        table,
        [True],
        compression={"a": "zstd", "b.list.item": "gzip", "c": "none"},
        use_dictionary=["b.list.item"],
        use_compliant_nested_type=False,
    )
    assert [("ZSTD", False), ("GZIP", True), ("UNCOMPRESSED", False)] == [
        (chunk.compression, chunk.has_dictionary_page) for chunk in chunks("yes")
    ]


def test_an_empty_side_is_a_shard_with_the_schema(folder):
    table = pa.table({"a": ["x"], "b": [[1]]})
    assert (table.schema, 0) == (split(table, [True])[1].schema, split(table, [True])[1].num_rows)


def test_a_shard_without_rows_has_two_such_sides(folder):
    schema = pa.schema([("a", pa.string())], {"huggingface": "{}"})
    assert [schema.empty_table()] * 2 == list(split(schema.empty_table(), []))


def test_two_columns_of_a_name_stay_two(folder):
    table = pa.table([pa.array([1, 2]), pa.array(["x", "y"])], names=["a", "a"])
    pq.write_table(table, "s.parquet")
    split_rows(READER, "s.parquet", [False, True], {True: "yes"})
    assert table.slice(1) == pq.ParquetFile("yes").read()


def test_no_row_group_is_larger_than_before(folder):
    split(
        pa.table({"a": list(range(100))}),
        [number % 3 > 0 for number in range(100)],
        row_group_size=40,
    )
    metadata = pq.read_metadata("yes")
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    assert (66, True) == (sum(sizes), max(sizes) <= 40)


def test_a_large_row_group_is_written_as_several(folder):
    text = "x" * 1_000_000
    split(pa.table({"a": [text] * 100}), [True] * 100)
    metadata = pq.read_metadata("yes")
    assert (100, 2) == (metadata.num_rows, metadata.num_row_groups)


def test_a_side_without_an_output_is_left_out(folder):
    pq.write_table(pa.table({"a": [1, 2]}), "s.parquet")
    split_rows(READER, "s.parquet", [True, False], {False: "no"})
    assert [2] == pq.read_table("no")["a"].to_pylist()


def test_the_bytes_are_the_same_each_time(folder):
    pq.write_table(pa.table(COLUMNS), "s.parquet")
    for name in ("one", "another"):
        split_rows(READER, "s.parquet", [True, False, True], {True: name})
    assert Path("one").read_bytes() == Path("another").read_bytes()


@given(
    rows=st.lists(
        st.tuples(st.none() | st.text(max_size=4), st.lists(st.integers(0, 9)), st.booleans())
    ),
    size=st.integers(1, 40),
)
def test_every_row_is_on_its_side_and_in_order(tmp_path_factory, rows, size):
    here = tmp_path_factory.mktemp("s")
    shard, yes, no = (str(here / name) for name in ("s", "yes", "no"))
    schema = pa.schema([("a", pa.string()), ("b", pa.list_(pa.int64()))])
    table = pa.Table.from_pylist([{"a": a, "b": b} for a, b, _ in rows], schema)
    pq.write_table(table, shard, row_group_size=size)
    split_rows(READER, shard, [keep for *_, keep in rows], {True: yes, False: no})
    for to, path in ((True, yes), (False, no)):
        mine = [{"a": a, "b": b} for a, b, keep in rows if keep is to]
        assert mine == pq.read_table(path).to_pylist()


def copied(like, rows, output):
    with READER.writer(like, output) as writer:
        for whole in rows:
            writer.write(whole)


@pytest.mark.slow
@settings(max_examples=10)
@given(cuts=st.lists(st.integers(0, 90), max_size=4), size=st.integers(1, 50))
def test_what_went_through_parts_has_the_bytes_of_what_did_not(tmp_path_factory, cuts, size):
    """However a shard is cut into parts; its row groups are limited by rows, and by bytes."""
    here = tmp_path_factory.mktemp("s")
    table = pa.table({name: [*column.to_pylist()] * 30 for name, column in ODD.items()}, SCHEMA)
    pq.write_table(table, here / "s.parquet", row_group_size=size)
    like = str(here / "s.parquet")
    rows = [row.whole for row in READER.rows(like, (), whole=True)]
    copied(like, rows, str(here / "whole"))
    ends = sorted({0, *cuts, len(rows)})
    for start, stop in pairwise(ends):
        copied(like, rows[start:stop], str(here / f"part{start}"))
    parts = (READER.written(like, str(here / f"part{start}")) for start in ends[:-1])
    copied(like, chain.from_iterable(parts), str(here / "joined"))
    assert (here / "whole").read_bytes() == (here / "joined").read_bytes()
    joined = pq.read_table(here / "joined")
    assert (table.schema, table.to_pylist()) == (joined.schema, joined.to_pylist())


ODD = {name: COLUMNS[name] for name in ("text", "dictionary", "struct", "list", "map")}
SCHEMA = pa.schema([(name, column.type) for name, column in ODD.items()])


@pytest.mark.slow
def test_a_row_group_is_limited_by_its_values_wherever_it_is_cut(folder):
    table = pa.table({"a": ["x" * 5_000_000] * 40})
    pq.write_table(table, "s.parquet")
    rows = [row.whole for row in READER.rows("s.parquet", (), whole=True)]
    copied("s.parquet", rows, "whole")
    copied("s.parquet", rows[:7], "one")
    copied("s.parquet", rows[7:], "two")
    parts = chain(READER.written("s.parquet", "one"), READER.written("s.parquet", "two"))
    copied("s.parquet", parts, "joined")
    metadata = pq.read_metadata("joined")
    groups = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert [16, 16, 8] == groups
    assert Path("whole").read_bytes() == Path("joined").read_bytes()


def test_a_shard_that_has_no_schema_is_no_output(folder):
    Path("s.parquet").write_bytes(b"PAR1")
    copied("s.parquet", [], "part")
    assert (False, []) == (Path("part").exists(), list(READER.written("s.parquet", "part")))
