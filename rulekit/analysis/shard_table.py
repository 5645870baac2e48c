"""Columns of one shard of an audit, whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rulekit.audit.read_tables import AuditTables
from rulekit.audit.tables import arrow, columns


def shard_table(
    audit: AuditTables,
    kind: str,
    shard: str,
    names: Sequence[str],
    where: Callable[[Any], Any] | None = None,
) -> Any:
    """Columns of a table as one, in the order of rows; with `where`, its lines where that holds."""
    parts = list(audit.groups(kind, shard, names))
    if where is not None:
        parts = [one.filter(where(one)) for one in parts]
    if not parts:
        known = columns(kind) if kind != "readings" else {"row": arrow().int64()}
        types = [(name, known.get(name, arrow().float64())) for name in names]
        return arrow().schema(types).empty_table()
    return arrow().concat_tables(parts)
