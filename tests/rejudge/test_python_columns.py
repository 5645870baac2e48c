"""rulekit/rejudge/python_columns.py: columns that are made when they are asked for."""

import pyarrow as pa
import pytest

from rulekit.rejudge.python_columns import PythonColumns

TABLE = pa.table({"a": [1, 2], "b": ["x", None]})


def test_a_column_is_made_once():
    columns = PythonColumns(TABLE)
    assert ["x", None] == columns["b"]
    assert columns["b"] is columns["b"]
    assert ["b"] == list(columns)


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        PythonColumns(TABLE)["c"]
