"""A stored audit, opened to be read: its manifest, the shards that are whole, their tables."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rulekit.audit.folder import MANIFEST, AuditFolder, DamagedError, read_sealed
from rulekit.audit.manifest import SCHEMA
from rulekit.audit.tables import arrow, schemas
from rulekit.core.tally import Tally
from rulekit.errors import Problem, UsageError

NAMED = "name a file, or the folder that `rulekit filter … --out` wrote"
DAMAGED = "an audit is written by `rulekit filter` alone; take it from where it was copied, or"
DAMAGED += " filter again into another folder"


@dataclass(frozen=True)
class Audit:
    """An audit that is read. `shards` are those of which everything is written, in their order."""

    audit: AuditFolder
    manifest: Mapping[str, Any]
    shards: tuple[str, ...]
    tally: Tally

    @property
    def finished(self) -> bool:
        """Whether the run has ended, so that every shard is there."""
        return bool(self.manifest["finished"])

    @property
    def plan(self) -> Mapping[str, Any]:
        """What the plan was known by, with its hash."""
        plan: Mapping[str, Any] = self.manifest["plan"]
        return plan

    @property
    def has_readings(self) -> bool:
        """Whether the run kept what was measured."""
        return bool(self.manifest["signals"])

    def groups(self, kind: str, shard: str, columns: Sequence[str]) -> Iterator[Any]:
        """These columns of a table, so many rows at a time as were written together."""
        file = self.file(kind, shard)
        for number in range(file.num_row_groups):
            yield self.group(kind, shard, file, number, columns)

    def group(self, kind: str, shard: str, file: Any, number: int, columns: Sequence[str]) -> Any:
        """These columns of one group of rows; raises UsageError when its bytes are damaged."""
        names = list(columns)
        try:
            return file.read_row_group(number, columns=names).select(names)
        except (arrow().ArrowException, OSError, KeyError) as error:
            raise _damaged(self.audit.table(kind, shard), str(error)) from None

    def file(self, kind: str, shard: str) -> Any:
        """A table, opened; raises UsageError when it is missing or not one of ours."""
        path, pa = self.audit.table(kind, shard), arrow()
        try:
            file = pa.parquet.ParquetFile(path)
        except FileNotFoundError:
            raise _damaged(path, "it is missing") from None
        except (pa.ArrowException, OSError) as error:
            raise _damaged(path, str(error)) from None
        known = {field.name: field.type for field in file.schema_arrow}
        for field in schemas(("_",) if kind == "readings" else ())[kind]:
            if field.name != "_" and known.get(field.name) != field.type:
                raise _damaged(path, f"it has no column `{field.name}` of {field.type}")
        return file

    def rows(
        self, kind: str, shard: str, rows: Collection[int], columns: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        """What a table says of these rows; only the groups that may hold them are read."""
        file, pa = self.file(kind, shard), arrow()
        for number in range(file.num_row_groups):
            low, high = _bounds(file.metadata.row_group(number))
            wanted = [row for row in rows if low <= row <= high]
            if wanted:
                table = self.group(kind, shard, file, number, columns)
                here = compute().is_in(table["row"], pa.array(wanted, pa.int64()))
                yield from table.filter(here).to_pylist()


def compute() -> Any:
    """What filters and compares whole columns."""
    arrow()
    import pyarrow.compute

    return pyarrow.compute


def _bounds(group: Any) -> tuple[float, float]:
    """The first and the last row of a group, as its statistics tell; everything if they do not."""
    for i in range(group.num_columns):
        column = group.column(i)
        if column.path_in_schema == "row" and column.is_stats_set:
            return column.statistics.min, column.statistics.max
    return float("-inf"), float("inf")


def _damaged(path: Path, why: str) -> UsageError:
    message = f"`{path}` is not as it was written: {why.strip()}"
    return UsageError([Problem(message, remedy=DAMAGED)])


def open_audit(folder: str) -> Audit:
    """The audit in a folder; raises UsageError when there is none, or one that cannot be read."""
    arrow()
    audit = AuditFolder(Path(folder))
    manifest = _read_manifest(audit)
    names = [one["name"] for one in manifest["shards"]]
    try:
        if manifest["finished"]:
            return Audit(audit, manifest, tuple(names), _tally(manifest["counts"]))
        closed = {name: _closed(audit, i) for i, name in enumerate(names)}
        total = Tally(by_folder=None)
        for one in filter(None, closed.values()):
            total.merge(_tally(one["counts"]))
        return Audit(audit, manifest, tuple(name for name in names if closed[name]), total)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _damaged(audit.manifest, "its counts are not those of an audit") from None


def _closed(audit: AuditFolder, number: int) -> dict[str, Any] | None:
    """What came of a shard that is closed; a file of work that is damaged counts as none."""
    try:
        return read_sealed(audit.closed(number), {})
    except DamagedError:
        return None


def _tally(counts: Any) -> Tally:
    if not _fits(counts, _COUNTS):
        raise ValueError("these are no counts")
    return Tally.of(counts)


def _read_manifest(audit: AuditFolder) -> Mapping[str, Any]:
    try:
        found = json.loads(audit.manifest.read_text("utf-8"))
    except FileNotFoundError:
        message = f"`{audit.folder}` is a folder and no audit: it has no {MANIFEST}"
        raise UsageError([Problem(message, remedy=NAMED)]) from None
    except OSError as error:
        message = f"`{audit.manifest}` cannot be read: {error.strerror or error}"
        raise UsageError([Problem(message, remedy=NAMED)]) from None
    except (ValueError, RecursionError):
        raise _damaged(audit.manifest, "it is not JSON") from None
    schema = found.get("schema") if isinstance(found, dict) else None
    if isinstance(schema, int) and 0 < schema != SCHEMA:
        message = f"`{audit.folder}` is an audit of schema {schema}; this rulekit reads {SCHEMA}"
        remedy = "install the rulekit that wrote it"
        remedy += ", or newer" if schema > SCHEMA else ", or judge the corpus again"
        raise UsageError([Problem(message, remedy=remedy)])
    if schema != SCHEMA or not (_fits(found, _SHAPE) and _fits(_sorts(found["plan"]), ((str,),))):
        message = f"`{audit.manifest}` is not that of an audit"
        raise UsageError([Problem(message, remedy=NAMED)])
    known: Mapping[str, Any] = found
    return known


def _sorts(plan: Mapping[str, Any]) -> dict[str, Any]:
    """What a plan is known by, without its hash."""
    return {name: values for name, values in plan.items() if name != "hash"}


_SHAPE = {
    "finished": bool,
    "plan": {"hash": str, "choice": (str,), "rules": (str,)},
    "columns": dict,
    "signals": str,
    "shards": [{"name": str}],
}


_COUNTS = {
    "bytes": int,
    "not_judged": (int,),
    "by_language": ({"keep": int, "drop": int, "error": int, "reasons": (int,)},),
    "by_reason": ((int,),),
    "unmeasured": [{"rule": str, "because": str, "files": int}],
}


def _fits(data: Any, shape: Any) -> bool:
    """Whether data has what a shape names, of its type; more than that may be there.

    A tuple is an object whose values all have one shape, whatever they are called.
    """
    if isinstance(shape, tuple):
        return isinstance(data, dict) and all(_fits(one, shape[0]) for one in data.values())
    if isinstance(shape, dict):
        return isinstance(data, dict) and all(
            name in data and _fits(data[name], one) for name, one in shape.items()
        )
    if isinstance(shape, list):
        return isinstance(data, list) and all(_fits(one, shape[0]) for one in data)
    return isinstance(data, shape)
