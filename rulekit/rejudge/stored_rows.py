"""Rows of an audit as they were measured, some thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.audit.read_tables import AuditTables, array
from rulekit.audit.tables import arrow, columns
from rulekit.core.reading import Reading
from rulekit.rejudge.notes import Notes
from rulekit.rejudge.python_columns import PythonColumns
from rulekit.rejudge.stored_findings import StoredFindings

if TYPE_CHECKING:
    from numpy import ndarray

NOTES = "unmeasured"


@dataclass(frozen=True)
class StoredRows:
    """Tables of the same rows: verdicts and readings, a line each, and the evidence of them all."""

    verdicts: Any
    readings: Any
    evidence: Any

    def __len__(self) -> int:
        return int(self.verdicts.num_rows)

    @cached_property
    def known(self) -> PythonColumns:
        """The columns of `verdicts` as Python has them."""
        return PythonColumns(self.verdicts)

    @cached_property
    def candidates(self) -> ndarray:
        """Where rules were asked: bool, by row."""
        return array(self.verdicts["candidate"])

    @cached_property
    def values(self) -> Mapping[str, ndarray]:
        """The readings by signal: float64, NaN where there is none."""
        names = [one for one in self.readings.column_names if one not in ("shard", "row", NOTES)]
        return {name: array(self.readings[name]) for name in names}

    @cached_property
    def notes(self) -> Notes:
        """Why there is no value."""
        return Notes(self.readings[NOTES])

    @cached_property
    def findings(self) -> StoredFindings:
        """The findings of the rows."""
        return StoredFindings(self.evidence, array(self.verdicts["row"]))


class RowReadings(Mapping[str, Reading]):
    """The readings of one row by signal."""

    def __init__(self, rows: StoredRows, place: int) -> None:
        self._rows, self._place = rows, place

    def __getitem__(self, name: str) -> Reading:
        value = float(self._rows.values[name][self._place])
        if value == value:  # but for NaN
            return Reading(value)
        return Reading(None, self._rows.notes.of(self._place, name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows.values)

    def __len__(self) -> int:
        return len(self._rows.values)


def stored_rows(audit: AuditTables, shard: str) -> Iterator[StoredRows]:
    """The rows of a shard in order, as many at a time as were written together."""
    names = audit.file("readings", shard).schema_arrow.names
    evidence = _Evidence(audit, shard)
    verdicts = audit.groups("verdicts", shard, list(columns("verdicts")))
    for told, measured in zip(verdicts, audit.groups("readings", shard, names), strict=True):
        last = told["row"][told.num_rows - 1].as_py()
        yield StoredRows(told, measured, evidence.up_to(last))


class _Evidence:
    """The table of evidence of a shard, read along with its rows."""

    def __init__(self, audit: AuditTables, shard: str) -> None:
        self._groups = audit.groups("evidence", shard, list(columns("evidence")))
        self._waiting: Any = None

    def up_to(self, row: int) -> Any:
        """The lines of all rows up to this one that were not read before."""
        import numpy as np

        while self._waiting is None or not self._waiting.num_rows or self._last() <= row:
            more = next(self._groups, None)
            if more is None:
                break
            parts = [more] if self._waiting is None else [self._waiting, more]
            self._waiting = arrow().concat_tables(parts)
        if self._waiting is None:
            return _nothing()
        end = int(np.searchsorted(array(self._waiting["row"]), row, side="right"))
        found, self._waiting = self._waiting.slice(0, end), self._waiting.slice(end)
        return found

    def _last(self) -> int:
        return int(self._waiting["row"][self._waiting.num_rows - 1].as_py())


def _nothing() -> Any:
    pa = arrow()
    return pa.schema(list(columns("evidence").items())).empty_table()
