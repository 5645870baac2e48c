"""Texts of labels that have only a hash, in a corpus or a folder of files."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rulekit.audit.folder import is_audit
from rulekit.corpus.columns import find_columns
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import readers_of
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import RowContent, row_content, with_partition
from rulekit.corpus.shards import find_source
from rulekit.hooks.reader import Reader
from rulekit.language.encoding import NotText, decode
from rulekit.places.noted import heard

if TYPE_CHECKING:
    from rulekit.engine import Engine


@dataclass(frozen=True)
class CorpusTexts:
    """The shards of a corpus, and the columns in which its texts are."""

    shards: Sequence[Shard]
    readers: Mapping[str, Reader]
    columns: Columns

    @staticmethod
    def of(engine: Engine, sources: Sequence[str], columns: str = "") -> CorpusTexts:
        """The texts at sources; `columns` says which are which, where they do not tell.

        Raises UsageError for sources that are not there.
        """
        readers = readers_of(engine, engine.plan.excludes)
        shards = find_source(sources, readers, is_audit).shards
        return CorpusTexts(shards, readers, find_columns(shards, readers, columns)[0])

    def by_hash(self, hashes: Collection[str]) -> dict[str, str]:
        """The texts with these hashes of bytes; rows are read until all are found."""
        found: dict[str, str] = {}
        for data in self._contents():
            sha256 = hashlib.sha256(data).hexdigest()
            if sha256 in hashes and sha256 not in found:
                try:
                    found[sha256] = decode(data)
                except NotText:
                    continue
            if len(found) == len(hashes):
                break
        return found

    def _contents(self) -> Iterator[bytes]:
        """The bytes of all rows that have any."""
        names = self.columns.names
        for shard in self.shards:
            with heard():
                for row in self.readers[shard.reader].rows(shard.path, names):
                    raw = with_partition(row.raw, shard.partition, names)
                    content = row_content(self.columns, raw, shard.name)
                    if isinstance(content, RowContent):
                        yield content.data
