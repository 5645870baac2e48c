"""plugins/parquet: what is in a row."""

import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import apart, raws
from rulekit_plugins.parquet.plugin import ParquetReader

import rulekit

READER = ParquetReader()
INVALID = pa.Array.from_buffers(pa.string(), 2, pa.array([b"a", b"\xff"]).buffers())
VALUES = st.none() | st.text(max_size=5)
ROWS = st.lists(
    st.fixed_dictionaries({"a": VALUES, "m": st.none() | st.fixed_dictionaries({"p": VALUES})})
)
SCHEMA = pa.schema([("a", pa.string()), ("m", pa.struct([("p", pa.string())]))])


def rows(columns, names=("a",), start=0, **options):
    """The rows of a shard with these columns: a mapping, or names and arrays."""
    table = pa.table(columns) if isinstance(columns, dict) else columns
    pq.write_table(table, "s.parquet", **options)
    found = raws(READER, "s.parquet", names, start)
    assert READER.count("s.parquet") == len(found) + start
    return found


def test_a_row_has_the_fields_that_are_asked_for(folder):
    assert [{"a": "x"}, {"a": "y"}] == rows({"a": ["x", "y"], "b": [1, 2]})


@pytest.mark.parametrize("type", [pa.string(), pa.large_string(), pa.string_view(), pa.json_()])
def test_text_of_every_type_is_text_and_null_is_none(folder, type):
    assert [{"a": "é"}, {"a": None}] == rows({"a": pa.array(["é", None], type)})


@pytest.mark.parametrize("type", [pa.binary(), pa.large_binary(), pa.binary_view()])
def test_bytes_are_bytes(folder, type):
    assert [{"a": b"\xff"}, {"a": None}] == rows({"a": pa.array([b"\xff", None], type)})


@pytest.mark.parametrize("array", [INVALID, INVALID.dictionary_encode()])
def test_text_that_is_not_utf_8_is_broken_and_costs_nothing_else(folder, array):
    broken = rulekit.BrokenRow("broken-row", "`a` is not UTF-8: byte 1 of the text")
    assert [{"a": "a", "b": 1}, {"a": broken, "b": 2}] == rows({"a": array, "b": [1, 2]}, "ab")


def test_a_dictionary_of_numbers_is_its_values(folder):
    assert [{"a": 7}, {"a": None}] == rows({"a": pa.array([7, None]).dictionary_encode()})


def test_numbers_lists_and_structs_are_as_python_has_them(folder):
    row = {"a": [1, 2], "b": 1.5, "c": {"d": "x"}}
    assert [row] == rows({name: [value] for name, value in row.items()}, "abc")


def test_a_value_that_python_has_not_is_broken(folder):
    """The year 148,000 is no datetime."""
    first, row = rows({"a": pa.array([2**62, 1_000_000], pa.timestamp("us"))})
    assert ("broken-row", 1970) == (first["a"].cause, row["a"].year)
    assert first["a"].note.startswith("`a` is no value: ")


def test_invalid_text_inside_a_struct_makes_the_struct_broken(folder):
    first, second = rows({"a": pa.StructArray.from_arrays([INVALID], ["p"])})
    assert ({"a": {"p": "a"}}, "broken-row") == (first, second["a"].cause)


def test_a_column_that_is_missing_is_left_out(folder):
    assert [{"a": "x"}] == rows({"a": ["x"]}, ["a", "b", "a.b", ""])


def test_where_no_column_is_there_the_rows_still_are(folder):
    assert [{}, {}] == rows({"a": ["x", "y"]}, ["b"])


def test_a_dotted_name_is_a_column_before_it_is_a_field(folder):
    assert [{"a.b": 1}] == rows({"a": [{"b": 2}], "a.b": [1]}, ["a.b"])


def test_a_dotted_name_is_a_field_of_a_struct(folder):
    assert [{"a.b.c": "x", "a.d": 1}] == rows({"a": [{"b": {"c": "x"}, "d": 1}]}, ["a.b.c", "a.d"])


def test_a_field_of_a_struct_that_is_null_is_null(folder):
    assert [{"a.b": 1}, {"a.b": None}] == rows({"a": [{"b": 1}, None]}, ["a.b"])


def test_a_dotted_name_does_not_go_into_lists(folder):
    assert [{}] == rows({"a": [[{"b": 1}]]}, ["a.b"])


def two(name):
    """A table with two columns of one name."""
    return pa.table([pa.array([1]), pa.array(["x"]), pa.array([2])], names=[name, name, "b"])


