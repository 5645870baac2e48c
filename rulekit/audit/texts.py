"""Texts of an audited corpus, opened again where they are still those that were judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, cast

from rulekit.audit.folder import is_audit
from rulekit.core.evidence import with_evidence
from rulekit.corpus.cursor import Cursor
from rulekit.corpus.folder_reader import NAME as FOLDER
from rulekit.corpus.job import CorpusJob, Shard
from rulekit.corpus.readers import difference, readers_of
from rulekit.corpus.row import RowContent, row_content, with_partition
from rulekit.corpus.shards import find_source
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode
from rulekit.places.noted import heard

if TYPE_CHECKING:
    from rulekit.core.document import Document
    from rulekit.core.rule import Rule
    from rulekit.core.verdict import Finding
    from rulekit.engine import Engine
    from rulekit.hooks.reader import Reader

HashedRow = tuple[str, int, str]  # shard, row, and hash of the bytes that were judged


@dataclass
class Texts:
    """The shards of a corpus by name, of those that an audit knows.

    `others` says of each that is not used why: it is not there, or its bytes are others.
    """

    engine: Engine
    job: CorpusJob
    shards: Mapping[str, Shard] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def of(
        engine: Engine,
        job: CorpusJob,
        manifest: Mapping[str, Any],
        words: Sequence[str],
        reader: str = "",
    ) -> Texts:
        """The texts at the sources that `words` name; raises UsageError for what is not there."""
        if not words:
            return Texts(engine, job)
        readers = readers_of(engine, job.exclude)
        names = [one["name"] for one in manifest["shards"]]
        source = find_source(words, readers, is_audit, reader=reader)
        known = {one.name: one for one in source.shards if one.name in names}
        others = {name: "it is not there" for name in names if name not in known}
        return Texts(engine, job, known, readers, others)

    def unchanged(self, manifest: Mapping[str, Any]) -> Texts:
        """The shards that have the bytes which were judged, every one of which is read."""
        facts = {one["name"]: one for one in manifest["shards"]}
        compared = {
            name: difference(self.readers[shard.reader], shard, facts[name], believe_stamp=False)
            for name, shard in self.shards.items()
        }
        changed = {name: why for name, why in compared.items() if why}
        same = {name: shard for name, shard in self.shards.items() if name not in changed}
        return replace(self, shards=same, others={**self.others, **changed})

    def read(self, rows: Iterable[HashedRow]) -> Iterator[tuple[HashedRow, str]]:
        """Read the texts of rows, by shards; those that are not at hand are left out."""
        for shard, some in groupby(sorted(rows), key=itemgetter(0)):
            here = self.of_shard(shard)
            moved: dict[str, list[HashedRow]] = {}
            for row in some:
                if (text := here.row_text(*row[1:])) is not None:
                    yield row, text
                else:
                    moved.setdefault(row[2], []).append(row)
            for sha256, text in self._moved(self.shards.get(shard), {*moved}):
                yield from ((row, text) for row in moved[sha256])

    def _moved(self, shard: Shard | None, hashes: set[str]) -> Iterator[tuple[str, str]]:
        """Texts of a folder by hash, wherever they stand since other files were added or removed.

        Files are read for it until all are found.
        """
        if shard is None or shard.reader != FOLDER or not hashes:
            return
        for raw, _ in self.readers[FOLDER].rows(shard.path, self.job.columns.names):
            if not hashes:
                return
            if isinstance(raw, BrokenRow):
                continue
            sha256 = hashlib.sha256(data := cast("bytes", raw["content"])).hexdigest()
            if sha256 in hashes and (text := _decoded(data)) is not None:
                hashes.remove(sha256)
                yield sha256, text

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

    def row_text(self, row: int, sha256: str) -> str | None:
        """The text of a row whose bytes have this hash; None where they are others, or no text."""
        found = self._read(row)
        if found is None or hashlib.sha256(found.data).hexdigest() != sha256:
            return None
        return _decoded(found.data)

    def _at(self, row: int) -> Document | None:
        if row != self._row:
            found = self._read(row)
            self._document = _document(self._texts.engine, found) if found else None
            self._row = row
        return self._document

    def _read(self, row: int) -> RowContent | None:
        shard, texts, job = self._shard, self._texts, self._texts.job
        if shard is None:
            return None
        names = job.columns.names
        if self._cursor is None or self._cursor.row > row:
            self._cursor = Cursor(texts.readers[shard.reader], shard.path, names, row)
        with heard():
            raw = with_partition(self._cursor.read(row).raw, shard.partition, names)
        place = f"{shard.name}#row={row}"
        found = row_content(job.columns, raw, place, job.language, shard.location)
        return found if isinstance(found, RowContent) else None


def _decoded(data: bytes) -> str | None:
    try:
        return decode(data)
    except NotText:
        return None


def _document(engine: Engine, found: RowContent) -> Document | None:
    if (text := _decoded(found.data)) is None:
        return None
    languages = engine.plan.languages
    return languages.document(text, found.path, hint=found.language, location=found.location)
