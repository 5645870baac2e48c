"""Texts of labels that have only a hash, in a corpus or a folder of files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from rulekit.audit.folder import is_audit
from rulekit.corpus.columns import find_columns
from rulekit.corpus.readers import readers_of
from rulekit.corpus.row import RowContent, row_content, with_partition
from rulekit.corpus.shards import find_source
from rulekit.language.encoding import NotText, decode
from rulekit.places.noted import heard

if TYPE_CHECKING:
    from rulekit.engine import Engine


def texts_in(
    engine: Engine, sources: Sequence[str], columns: str, hashes: Collection[str]
) -> dict[str, str]:
    """The texts with these hashes of bytes; it is read until all are found.

    `columns` says which columns are which, where they do not tell. Raises UsageError for sources
    that are not there.
    """
    found: dict[str, str] = {}
    for data in _contents(engine, sources, columns):
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in hashes and sha256 not in found:
            try:
                found[sha256] = decode(data)
            except NotText:
                continue
        if len(found) == len(hashes):
            break
    return found


def _contents(engine: Engine, sources: Sequence[str], words: str) -> Iterator[bytes]:
    """The bytes of all rows that have any."""
    readers = readers_of(engine, engine.plan.excludes)
    shards = find_source(sources, readers, is_audit).shards
    columns, _ = find_columns(shards, readers, words)
    for shard in shards:
        with heard():
            for row in readers[shard.reader].rows(shard.path, columns.names):
                raw = with_partition(row.raw, shard.partition, columns.names)
                content = row_content(columns, raw, shard.name)
                if isinstance(content, RowContent):
                    yield content.data