def test_of_two_columns_of_a_name_none_is_read(folder):
    broken = rulekit.BrokenRow("broken-row", "`a` is there twice")
    assert [{"a": broken, "b": 2}] == rows(two("a"), ["a", "b"])
    assert [{"a": broken}] == rows(two("a"), ["a"])


def test_two_fields_of_a_struct_of_a_name_are_none_either(folder):
    inner = [pa.field("b", pa.int64()), pa.field("b", pa.int64())]
    array = pa.StructArray.from_arrays([pa.array([1]), pa.array([2])], fields=inner)
    (row,) = rows(pa.table({"a": array}), ["a.b"])
    assert "`a.b` is there twice" == row["a.b"].note


def test_columns_that_nobody_asks_for_may_have_one_name(folder):
    assert [{"b": 2}] == rows(two("a"), ["b"])


def test_a_shard_without_rows_has_none(folder):
    assert [] == rows({"a": pa.array([], pa.string())})


def test_columns_may_be_none_where_rows_are_not(folder):
    """pyarrow writes no such footer; the last number in it is the row group's rows."""
    pq.write_table(pa.table({}), "s.parquet")
    data, nothing, three = Path("s.parquet").read_bytes(), b"\x16\x00\x16\x00", b"\x16\x00\x16\x06"
    assert 1 == data.count(nothing)
    Path("s.parquet").write_bytes(data.replace(nothing, three))
    assert (3, [{}, {}, {}]) == (READER.count("s.parquet"), raws(READER, "s.parquet", ["a"]))


@pytest.mark.parametrize("start", range(8))
def test_a_start_may_be_in_any_row_group(folder, start):
    expected = [{"a": number} for number in range(start, 7)]
    assert expected == rows({"a": list(range(7))}, start=start, row_group_size=3)[: 7 - start]


@pytest.mark.parametrize("kind", [pa.array, lambda texts: pa.array(texts).dictionary_encode()])
@pytest.mark.parametrize("start", [0, 1, 15, 16, 17, 1023, 1024, 2999, 3000, 5999])
def test_a_start_may_be_in_the_middle_of_what_is_read_at_once(folder, start, kind):
    texts = [f"{number}" for number in range(6000)]
    found = rows({"a": kind(texts)}, start=start, row_group_size=3000)
    assert texts[start:] == [row["a"] for row in found]


@pytest.mark.slow
def test_a_row_group_that_is_larger_than_memory_is_read(folder):
    """A gigabyte in a few kilobytes: the same text, a thousand times."""
    same = pa.DictionaryArray.from_arrays(pa.array([0] * 1000, pa.int32()), ["x" * 1_000_000])
    pq.write_table(pa.table({"a": same}), "s.parquet", store_schema=False)
    code = """
from rulekit_plugins.parquet.plugin import ParquetReader
answer(sum(len(row.raw["a"]) for row in ParquetReader().rows("s.parquet", ["a"])))
"""
    assert 1_000_000_000 == apart(code, megabytes=400)


def test_fields_of_a_struct_come_after_it(folder):
    rows({"z": [1], "m": [{"p": {"q": 1}, "r": [{"s": 1}]}], "a": [1]})
    assert ("z", "m", "m.p", "m.p.q", "m.r", "a") == READER.fields("s.parquet")


def test_a_name_that_two_columns_have_is_listed_twice(folder):
    rows(two("a"))
    assert ("a", "a", "b") == READER.fields("s.parquet")


def test_a_file_that_is_not_there_is_an_error_of_the_system(folder):
    with pytest.raises(FileNotFoundError):
        READER.count("none.parquet")


def test_without_pyarrow_the_user_is_told_what_to_install(folder, monkeypatch):
    rows({"a": [1]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as Python marks what cannot be imported
    with pytest.raises(rulekit.RulekitError, match=r"pip install 'rulekit\[parquet\]'"):
        READER.count("s.parquet")


def test_it_is_a_reader():
    assert isinstance(READER, rulekit.Reader)


@given(rows=ROWS, size=st.integers(1, 40))
def test_what_was_written_is_what_is_read_from_any_start(tmp_path_factory, rows, size):
    path = str(tmp_path_factory.mktemp("r") / "s.parquet")
    pq.write_table(pa.Table.from_pylist(rows, SCHEMA), path, row_group_size=size)
    found = raws(READER, path, ["a", "m.p"])
    assert [{"a": row["a"], "m.p": (row["m"] or {}).get("p")} for row in rows] == found
    assert READER.count(path) == len(found)
    for start in range(len(found) + 2):
        assert found[start:] == raws(READER, path, ["a", "m.p"], start)
