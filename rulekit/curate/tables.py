"""The tables of a curation: fates, copies, edits, contamination, scores, the rows of outputs.

`verdicts` and `evidence` are those of every audit. docs/curate.md describes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from rulekit.audit.tables import KEY, arrow, schemas

if TYPE_CHECKING:
    import pyarrow

OUTPUT = "outputs/"  # before the name of an output
PARENT_ROW = "parent_row"  # in the table of an output: the row that a text was made of
Records = list[dict[str, Any]]


@cache
def table(kind: str) -> pyarrow.Schema:
    """The schema of a table; `events` is what stages tell each other."""
    pa = arrow()
    text, number, share = pa.string(), pa.int64(), pa.float64()
    key = [("shard", text), ("row", number)]
    step = ("step", text)
    span = [("start", number), ("end", number)]
    if kind in ("verdicts", "evidence"):
        return schemas(())[kind]
    if kind.startswith(OUTPUT):
        parent = [("parent_shard", text), (PARENT_ROW, number), *span]
        said = [("language", text), ("facts", pa.map_(text, text))]
        return pa.schema([("id", text), ("path", text), ("content", text), *said, *parent])
    columns = {
        "events": [*key, step, ("decision", text), ("cause", text), ("text", text)],
        "fates": [
            *key, ("id", text), ("path", text), ("language", text), ("step", text),
            ("decision", text), ("reason", text), ("bytes_before", number),
            ("bytes_after", number), ("facts", pa.map_(text, text)),
        ],
        "copies": [
            *key, step, ("kept_shard", text), ("kept_row", number), ("jaccard", share),
            ("shared", number), ("group_size", number), ("preferred_by", text),
            ("value", share), ("kept_value", share),
        ],
        "edits": [
            *key, step, ("kind", text), ("rule", text), *span, ("line", number),
            ("replacement", text),
            ("hash", text), ("excerpt", text), ("secret", pa.bool_()), ("seen_start", number),
            ("seen_end", number),
        ],
        "contamination": [
            *key, step, ("benchmark", text), ("item", text), ("part", text), ("gram", text),
            *span, ("covered", share),
        ],
        "scores": [
            *key, step, ("signal", text), ("value", share), ("note", text), ("group", text),
            ("part", text),
        ],
    }[kind]  # fmt: skip
    return pa.schema(columns)


def tables_of(records: Mapping[str, Records]) -> dict[str, pyarrow.Table]:
    """Records by kind as tables."""
    pa = arrow()
    return {kind: pa.Table.from_pylist(rows, table(kind)) for kind, rows in records.items()}


def by_row(found: pyarrow.Table, first: int, stop: int) -> dict[int, Records]:
    """The records of a range of rows in a table that is sorted by them, by row."""
    import numpy as np

    name = KEY[1] if KEY[1] in found.schema.names else PARENT_ROW
    rows = found.column(name).to_numpy()
    low, high = (int(one) for one in np.searchsorted(rows, [first, stop]))
    records: dict[int, Records] = {}
    for record in found.slice(low, high - low).to_pylist():
        records.setdefault(record[name], []).append(record)
    return records


def merged_rows(all_records: Sequence[Mapping[int, Records]]) -> dict[int, Records]:
    """The records of several tables, by row."""
    found: dict[int, Records] = {}
    for records in all_records:
        for row, some in records.items():
            found.setdefault(row, []).extend(some)
    return found
