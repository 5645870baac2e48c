"""What a caller in Python has, as rows: texts, mappings, DataFrames, tables of Arrow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from os import PathLike
from typing import Any

from rulekit.audit.tables import arrow
from rulekit.errors import UsageError
from rulekit.hooks.reader import BrokenRow

LOOKED_AT = 100  # rows of a list whose keys are its columns, as of JSON lines
TAKEN = "texts, mappings of columns, a DataFrame or a table of Arrow"


@dataclass(frozen=True)
class RowSource:
    """The rows of an input, which is gone through as often as it lets itself.

    `names` are its columns; None where only its rows tell.
    """

    given: Any
    names: tuple[str, ...] | None = None

    @staticmethod
    def of(given: Any) -> RowSource:
        """The source that an input is; raises UsageError for what is no input of many rows."""
        kind = type(given).__name__
        if isinstance(given, str | bytes | Mapping | PathLike):
            parts = ", or take the part of it that has rows" if isinstance(given, Mapping) else ""
            message = f"check_many takes many rows, and a {kind} is one: put it in a list{parts}"
            raise UsageError(message)
        if _is_frame(given):
            return RowSource(given, tuple(map(str, given.columns)))
        if _is_arrow(given):
            table = arrow("such a table is read by Arrow").table(given)
            return RowSource(table, tuple(table.schema.names))
        if not isinstance(given, Iterable):
            what = "None" if given is None else f"a value of type {kind}"
            raise UsageError(f"check_many takes {TAKEN}, and {what} is none of these")
        return RowSource(given, _names(given))

    @property
    def kind(self) -> str:
        """Name of its type."""
        return type(self.given).__name__

    @property
    def has_length(self) -> bool:
        """True if it is known how many rows there are."""
        return hasattr(self.given, "__len__")

    @property
    def is_list(self) -> bool:
        """True if to look at its first rows takes nothing away from it."""
        return _is_list(self.given)

    @property
    def index(self) -> Any:
        """Labels of the rows of a DataFrame or a Series; None for everything else."""
        return self.given.index if hasattr(self.given, "iloc") else None

    def rows(self, names: Sequence[str]) -> Iterator[object]:
        """Mappings, of a table with these columns; texts; and whatever else is in a row's place."""
        if _is_frame(self.given):
            return _frame_rows(self.given, [str(name) for name in self.given.columns], names)
        if _is_arrow(self.given):
            return _arrow_rows(self.given.select([*names]))
        return map(known, self.given)


def known(value: object, name: str = "content") -> object:
    """The value as Python has it; None for NaN, by which tables of numbers say that there is none.

    A value of Arrow that is none, as text that is not UTF-8, is a BrokenRow.
    """
    if hasattr(value, "as_py"):
        try:
            value = value.as_py()
        except MemoryError:
            return BrokenRow("out-of-memory", f"no memory to read its `{name}`")
        except Exception as error:  # noqa: BLE001  whatever a library thinks of it
            return BrokenRow("broken-row", f"`{name}` is no value: {error}")
    return None if isinstance(value, float) and math.isnan(value) else value


def _is_frame(given: object) -> bool:
    """True for a DataFrame of pandas, whose columns may hold values of several types."""
    return hasattr(given, "iloc") and hasattr(given, "columns")


def _is_arrow(given: object) -> bool:
    """True for a table that Arrow can read: its own, and those of other libraries."""
    return hasattr(given, "__arrow_c_stream__") and hasattr(given, "columns")


def _is_list(given: object) -> bool:
    return hasattr(given, "__len__") and hasattr(given, "__getitem__")


def _names(given: Any) -> tuple[str, ...] | None:
    """Columns of a data set, or of the first rows of a list; None where they do not tell."""
    if isinstance(said := getattr(given, "column_names", None), list) and said:
        return tuple(map(str, said))
    rows = islice(given, LOOKED_AT) if _is_list(given) else ()
    found = (name for row in rows if isinstance(row, Mapping) for name in row)
    return tuple(dict.fromkeys(name for name in found if isinstance(name, str))) or None


def _frame_rows(frame: Any, known_names: list[str], names: Sequence[str]) -> Iterator[object]:
    columns = [frame.iloc[:, known_names.index(name)] for name in names]
    cells = [zip(column, column.isna(), strict=True) for column in columns]
    for row in zip(*cells, strict=True):
        values = (None if missing else value for value, missing in row)
        yield dict(zip(names, values, strict=True))


def _arrow_rows(table: Any) -> Iterator[object]:
    for batch in table.to_batches():
        for number in range(batch.num_rows):
            yield {name: batch.column(name)[number] for name in batch.schema.names}
