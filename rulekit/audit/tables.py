"""The tables of an audit: verdicts, evidence, readings; a row is known by shard and number."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from rulekit.core.position import Evidence
from rulekit.errors import UsageError

if TYPE_CHECKING:
    import pyarrow

    from rulekit.core.verdict import Finding, Verdict

WHEELS = ("pyarrow",)  # what decides the bytes of an audit, beside the plan


def arrow() -> Any:
    """The library of the tables; raises UsageError when it is not installed."""
    try:
        import pyarrow.parquet
    except ImportError:
        message = "an audit is made of Parquet files; try: pip install 'rulekit[parquet]'"
        raise UsageError(message) from None
    return pyarrow


def wheel_versions() -> tuple[tuple[str, str], ...]:
    """The versions of what writes the tables."""
    return tuple((name, metadata.version(name)) for name in WHEELS)


def schemas(readings: Sequence[str]) -> dict[str, pyarrow.Schema]:
    """The schema of each table that is written. `docs/audit.md` describes them."""
    pa = arrow()
    text, number, count = pa.string(), pa.float64(), pa.int64()
    key = [("shard", text), ("row", count)]
    piece = [(name, text if name in ("text", "source") else count) for name in Evidence._fields]
    found = {
        "verdicts": [
            *key,
            ("id", text),
            ("path", text),
            ("sha256", text),
            ("size", count),
            *((name, text) for name in ("language", "kind", "natural_language", "detected_by")),
            ("candidate", pa.bool_()),
            ("decision", text),
            ("reason", text),
            ("decided_by", pa.list_(text)),
            ("score", number),
        ],
        "evidence": [
            *key,
            *((name, text) for name in ("rule", "outcome", "action")),
            ("value", number),
            ("limit", number),
            ("bound", text),
            ("margin", number),
            *((name, text) for name in ("limit_from", "message", "note")),
            ("evidence_count", count),
            ("evidence", pa.list_(pa.struct(piece))),
        ],
    }
    if readings:
        notes = ("unmeasured", pa.map_(text, text))
        found["readings"] = [*key, *((name, number) for name in readings), notes]
    return {kind: pa.schema(fields) for kind, fields in found.items()}


class Block:
    """The tables of one block of rows, filled verdict by verdict."""

    def __init__(self, shard: str, readings: Sequence[str]) -> None:
        self.shard = shard
        self.schemas = schemas(readings)
        self.rows: dict[str, list[dict[str, Any]]] = {kind: [] for kind in self.schemas}

    def add(self, verdict: Verdict) -> None:
        """One more row of the input."""
        key = {"shard": self.shard, "row": verdict.row}
        names = self.schemas["verdicts"].names[len(key) :]
        self.rows["verdicts"].append(key | {name: getattr(verdict, name) for name in names})
        self.rows["evidence"] += [
            key | _evidence(finding) for finding in verdict.findings if is_stored(finding)
        ]
        if "readings" in self.rows:
            values = {name: reading.value for name, reading in verdict.readings}
            notes = [(name, one.note) for name, one in verdict.readings if one.value is None]
            self.rows["readings"].append(key | values | {"unmeasured": notes})

    def tables(self) -> dict[str, pyarrow.Table]:
        """Everything that was added, by kind of table."""
        pa = arrow()
        return {
            kind: pa.Table.from_pylist(self.rows[kind], schema)
            for kind, schema in self.schemas.items()
        }


def is_stored(finding: Finding) -> bool:
    """Whether a finding stands in `evidence`: what failed, and what should have been measured."""
    return finding.outcome == "fail" or (finding.outcome == "unmeasured" and finding.applies)


def _evidence(finding: Finding) -> dict[str, Any]:
    names = ("rule", "outcome", "action", "value", "limit", "bound", "margin", "limit_from")
    found = {name: getattr(finding, name) for name in (*names, "message", "note", "evidence_count")}
    return found | {"evidence": [evidence._asdict() for evidence in finding.evidence]}
