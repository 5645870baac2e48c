"""The table of domains of a round, and which of them wait for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import arrow
from rulekit.recall.address import PageAddress
from rulekit.recall.annotation import AnnotationFile
from rulekit.recall.domain import Domains
from rulekit.recall.prefix_count import PrefixCount
from rulekit.recall.round_folder import damaged_round

if TYPE_CHECKING:
    import pyarrow

DECIDED, WAITING, CLOSE, QUIET = "decided", "waiting", "near", ""
UNREAD = ("near", "samples")  # of a count: what people are shown, and no round goes on by


class Said(NamedTuple):
    """Whether people are asked about a prefix and have decided, and their lines."""

    state: str
    lines: tuple[str, ...] = ()


def write_domains(
    audit: AuditFolder, path: Path, rows: Iterable[PrefixCount], said: Iterable[Said]
) -> None:
    """Write the table, whole or not at all."""
    pa = arrow()
    lines = [
        {
            **one._asdict(),
            **told._asdict(),
            "share": one.share,
            "prefix": one.prefix,
            "samples": [sample._asdict() for sample in one.samples],
        }
        for one, told in zip(rows, said, strict=True)
    ]
    with audit.written(path) as here:
        pa.parquet.write_table(pa.Table.from_pylist(lines, _schema()), here, compression="zstd")


def read_asked(path: Path) -> list[PrefixCount]:
    """The rows of the table that people are asked about."""
    pa = arrow()
    try:
        names = [name for name in PrefixCount._fields if name not in UNREAD]
        table = pa.parquet.read_table(path, columns=names)
    except (pa.ArrowException, OSError) as error:
        raise damaged_round(path, str(error)) from None
    rows = table.filter(pa.compute.field("asks")).to_pylist()
    return [PrefixCount(**row) for row in rows]


def states(
    rows: Sequence[PrefixCount], annotations: AnnotationFile, domains: Domains
) -> list[Said]:
    """Of each row, whether people are asked about it, and have decided."""
    return [_said(row, annotations, domains) for row in rows]


def waiting(
    rows: Iterable[PrefixCount], annotations: AnnotationFile, domains: Domains
) -> list[PrefixCount]:
    """The rows that people are asked about and have said nothing of."""
    return [row for row in rows if _said(row, annotations, domains).state == WAITING]


def _said(row: PrefixCount, annotations: AnnotationFile, domains: Domains) -> Said:
    if not (row.asks or row.near):
        return Said(QUIET)
    lines = annotations.touching(PageAddress(row.host, row.path), domains)
    if row.asks:
        return Said(DECIDED if lines else WAITING, tuple(one.said for one in lines))
    return Said(QUIET if lines else CLOSE)


def _schema() -> pyarrow.Schema:
    pa = arrow()
    text, count, real, flag = pa.string(), pa.int64(), pa.float64(), pa.bool_()
    types = {"domain": text, "host": text, "path": text, "prefix": text, "pages": count}
    types |= {"taken": count, "share": real, "bound": real, "held_out": flag, "asks": flag}
    sample = pa.struct([("url", text), ("taken", flag), ("excerpt", text)])
    types |= {"state": text, "lines": pa.list_(text), "samples": pa.list_(sample)}
    return pa.schema([*types.items()])
