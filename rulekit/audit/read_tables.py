"""The tables of an audit, read column by column or row by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow, later, schemas
from rulekit.audit.tables import columns as columns_of
from rulekit.core.recent import Recent
from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError
from rulekit.places.place import Place, source_of
from rulekit.places.remote_path import RemotePath

if TYPE_CHECKING:
    import numpy

OPEN = 64  # files of tables that are open at a time
ROOM = 256_000_000  # bytes of groups that are kept: some columns of two million verdicts
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
    _files: Recent[Any] = field(
        default_factory=lambda: Recent(OPEN), repr=False, compare=False, kw_only=True
    )
    _groups: Recent[Any] = field(
        default_factory=lambda: Recent(ROOM, attrgetter("nbytes")),
        repr=False,
        compare=False,
        kw_only=True,
    )

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
        path = self.paths.table(kind, shard)
        return self._files.get(_stamp(path), lambda: self._opened(kind, path))

    def _opened(self, kind: str, path: Place) -> Any:
        pa = arrow()
        try:
            file = pa.parquet.ParquetFile(source_of(path))
        except (pa.ArrowException, OSError) as error:
            raise damaged(path, str(error)) from None
        known = {one.name: one.type for one in file.schema_arrow}
        for one in schemas(("_",) if kind == "readings" else ())[kind]:
            older = one.name not in known and one.name in later(kind)
            if one.name != "_" and not older and known.get(one.name) != one.type:
                raise damaged(path, f"it has no column `{one.name}` of {one.type}")
        return file

    def _group(self, kind: str, shard: str, file: Any, number: int, columns: Sequence[str]) -> Any:
        if kind != "verdicts":  # which are asked for anew for each rule; readings are of one
            return self._read(kind, shard, file, number, [*columns])
        key = (*_stamp(self.paths.table(kind, shard)), number, *columns)
        return self._groups.get(key, lambda: self._read(kind, shard, file, number, [*columns]))

    def _read(self, kind: str, shard: str, file: Any, number: int, names: list[str]) -> Any:
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


def _stamp(path: Place) -> tuple[object, ...]:
    """A file as it is now; raises UsageError where it is not there.

    To ask a store each time would take longer than to read: there it is believed not to change.
    """
    if isinstance(path, RemotePath):
        return (path,)
    try:
        about = path.stat()
    except FileNotFoundError:
        raise damaged(path, "it is missing") from None
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from None
    return path, about.st_ino, about.st_size, about.st_mtime_ns


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


def damaged(path: Place, why: str) -> UsageError:
    """The error for a file of an audit that is not as it was written."""
    message = f"`{path}` is not as it was written: {why.strip()}"
    return UsageError([Problem(message, remedy=REMEDY)])
