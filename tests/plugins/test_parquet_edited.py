"""plugins/parquet: a row with another text, and every other value as it was."""

from itertools import chain, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from making import raws
from rulekit_plugins.parquet.plugin import ParquetReader

import rulekit

READER = ParquetReader()
DICTIONARY = pa.dictionary(pa.int32(), pa.string())
TEXT_TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.json_(), DICTIONARY]
BYTES_TYPES = [pa.binary(), pa.large_binary(), pa.binary_view()]


def wholes(table, **options):
    """The rows of a shard, as a writer takes them."""
    pq.write_table(table, "s.parquet", **options)
    return [row.whole for row in READER.rows("s.parquet", (), whole=True)]


def put(rows, output, like="s.parquet"):
    """Write rows into a shard."""
    with READER.writer(str(like), str(output)) as writer:
        for whole in rows:
            writer.write(whole)


def copied(rows, output="out", like="s.parquet"):
    """What a shard has that these rows were written to."""
    put(rows, output, like)
    return pq.ParquetFile(output).read()


def edited(table, name="a", text="new", row=1):
    """The table that is written when one row of it is edited."""
    rows = wholes(table)
    rows[row] = READER.edited(rows[row], name, text)
    return copied(rows)


def refusal(table, name="a"):
    """What is said of a table that cannot be edited."""
    with pytest.raises(rulekit.RulekitError) as caught:
        edited(table, name, row=0)
    return caught.value.problems[0].message


@pytest.mark.parametrize("type", [*TEXT_TYPES, *BYTES_TYPES])
def test_a_column_of_each_type_of_text_takes_another(folder, type):
    table = pa.table({"a": pa.array(["x", "old", None], type), "b": [1, 2, 3]})
    found = edited(table, text="é\0")
    expected = ["x", "é\0", None]
    expected = [one and one.encode() for one in expected] if type in BYTES_TYPES else expected
    assert (expected, [1, 2, 3]) == (found["a"].to_pylist(), found["b"].to_pylist())
    assert pq.read_schema("s.parquet").equals(found.schema, check_metadata=True)


@pytest.mark.parametrize("type", TEXT_TYPES)
def test_the_reader_reads_the_text_again(folder, type):
    edited(pa.table({"a": pa.array(["x", "old"], type)}))
    assert [{"a": "x"}, {"a": "new"}] == raws(READER, "out", ["a"])


@pytest.mark.parametrize("type", [pa.string(), DICTIONARY])
def test_a_field_of_a_struct_takes_another_text(folder, type):
    inner = pa.struct([pa.field("n", pa.int8()), pa.field("p", type, nullable=False)])
    outer = pa.struct([pa.field("m", inner), pa.field("q", pa.list_(pa.string()))])
    rows = [{"m": {"n": n, "p": p}, "q": [p, None]} for n, p in ((1, "x"), (None, "old"))]
    found = edited(pa.table({"a": pa.array([*rows, None], outer)}), "a.m.p")
    rows[1]["m"]["p"] = "new"
    assert [*rows, None] == found["a"].to_pylist()


def test_a_dotted_name_is_a_column_before_it_is_a_field(folder):
    found = edited(pa.table({"a": [{"b": "x"}] * 2, "a.b": ["old"] * 2}), "a.b")
    assert ["old", "new"] == found["a.b"].to_pylist()
    assert [{"b": "x"}] * 2 == found["a"].to_pylist()


def test_null_becomes_a_text(folder):
    assert ["x", "new"] == edited(pa.table({"a": ["x", None]}))["a"].to_pylist()


def test_two_other_columns_of_a_name_stay_two(folder):
    table = pa.table([["x"], ["old"], ["y"]], names=["b", "a", "b"])
    assert pa.table([["x"], ["new"], ["y"]], names=["b", "a", "b"]) == edited(table, row=0)


def test_a_column_that_is_there_twice_cannot_be_edited(folder):
    assert refusal(pa.table([["x"], ["y"]], names=["a", "a"])).startswith("`a` is there twice")


@pytest.mark.parametrize("name", ["b", "a.b", ""])
def test_a_column_that_is_missing_cannot_be_edited(folder, name):
    assert refusal(pa.table({"a": ["x"]}), name).startswith(f"there is no column `{name}`")


@pytest.mark.parametrize("value", [1, 1.5, ["x"], {"b": "x"}, True])
def test_a_column_of_anything_else_cannot_be_edited(folder, value):
    assert "`a` cannot hold an edited text: it is a column of" in refusal(pa.table({"a": [value]}))


def test_bytes_of_a_fixed_size_cannot_hold_more(folder):
    assert "cannot hold" in refusal(pa.table({"a": pa.array([b"xx"], pa.binary(2))}))


def test_a_struct_that_is_null_has_no_text_to_be_edited(folder):
    table = pa.table({"a": pa.array([None], pa.struct([("b", pa.string())]))})
    assert "the struct around it is null" in refusal(table, "a.b")


def test_a_row_can_be_edited_again(folder):
    (row,) = wholes(pa.table({"a": ["x"], "b": [7]}))
    again = READER.edited(READER.edited(row, "a", "y"), "a", "z")
    assert [{"a": "z", "b": 7}] == copied([again]).to_pylist()


def test_a_row_is_edited_and_the_rows_beside_it_are_not(folder):
    rows = wholes(pa.table({"a": [str(n) for n in range(40)]}))
    READER.edited(rows[3], "a", "new")
    assert [str(n) for n in range(40)] == copied(rows)["a"].to_pylist()


