"""Rows nearest the limits of a rule, on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rulekit.analysis.rule_rows import RuleRows
from rulekit.audit.read_tables import AuditTables

if TYPE_CHECKING:
    from numpy import ndarray


@dataclass(frozen=True)
class NearRow:
    """A row near a limit: its reading, the distance beyond it (under 0: within), its decision.

    `others` are the rules that drop it as well, or what decided it.
    """

    shard: str
    row: int
    path: str
    language: str
    value: float
    limit: float
    margin: float
    decision: str
    others: tuple[str, ...]


def near_rows(
    audit: AuditTables, rows: RuleRows, count: int, *, alone: bool = False
) -> tuple[list[NearRow], list[NearRow]]:
    """Rows that pass and rows that fail, each the nearest first, at the most `count` of both.

    With `alone`, only rows that no other rule drops.
    """
    import numpy as np

    over, under = rows.value - rows.ends("max"), rows.ends("min") - rows.value
    margin = np.maximum(over, under)
    limit = np.where(over >= under, rows.ends("max"), rows.ends("min"))
    nobody = np.array([{*one} <= {rows.rule.id} for one in rows.decided_by], bool)[rows.deciding]
    wanted = np.isfinite(margin) & (nobody if alone else True)
    sides = [wanted & ~rows.failing(), wanted & rows.failing()]
    picked = [_nearest(np.abs(margin), side)[:count] for side in sides]
    passed, failed = ([_near(audit, rows, i, limit, margin) for i in one] for one in picked)
    return passed, failed


def _nearest(distance: ndarray, mask: ndarray) -> list[int]:
    """Places of rows where a mask holds, the nearest first, equal ones as in the audit."""
    import numpy as np

    places = np.flatnonzero(mask)
    order: list[int] = places[np.argsort(distance[places], kind="stable")].tolist()
    return order


def _near(audit: AuditTables, rows: RuleRows, i: int, limit: ndarray, margin: ndarray) -> NearRow:
    shard, row = audit.shards[int(rows.shard[i])], int(rows.row[i])
    (told,) = audit.rows("verdicts", shard, (row,), ("row", "path"))
    others = [one for one in rows.decided_by[rows.deciding[i]] if one != rows.rule.id]
    return NearRow(
        shard,
        row,
        told["path"],
        rows.languages[rows.language[i]],
        float(rows.value[i]),
        float(limit[i]),
        float(margin[i]),
        rows.decisions[rows.decision[i]],
        tuple(others),
    )
