"""The table of domains of a round, and which of them wait for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.recall.address import PageAddress
from rulekit.recall.annotation import AnnotationFile
from rulekit.recall.crawl_count import PrefixCount
from rulekit.recall.domain import Domains
from rulekit.recall.round_folder import damaged_round

if TYPE_CHECKING:
    import pyarrow

DECIDED, WAITING, QUIET = "decided", "waiting", ""


def write_domains(
    audit: AuditFolder, path: Path, rows: Iterable[PrefixCount], states: Iterable[str]
) -> None:
    """Write the table, whole or not at all."""
    pa = arrow()
    lines = [
        {**one._asdict(), "share": one.share, "prefix": one.prefix, "state": state}
        for one, state in zip(rows, states, strict=True)
    ]
    with audit.written(path) as here:
        pa.parquet.write_table(pa.Table.from_pylist(lines, _schema()), here, compression="zstd")


def read_asked(path: Path) -> list[PrefixCount]:
    """The rows of the table that people are asked about."""
    pa = arrow()
    try:
        table = pa.parquet.read_table(path, columns=[*PrefixCount._fields])
    except (pa.ArrowException, OSError) as error:
        raise damaged_round(path, str(error)) from None
    rows = table.filter(pa.compute.field("asks")).to_pylist()
    return [PrefixCount(**{**row, "samples": tuple(row["samples"])}) for row in rows]


def states(rows: Sequence[PrefixCount], annotations: AnnotationFile, domains: Domains) -> list[str]:
    """Of each row, whether people are asked about it, and have decided."""
    return [_state(row, annotations, domains) for row in rows]


def waiting(
    rows: Iterable[PrefixCount], annotations: AnnotationFile, domains: Domains
) -> list[PrefixCount]:
    """The rows that people are asked about and have said nothing of."""
    return [row for row in rows if _state(row, annotations, domains) == WAITING]


def _state(row: PrefixCount, annotations: AnnotationFile, domains: Domains) -> str:
    if not row.asks:
        return QUIET
    place = PageAddress(row.host, row.path)
    return DECIDED if annotations.touches(place, domains) else WAITING


def _schema() -> pyarrow.Schema:
    pa = arrow()
    text, count, real, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    types = {"domain": text, "host": text, "path": text, "prefix": text, "pages": count}
    types |= {"taken": count, "share": real, "bound": real, "held_out": flag, "asks": flag}
    return pa.schema([*types.items(), ("state", text), ("samples", pa.list_(text))])
