"""plugins/parquet: what is unpacked of a shard is bounded before it is."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import apart, raws
from rulekit_plugins.parquet.page import Pages, pages_of, row_groups
from rulekit_plugins.parquet.plugin import ParquetReader
from rulekit_plugins.parquet.thrift import ThriftError, read_struct

import rulekit

READER = ParquetReader()
PLAIN = {"use_dictionary": False, "compression": "zstd"}


def pages(columns, names=("a",), **options):
    """The sizes of pages in the first row group of a shard with these columns."""
    pq.write_table(pa.table(columns), "s.parquet", **options)
    with pa.OSFile("s.parquet") as file:
        return pages_of(file, row_groups(file)[0], names)


def causes(names=("a",)):
    found = raws(READER, "s.parquet", names)
    values = (row if isinstance(row, rulekit.BrokenRow) else row["a"] for row in found)
    return [getattr(value, "cause", "") for value in values]


def same(text, rows):
    """A column in which every row is the same text."""
    return pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), [text])


def test_the_largest_page_and_dictionary_are_told_unpacked(folder):
    found = pages({"a": ["x" * 1000, "y" * 1000] * 4, "b": ["z" * 9000] * 8}, compression="zstd")
    assert (2008, True) == (found.dictionary, found.largest < 100)


def test_pages_are_told_without_a_dictionary_too(folder):
    found = pages({"a": ["x" * 1000] * 10}, **PLAIN)
    assert (True, 0) == (10_040 <= found.largest < 10_100, found.dictionary)


@pytest.mark.parametrize(("names", "flat"), [(("a",), True), (("m",), False), (("m.p",), True)])
def test_a_struct_as_a_whole_is_not_flat(folder, names, flat):
    assert flat == pages({"a": [1], "m": [{"p": "x"}]}, names).flat


def test_all_columns_are_not_flat(folder):
    assert not pages({"a": [1]}, None).flat


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1PAR1", b"\xff" * 7 + b"PAR1", b"{}" * 100])
def test_what_has_no_footer_has_no_row_groups(folder, data):
    Path("s.parquet").write_bytes(data)
    with pa.OSFile("s.parquet") as file:
        assert [] == list(row_groups(file))


def test_whatever_a_footer_says_nothing_is_raised(folder):
    pages({"a": ["x" * 100] * 9, "m": [{"p": [1]}] * 9})
    data = Path("s.parquet").read_bytes()
    for place in range(4, len(data) - 8, 3):
        Path("s.parquet").write_bytes(
            data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]
        )
        with pa.OSFile("s.parquet") as file:
            assert [Pages] * len(groups := row_groups(file)) == [
                type(pages_of(file, group, ["a", "m"])) for group in groups
            ]


@given(st.binary(max_size=40))
def test_bytes_of_any_kind_are_a_struct_or_said_to_be_none(data):
    try:
        fields, end = read_struct(data, {1: {}, 2: {1: {}}})
    except ThriftError:
        return
    assert isinstance(fields, dict)
    assert 0 < end <= len(data)


def test_a_struct_in_itself_ends_somewhere():
    with pytest.raises(ThriftError, match="nested too deep"):
        read_struct(b"\x1c" * 1000, {})


def test_what_is_not_wanted_is_not_built():
    """Field 1 is a list of two bytes, field 2 the number 5."""
    data = bytes.fromhex("1923 0102 150a 00")
    assert ({2: 5}, len(data)) == read_struct(data, {2: {}})


def test_a_value_that_no_engine_takes_is_too_large_and_costs_no_other_row(folder):
    texts = ["a", "x" * 16_000_001, "b", "y" * 16_000_000]
    pages({"a": pa.array(texts, pa.large_string())}, **PLAIN)
    assert ["", "too-large", "", ""] == causes()


def test_its_size_is_told(folder):
    pages({"a": ["x" * 17_000_000]}, **PLAIN)
    (row,) = raws(READER, "s.parquet", ["a"])
    assert "`a` has 17,000,000 bytes, and 16,000,000 are read" == row["a"].note


@pytest.mark.parametrize("kind", ["text", "dictionary"])
def test_a_value_in_a_struct_may_be_too_large(folder, kind):
    array = pa.array(["x" * 17_000_000, "y"])
    array = array if kind == "text" else array.dictionary_encode()
    pages({"m": pa.StructArray.from_arrays([array], ["a"])}, compression="zstd")
    first, second = raws(READER, "s.parquet", ["m.a"])
    assert ("too-large", "y") == (first["m.a"].cause, second["m.a"])


@pytest.mark.slow
def test_a_page_over_the_limit_makes_its_row_group_unreadable_before_it_is_unpacked(folder):
    pages({"a": pa.array(["x" * 260_000_000], pa.large_string())}, **PLAIN)
    code = """