@given(
    values=st.lists(st.tuples(st.none() | st.text(max_size=4), st.text(max_size=4)), min_size=1),
    edits=st.dictionaries(st.integers(0, 30), st.text(max_size=4)),
    type=st.sampled_from(TEXT_TYPES),
)
def test_edited_rows_have_their_text_and_all_else_is_equal(tmp_path_factory, values, edits, type):
    here = tmp_path_factory.mktemp("s")
    like, out = str(here / "s"), str(here / "out")
    columns = {"a": pa.array([a for a, _ in values], type), "b": [b for _, b in values]}
    pq.write_table(pa.table({**columns, "c": [{"d": [b]} for _, b in values]}), like)
    rows = [row.whole for row in READER.rows(like, (), whole=True)]
    rows = [
        READER.edited(row, "a", edits[number]) if number in edits else row
        for number, row in enumerate(rows)
    ]
    found = copied(rows, out, like).to_pylist()
    texts = [edits.get(number, a) for number, (a, _) in enumerate(values)]
    assert [
        {"a": a, "b": b, "c": {"d": [b]}} for a, (_, b) in zip(texts, values, strict=True)
    ] == found


@given(st.lists(st.text(max_size=4), min_size=1), st.sampled_from(TEXT_TYPES))
def test_the_same_text_again_changes_no_value(tmp_path_factory, texts, type):
    here = tmp_path_factory.mktemp("s")
    like, out = str(here / "s"), str(here / "out")
    pq.write_table(pa.table({"a": pa.array(texts, type), "b": texts}), like)
    rows = READER.rows(like, ["a"], whole=True)
    same = [READER.edited(row.whole, "a", row.raw["a"]) for row in rows]
    assert pq.read_table(like).to_pylist() == copied(same, out, like).to_pylist()


LISTED = pa.list_(pa.struct([("e", DICTIONARY)]))
SCHEMA = pa.schema(
    {"a": DICTIONARY, "b": pa.struct([("c", DICTIONARY), ("d", LISTED)]), "t": pa.string()}
)


def shard_of(path, values, size):
    """A shard whose row groups each have dictionaries of their own."""
    with pq.ParquetWriter(path, SCHEMA) as writer:
        for start in range(0, len(values), size):
            some = values[start : start + size]
            rows = [{"a": v, "b": {"c": v, "d": [{"e": v}]}, "t": v * 9} for v in some]
            writer.write_table(pa.Table.from_pylist(rows, SCHEMA))


@settings(max_examples=15)
@example([*"pqrstuvpqrst"], [3], 4, {}, "a")  # a row group that is written with those of two
@example([*"pppppppppppp"], [7], 12, {2: "x", 9: "y"}, "b.c")  # dictionaries of edited rows
@given(
    values=st.lists(st.sampled_from("pqrstuv"), min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=3),
    size=st.integers(1, 40),
    edits=st.dictionaries(st.integers(0, 59), st.sampled_from("prxyz"), max_size=20),
    name=st.sampled_from(["a", "b.c", "t"]),
)
def test_bytes_do_not_depend_on_how_edited_rows_were_cut_into_parts(
    tmp_path_factory, values, cuts, size, edits, name
):
    here = tmp_path_factory.mktemp("s")
    like = str(here / "s")
    shard_of(like, values, size)
    rows = [
        READER.edited(row.whole, name, edits[number]) if number in edits else row.whole
        for number, row in enumerate(READER.rows(like, (), whole=True))
    ]
    put(rows, here / "whole", like)
    ends = sorted({0, *(cut for cut in cuts if cut < len(rows)), len(rows)})
    for start, stop in pairwise(ends):
        put(rows[start:stop], here / f"part{start}", like)
    parts = (READER.written(like, str(here / f"part{start}")) for start in ends[:-1])
    put(chain.from_iterable(parts), here / "joined", like)
    assert (here / "whole").read_bytes() == (here / "joined").read_bytes()
    assert SCHEMA == pq.read_schema(here / "whole")
    texts = [edits.get(n, v * 9 if name == "t" else v) for n, v in enumerate(values)]
    assert texts == [row[name] for row in raws(READER, str(here / "whole"), [name])]


@pytest.mark.slow
def test_row_groups_end_by_bytes_wherever_edited_rows_were_cut(folder):
    rows = wholes(pa.table({"a": ["x"] * 40}))
    rows = [READER.edited(row, "a", "y" * 5_000_000) for row in rows[:18]]
    put(rows, "whole")
    for name, some in (("one", rows[:7]), ("two", rows[7:])):
        put(some, name)
    parts = (READER.written("s.parquet", name) for name in ("one", "two"))
    put(chain.from_iterable(parts), "joined")
    groups = [pq.read_metadata("joined").row_group(number).num_rows for number in range(2)]
    assert [16, 2] == groups
    assert Path("whole").read_bytes() == Path("joined").read_bytes()


def test_ordered_values_keep_their_order(folder):
    """That of a category is what it means: low, middle, high."""
    order = pa.array(["low", "middle", "high"])
    levels = pa.DictionaryArray.from_arrays(pa.array([2, 0, 2], pa.int32()), order, ordered=True)
    found = edited(pa.table({"level": levels, "a": ["x", "old", "y"]}))
    assert order.to_pylist() == found["level"].chunk(0).dictionary.to_pylist()


def test_a_dictionary_of_text_that_is_not_utf_8_is_copied(folder):
    invalid = pa.Array.from_buffers(pa.string(), 2, pa.array([b"\xff", b"a"]).buffers())
    found = edited(pa.table({"b": invalid.dictionary_encode(), "a": ["x", "old"]}))
    assert [b"\xff", b"a"] == found["b"].cast(pa.binary()).to_pylist()
