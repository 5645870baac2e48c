"""Columns that are added to rows on their way into an output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .shard import pyarrow


def with_fields(schema: Any, added: Mapping[str, str]) -> Any:
    """The schema with these columns at its end; the same one if it has them already."""
    library = pyarrow()
    types = {
        "text": library.string(),
        "texts": library.list_(library.string()),
        "number": library.float64(),
    }
    for name, kind in added.items():
        if name not in schema.names:
            schema = schema.append(library.field(name, types[kind]))
    return schema


def extended(batch: Any, added: Mapping[str, str], values: Sequence[Mapping[str, object]]) -> Any:
    """The rows of a batch, each with its values in these columns."""
    library = pyarrow()
    schema = with_fields(batch.schema, added)
    columns = [
        library.array([row[name] for row in values], schema.field(name).type) for name in added
    ]
    return library.RecordBatch.from_arrays([*batch.columns, *columns], schema=schema)
