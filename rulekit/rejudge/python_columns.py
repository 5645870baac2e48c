"""Columns of a table as Python has them, each when it is asked for."""

from __future__ import annotations

from typing import Any


class PythonColumns(dict[str, list[Any]]):
    """The columns of a table by name, of which most are never asked for."""

    def __init__(self, table: Any) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, name: str) -> list[Any]:
        self[name] = self._table[name].to_pylist()
        return self[name]
