"""Texts that are kept with an audit: a sample, by the hash of their bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from rulekit.audit.folder import AuditFolder
from rulekit.audit.read_tables import AuditTables, damaged
from rulekit.audit.sample import sampled_rows
from rulekit.audit.tables import arrow
from rulekit.audit.texts import Texts
from rulekit.files.digest import file_sha256
from rulekit.places.place import source_of

if TYPE_CHECKING:
    from rulekit.plan.plan import Plan

MOST = 1_000_000  # bytes of a text that is kept: nobody reads more
NAME = "texts.parquet"
COLUMNS = ("sha256", "text")


def write_texts(audit: AuditFolder, texts: Iterable[tuple[str, str]]) -> str:
    """Write hashes and texts, each once, in the order of the hashes; the hash of the file."""
    pa = arrow()
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    rows = sorted(dict(texts).items())
    columns = [[row[place] for row in rows] for place in range(len(COLUMNS))]
    table = pa.table(dict(zip(COLUMNS, columns, strict=True)), schema)
    with audit.written(audit.folder / NAME) as here:
        pa.parquet.write_table(table, here, compression="zstd")
        return file_sha256(here)


def keep_texts(audit: AuditTables, texts: Texts, count: int, plan: Plan) -> str:
    """Keep a sample of `count` texts with an audit; the hash of the file.

    A text that cannot be read any more, or is over MOST bytes, is passed over.
    """
    chosen: dict[str, set[int]] = {}
    for shard, row in sampled_rows(audit, count, plan):
        chosen.setdefault(shard, set()).add(row)
    rows = [
        (shard, one["row"], one["sha256"])
        for shard, numbers in chosen.items()
        for one in audit.rows("verdicts", shard, numbers, ("row", "sha256", "size"))
        if one["sha256"] and one["size"] <= MOST
    ]
    return write_texts(audit.paths, ((row[2], text) for row, text in texts.read(rows)))


def read_texts(audit: AuditFolder) -> Mapping[str, str]:
    """The texts by hash; none where none are kept. Raises UsageError for a damaged file."""
    path, pa = audit.folder / NAME, arrow()
    try:
        table = pa.parquet.read_table(source_of(path), columns=list(COLUMNS))
    except FileNotFoundError:
        return {}
    except (pa.ArrowException, OSError, KeyError) as error:
        raise damaged(path, str(error)) from None
    hashes, texts = (table[name].to_pylist() for name in COLUMNS)
    return {digest: text for digest, text in zip(hashes, texts, strict=True) if digest and text}
