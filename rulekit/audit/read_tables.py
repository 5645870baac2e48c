"""The tables of an audit, read column by column or row by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow, later, schemas
from rulekit.audit.tables import columns as columns_of
from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError

if TYPE_CHECKING:
    import numpy

REMEDY = "an audit is written by `rulekit filter` alone; take it from where it was copied, or"
REMEDY += " filter again into another folder"


@dataclass(frozen=True)
class AuditTables:
    """Manifest, counts and tables of an audit.

    `shards` are those of which everything is written, in their order. Methods raise UsageError for
    a table that is missing or damaged.
    """

    paths: AuditFolder
    manifest: Mapping[str, Any]
    shards: tuple[str, ...]
    tally: Tally

    @property
    def finished(self) -> bool:
        """True if the run has ended, so that every shard is there."""
        return bool(self.manifest["finished"])

    @property
    def plan(self) -> Mapping[str, Any]:
        """The fingerprint of the plan, with its hash."""
        plan: Mapping[str, Any] = self.manifest["plan"]
        return plan

    @property
    def has_readings(self) -> bool:
        """True if the run kept what was measured."""
        return bool(self.manifest["signals"])

    def row_count(self, shard: str) -> int:
        """The number of rows of a shard."""
        count: int = self.file("verdicts", shard).metadata.num_rows
        return count

    def groups(self, kind: str, shard: str, columns: Sequence[str]) -> Iterator[Any]:
        """Read columns of a table, as many rows at a time as were written together."""
        file = self.file(kind, shard)
        for number in range(file.num_row_groups):
            yield self._group(kind, shard, file, number, columns)

    def rows(
        self, kind: str, shard: str, rows: Collection[int], columns: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        """Read the lines of some rows; groups that hold none of them are passed over."""
        file, pa, wanted = self.file(kind, shard), arrow(), sorted(rows)
        for number in range(file.num_row_groups):
            low, high = _bounds(file.metadata.row_group(number))
            inside = wanted[bisect_left(wanted, low) : bisect_right(wanted, high)]
            if inside:
                table = self._group(kind, shard, file, number, columns)
                here = compute().is_in(table["row"], pa.array(inside, pa.int64()))
                yield from table.filter(here).to_pylist()

    def file(self, kind: str, shard: str) -> Any:
        """Open a table, which must have the columns that were written; older ones lack some."""
        path, pa = self.paths.table(kind, shard), arrow()
        try:
            file = pa.parquet.ParquetFile(path)
        except FileNotFoundError:
            raise damaged(path, "it is missing") from None
        except (pa.ArrowException, OSError) as error:
            raise damaged(path, str(error)) from None
        known = {field.name: field.type for field in file.schema_arrow}
        for field in schemas(("_",) if kind == "readings" else ())[kind]:
            older = field.name not in known and field.name in later(kind)
            if field.name != "_" and not older and known.get(field.name) != field.type:
                raise damaged(path, f"it has no column `{field.name}` of {field.type}")
        return file

    def _group(self, kind: str, shard: str, file: Any, number: int, columns: Sequence[str]) -> Any:
        names = list(columns)
        missing = later(kind).keys() - set(file.schema_arrow.names)
        try:
            table = file.read_row_group(
                number, columns=[one for one in names if one not in missing]
            )
            for name in missing.intersection(names):
                empty = arrow().array([later(kind)[name]] * table.num_rows, columns_of(kind)[name])
                table = table.append_column(name, empty)
            return table.select(names)
        except (arrow().ArrowException, OSError, KeyError) as error:
            raise damaged(self.paths.table(kind, shard), str(error)) from None


def compute() -> Any:
    """The functions that filter and compare whole columns."""
    arrow()
    import pyarrow.compute

    return pyarrow.compute


def array(column: Any) -> numpy.ndarray:
    """A column of numbers as numpy has it."""
    found: numpy.ndarray = column.to_numpy()
    return found


def _bounds(group: Any) -> tuple[float, float]:
    """The first and the last row of a group, as its statistics tell; everything if they do not."""
    for i in range(group.num_columns):
        column = group.column(i)
        if column.path_in_schema == "row" and column.is_stats_set:
            return column.statistics.min, column.statistics.max
    return float("-inf"), float("inf")


def damaged(path: Path, why: str) -> UsageError:
    """The error for a file of an audit that is not as it was written."""
    message = f"`{path}` is not as it was written: {why.strip()}"
    return UsageError([Problem(message, remedy=REMEDY)])
