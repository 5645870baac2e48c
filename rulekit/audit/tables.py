"""The tables of an audit: verdicts, evidence, readings; a row is known by shard and number.

Columns are the fields of Verdict and Finding in their order, written and read by one description.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from importlib import metadata
from itertools import islice
from types import NoneType
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

from rulekit.audit.own_process import leave_out_pandas
from rulekit.core.record import finding_record
from rulekit.core.verdict import Finding, Verdict
from rulekit.errors import UsageError

if TYPE_CHECKING:
    import pyarrow

WHEELS = ("pyarrow",)  # what decides the bytes of an audit, beside the plan
KEY = ("shard", "row")
BATCH = 2_048  # rows of a table that are Python's at a time
# Fields that older audits have no column of; of their rows each is what a field is by default.
LATER: Mapping[str, frozenset[str]] = {
    "verdicts": frozenset({"repo"}),
    "evidence": frozenset({"unit", "implied_by"}),
}


def arrow(need: str = "an audit is made of Parquet files") -> Any:
    """The library of the tables; raises UsageError, with the need, when it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        raise UsageError(f"{need}; try: pip install 'rulekit[parquet]'") from None
    leave_out_pandas(pyarrow)
    return pyarrow


def wheel_versions() -> tuple[tuple[str, str], ...]:
    """The versions of the libraries that write the tables."""
    return tuple((name, metadata.version(name)) for name in WHEELS)


@cache
def columns(kind: str) -> dict[str, pyarrow.DataType]:
    """Name and type of each column of `verdicts` or `evidence`."""
    row = column_types(Verdict)
    key = {name: row.pop(name) for name in KEY}
    if kind == "verdicts":
        del row["findings"], row["readings"], row["score_parts"]  # these have tables of their own
        return key | row
    found = column_types(Finding)
    del found["applies"]  # true of all that is stored
    quoted = found.pop("evidence")
    return {**key, **found, "evidence": quoted}  # the largest comes last


@cache
def required(kind: str) -> frozenset[str]:
    """Columns of `verdicts` or `evidence` in which no null can have been written."""
    hints = get_type_hints(Verdict if kind == "verdicts" else Finding)
    return frozenset(
        name for name in columns(kind) if name in hints and NoneType not in get_args(hints[name])
    )


@cache
def later(kind: str) -> dict[str, Any]:
    """Name and default of each column of a table that older audits do not have."""
    wanted = LATER.get(kind, frozenset())
    records = fields(Verdict if kind == "verdicts" else Finding)
    return {field.name: field.default for field in records if field.name in wanted}


def column_types(record: type) -> dict[str, pyarrow.DataType]:
    """The type of a column for each field of a type of records; null stands for None."""
    return {name: _column_type(hint) for name, hint in get_type_hints(record).items()}


def _column_type(hint: Any) -> pyarrow.DataType:
    pa = arrow()
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    parts = [part for part in get_args(hint) if part is not NoneType]
    if hint in plain:
        return plain[hint]
    if get_origin(hint) is Literal:
        return pa.string()
    if get_origin(hint) is tuple:
        return pa.list_(_column_type(parts[0]))
    return _column_type(parts[0]) if parts else pa.struct(column_types(hint).items())


def schemas(readings: Sequence[str]) -> dict[str, pyarrow.Schema]:
    """The schema of each table that is written. `docs/audit.md` describes them."""
    pa = arrow()
    tables = {kind: list(columns(kind).items()) for kind in ("verdicts", "evidence")}
    if readings:
        key = tables["verdicts"][: len(KEY)]
        notes = ("unmeasured", pa.map_(pa.string(), pa.string()))
        tables["readings"] = [*key, *((name, pa.float64()) for name in readings), notes]
    return {kind: pa.schema(fields) for kind, fields in tables.items()}


class Block:
    """The tables of one block of rows, filled verdict by verdict; run/tasks.py writes them."""

    def __init__(self, shard: str, readings: Sequence[str]) -> None:
        self.shard = shard
        self.schemas = schemas(readings)
        self.rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in self.schemas}

    def add(self, verdict: Verdict) -> None:
        """Add the next row of the input."""
        key = {"shard": self.shard, "row": verdict.row}
        row = {name: getattr(verdict, name) for name in self.schemas["verdicts"].names}
        self.rows["verdicts"].append(row | key)
        self.rows["evidence"] += [
            finding_record(finding) | key for finding in verdict.findings if is_stored(finding)
        ]
        if "readings" in self.rows:
            values = {name: reading.value for name, reading in verdict.readings}
            notes = [(name, one.note) for name, one in verdict.readings if one.value is None]
            self.rows["readings"].append(key | values | {"unmeasured": notes})

    def tables(self) -> dict[str, pyarrow.Table]:
        """The tables of all that was added, by kind."""
        pa = arrow()
        return {
            kind: pa.Table.from_pylist(self.rows[kind], schema)
            for kind, schema in self.schemas.items()
        }


def verdict_table(verdicts: Iterable[Verdict]) -> pyarrow.Table:
    """The columns of `verdicts` for documents that have no place in a corpus."""
    pa = arrow("a table is made by Arrow")
    schema = pa.schema([one for one in columns("verdicts").items() if one[0] not in KEY])
    rows = ({name: getattr(one, name) for name in schema.names} for one in verdicts)
    parts = iter(lambda: list(islice(rows, BATCH)), [])
    return pa.Table.from_batches([pa.RecordBatch.from_pylist(one, schema) for one in parts], schema)


def is_stored(finding: Finding) -> bool:
    """True if a finding stands in `evidence`: it failed, or lacks a value that it should have."""
    return finding.outcome == "fail" or (finding.outcome == "unmeasured" and finding.applies)
