"""Columns that folders name: `lang=Python/part-0.parquet`, as Hive and Spark lay out data sets."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable

NULL = "__HIVE_DEFAULT_PARTITION__"  # how Hive, Spark and Arrow call the folder of null


def partition_of(path: str) -> dict[str, str | None]:
    """Values that the folders of a path name, by column; both sides of `=` are percent-decoded.

    The path is taken as somebody wrote it: folders above what is named are not looked at. Raises
    UsageError when two of them speak of one column.
    """
    found: dict[str, str | None] = {}
    for folder in os.path.dirname(path).split(os.sep):
        name, equals, value = folder.partition("=")
        if not (name and equals):
            continue
        if (column := unquote(name)) in found:
            message = f"two folders of `{printable(path)}` say what `{printable(column)}` is"
            raise UsageError([Problem(message, remedy="rename one of them")])
        found[column] = None if value == NULL else unquote(value)
    return found


def known_columns(fields: Sequence[str], here: Iterable[str], others: Iterable[str]) -> list[str]:
    """Columns of a shard, then those that its folders name, then those of other shards' folders.

    A name that its rows and its folders have is there twice.
    """
    known = [*fields, *here]
    return known + [name for name in dict.fromkeys(others) if name not in known]
