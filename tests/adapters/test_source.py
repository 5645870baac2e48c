"""rulekit/adapters/source.py: what a caller in Python has, as rows."""

from pathlib import Path

import pandas
import pyarrow
import pytest

from rulekit.adapters.source import RowSource, known
from rulekit.errors import UsageError
from rulekit.hooks.reader import BrokenRow


def rows(given, *names):
    return list(RowSource.of(given).rows(names))


def names(given):
    return RowSource.of(given).names


# What is taken, and what is not


@pytest.mark.parametrize(
    ("message", "given"),
    [
        ("and a str is one: put it in a list", "x = 1\n"),
        ("and a bytes is one: put it in a list", b"x = 1\n"),
        ("Path is one: put it in a list", Path("a.py")),
        ("put it in a list, or take the part of it that has rows", {"content": ["x = 1\n"]}),
        ("DataFrame or a table of Arrow, and None is none of these", None),
        ("and a value of type int is none of these", 3),
    ],
)
def test_what_has_no_rows_is_refused(message, given):
    with pytest.raises(UsageError, match=message):
        RowSource.of(given)


def test_texts_are_rows_and_have_no_columns():
    assert (None, ["a", b"b"]) == (names(["a", b"b"]), rows(["a", b"b"]))


# Columns


def test_a_frame_and_a_table_have_the_columns_that_they_have():
    frame = pandas.DataFrame({"text": ["a"], 0: ["b"]})
    assert ("text", "0") == names(frame)
    assert ("text",) == names(pyarrow.table({"text": ["a"]}))


def test_a_list_has_the_columns_of_its_first_hundred_rows():
    given = [{"a": 1}, "x", {"b": 2, 3: 4}, *[{}] * 97, {"c": 3}]
    assert ("a", "b") == names(given)


def test_an_iterator_is_not_looked_at():
    given = iter([{"content": "a"}])
    assert None is names(given)
    assert {"content": "a"} == next(given)


# Values


def test_a_frame_gives_the_columns_that_are_asked_for_whatever_is_in_them():
    frame = pandas.DataFrame({"a": ["x", None, float("nan"), 3, b"y"], "b": range(5), "c": 0})
    expected = [("x", 0), (None, 1), (None, 2), (3, 3), (b"y", 4)]
    assert [{"a": a, "b": b} for a, b in expected] == rows(frame, "a", "b")


def test_a_table_gives_values_that_are_python_s_when_they_are_read():
    table = pyarrow.table({"a": ["x", None], "b": [1, 2]})
    for given in (table, table.to_batches()[0]):
        assert ["x", None] == [known(row["a"]) for row in rows(given, "a")]


def test_a_text_of_arrow_that_is_none_is_a_broken_row():
    offsets = pyarrow.py_buffer(b"\0\0\0\0\2\0\0\0\3\0\0\0")
    buffers = [None, offsets, pyarrow.py_buffer(b"\xff\xfea")]
    array = pyarrow.Array.from_buffers(pyarrow.string(), 2, buffers)
    broken, whole = rows(pyarrow.chunked_array([array]))
    assert ("broken-row", "a") == (broken.cause, whole)
    assert isinstance(broken, BrokenRow)


def test_nan_stands_for_nothing_in_a_column_of_texts():
    assert ["a", None] == rows(pandas.Series(["a", float("nan")]))
    assert ["a", None] == rows(["a", float("nan")])


# Labels


def test_a_frame_and_a_series_have_labels_and_a_list_has_none():
    frame = pandas.DataFrame({"a": ["x"]}, index=["here"])
    assert ["here"] == list(RowSource.of(frame).index)
    assert ["here"] == list(RowSource.of(frame["a"]).index)
    assert None is RowSource.of(["x"]).index
