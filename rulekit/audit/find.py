"""Finding a row of a stored audit by its id, its path, or its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rulekit.audit.open import Audit, compute
from rulekit.audit.query import Selection, array
from rulekit.audit.verdicts import Key
from rulekit.errors import Problem, UsageError, did_you_mean

SHOWN = 20  # rows with the same id or path that are told
NEAREST = 200  # words that a wrong one is compared with


def find(stored: Audit, column: str, word: str, limit: int = SHOWN) -> Selection:
    """The first rows with this id or path; raises UsageError with the nearest if none has it."""
    picked, near = Selection(limit), dict[str, None]()
    for place, shard in enumerate(stored.shards):
        for group in stored.groups("verdicts", shard, ("row", column)):
            rows = array(group.filter(compute().equal(group[column], word))["row"])
            picked.add_in_order(place, shard, rows)
            if not picked.count and len(near) < NEAREST:
                alike = _alike(group[column], word)
                near |= dict.fromkeys(alike.to_pylist()[: NEAREST - len(near)])
    if not picked.count:
        message = f"--{column} {word}: no row has this {column}"
        raise UsageError([Problem(message + _nearest(word, near), remedy=_where(stored, column))])
    return picked


def find_row(stored: Audit, word: str) -> Key:
    """Shard and row that `SHARD#row=N` names, or `N` when there is one shard; or UsageError."""
    shard, mark, number = word.rpartition("#row=")
    if not mark and len(stored.shards) == 1:
        shard = stored.shards[0]
    if not number.isdecimal() or not shard:
        raise UsageError(f"--row {word}: say SHARD#row=N, rows count from 0")
    if shard not in stored.shards:
        near = did_you_mean(shard, stored.shards) or f"; there are: {_listed(stored.shards)}"
        raise UsageError(f"--row {word}: the audit has no shard `{shard}`{near}")
    count = stored.file("verdicts", shard).metadata.num_rows
    if int(number) >= count:
        raise UsageError(f"--row {word}: `{shard}` has {count:,} rows; they count from 0")
    return shard, int(number)


def _alike(column: Any, word: str) -> Any:
    """Values that begin or end as the word does: one slip leaves one half of it as it was."""
    half = (len(word) + 1) // 2
    begins = compute().starts_with(column, word[:half])
    return column.filter(compute().or_(begins, compute().ends_with(column, word[-half:])))


def _nearest(word: str, known: Iterable[str]) -> str:
    longer = [one for one in known if one.endswith(f"/{word}")]
    return f", did you mean `{longer[0]}`?" if longer else did_you_mean(word, known)


def _where(stored: Audit, column: str) -> str:
    if column == "id" and not stored.manifest["columns"].get("id"):
        return "this audit has no ids: its corpus has no column of them; say --path or --row"
    return "" if stored.finished else "the audit is unfinished; the row may be in an open shard"


def _listed(shards: Sequence[str]) -> str:
    more = f" and {len(shards) - 5} more" if len(shards) > 5 else ""
    return ", ".join(shards[:5]) + more