from rulekit_plugins.parquet.plugin import ParquetReader
answer([row.raw.note for row in ParquetReader().rows("s.parquet", ["a"])])
"""
    told = "row group 0: a page of 260,000,010 bytes, and 256,000,000 are read"
    assert [told] == apart(code, megabytes=200)


def test_a_footer_over_the_limit_is_not_read(folder):
    with Path("s.parquet").open("wb") as file:
        file.truncate(100_000_005)
        file.seek(0, 2)
        file.write((100_000_001).to_bytes(4, "little") + b"PAR1")
    (row,) = raws(READER, "s.parquet", ["a"])
    told = "a footer of 100,000,001 bytes, and 100,000,000 are read"
    assert ("unreadable", told) == (row.cause, row.note)


@pytest.mark.slow
def test_a_dictionary_over_the_limit_makes_its_row_group_unreadable(folder):
    pages({"a": same("x" * 64_000_001, 9)}, store_schema=False)
    assert ["unreadable"] * 9 == causes()


@pytest.mark.slow
def test_a_text_of_60_mb_is_not_written_out_for_each_of_a_thousand_rows(folder):
    pages({"a": same("x" * 60_000_000, 1000)}, store_schema=False, compression="zstd")
    code = """
from rulekit_plugins.parquet.plugin import ParquetReader
rows = ParquetReader().rows("s.parquet", ["a"])
answer(sorted({row.raw["a"].cause for row in rows}))
"""
    assert Path("s.parquet").stat().st_size < 10_000
    assert ["too-large"] == apart(code, megabytes=500)


def test_texts_of_a_large_dictionary_are_read_as_they_are(folder):
    texts = [f"{number:07}" * 100 for number in range(9000)]
    found = pages({"a": texts}, dictionary_pagesize_limit=1 << 24)
    assert found.dictionary > 1 << 22
    assert texts == [row["a"] for row in raws(READER, "s.parquet", ["a"])]


@pytest.mark.slow
def test_texts_of_200_mb_cost_what_they_must(folder):
    texts = pa.chunked_array([pa.array(["x" * 200_000_000], pa.large_string())] * 6)
    pq.write_table(
        pa.table({"a": texts}), "s.parquet", data_page_size=1, write_batch_size=1, **PLAIN
    )
    code = """
from rulekit_plugins.parquet.plugin import ParquetReader
answer([row.raw["a"].cause for row in ParquetReader().rows("s.parquet", ["a"])])
"""
    assert ["too-large"] * 6 == apart(code, megabytes=900)


@pytest.mark.slow
def test_a_hundred_thousand_columns_are_read(folder):
    none = pa.nulls(2, pa.int8())
    wide = {"a": ["x", "y"], **{f"c{number}": none for number in range(100_000)}}
    pq.write_table(pa.table(wide), "s.parquet")
    assert [{"a": "x"}, {"a": "y"}] == raws(READER, "s.parquet", ["a"])


def test_structs_a_thousand_deep_do_not_end_the_process(folder):
    deep = pa.string()
    for _ in range(1000):
        deep = pa.struct([("a", deep)])
    pq.write_table(pa.table({"a": ["x"], "d": pa.nulls(1, deep)}), "s.parquet")
    code = """
from rulekit_plugins.parquet.plugin import ParquetReader
answer([getattr(row.raw, "cause", "") for row in ParquetReader().rows("s.parquet", ["a"])])
"""
    assert ["unreadable"] == apart(code)
