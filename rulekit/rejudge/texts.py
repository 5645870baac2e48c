"""Texts of an audited corpus, opened again where they are still those that were judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import is_audit
from rulekit.core.evidence import with_evidence
from rulekit.corpus.cursor import Cursor
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.readers import difference, readers_of
from rulekit.corpus.row import RowContent, row_content, with_partition
from rulekit.corpus.shards import find_source
from rulekit.language.encoding import NotText, decode

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.core.rule import Rule
    from rulekit.core.verdict import Finding
    from rulekit.engine import Engine
    from rulekit.hooks.reader import Reader


@dataclass
class Texts:
    """The shards of a corpus by name, of those that an audit knows.

    `others` says of each that is not used why: its bytes are not those that were judged.
    """

    engine: Engine
    job: CorpusJob
    shards: Mapping[str, Shard] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(
        engine: Engine, job: CorpusJob, manifest: Mapping[str, Any], words: Sequence[str]
    ) -> Texts:
        """The texts at the sources that `words` name; raises UsageError for what is not there."""
        if not words:
            return Texts(engine, job)
        readers = readers_of(engine, job.exclude)
        facts = {one["name"]: one for one in manifest["shards"]}
        source = find_source(words, readers, is_audit)
        known = {one.name: one for one in source.shards if one.name in facts}
        others = {
            name: why
            for name, shard in known.items()
            if (why := difference(readers[shard.reader], shard, facts[name], believe_stamp=False))
        }
        others |= {name: "it is not there" for name in facts if name not in known}
        same = {name: shard for name, shard in known.items() if name not in others}
        return Texts(engine, job, same, readers, others)

    def of_shard(self, name: str) -> ShardTexts:
        """The texts of one shard, in order."""
        return ShardTexts(self, self.shards.get(name))


class ShardTexts:
    """The texts of one shard, or of none; rows are asked for in ascending order."""

    def __init__(self, texts: Texts, shard: Shard | None) -> None:
        self._texts, self._shard = texts, shard
        self._cursor: Cursor | None = None
        self._row = -1
        self._document: Document | None = None

    def locate(self, row: int, rule: Rule, finding: Finding) -> Finding | None:
        """The finding with its evidence and message; None where the text is not at hand."""
        document = self._at(row)
        return with_evidence(document, rule, finding, everywhere=False) if document else None

    def _at(self, row: int) -> Document | None:
        if self._shard is not None and row != self._row:
            self._document, self._row = self._read(self._shard, row), row
        return self._document

    def _read(self, shard: Shard, row: int) -> Document | None:
        texts, job = self._texts, self._texts.job
        names = job.columns.names
        if self._cursor is None or self._cursor.row > row:
            self._cursor = Cursor(texts.readers[shard.reader], shard.path, names, row)
        raw = with_partition(self._cursor.read(row).raw, shard.partition, names)
        place = f"{shard.name}#row={row}"
        found = row_content(job.columns, raw, place, job.language, shard.location)
        return _document(texts.engine, found) if isinstance(found, RowContent) else None


def _document(engine: Engine, found: RowContent) -> Document | None:
    try:
        text = decode(found.data)
    except NotText:
        return None
    languages = engine.plan.languages
    return languages.document(text, found.path, hint=found.language, location=found.location)
