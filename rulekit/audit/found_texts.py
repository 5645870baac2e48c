"""Texts of rows of an audit that are at hand: kept with it, or in a corpus that is still there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rulekit.audit.kept_texts import read_texts
from rulekit.audit.read_tables import compute
from rulekit.audit.sources import Sources
from rulekit.audit.tables import arrow
from rulekit.audit.texts import HashedRow, Texts
from rulekit.core.verdict import Verdict
from rulekit.corpus.job import CorpusJob
from rulekit.corpus.roles import Columns
from rulekit.errors import RulekitError
from rulekit.places.noted import forget_noted

if TYPE_CHECKING:
    from rulekit.audit.read_tables import AuditTables
    from rulekit.audit.selection import Key
    from rulekit.engine import Engine


@dataclass(frozen=True)
class FoundTexts:
    """Texts that were kept, by hash, and those of shards; `why` says why there are no shards."""

    kept: Mapping[str, str]
    texts: Texts
    why: str = ""

    @staticmethod
    def of(audit: AuditTables, engine: Engine, words: Sequence[str] = ()) -> FoundTexts:
        """The texts of an audit; `words` name a corpus that is not where the audit says it is.

        Raises UsageError for words that name nothing; a corpus that only the audit names may be
        gone, or something else by now.
        """
        sources = Sources.of(audit.paths)
        if words:
            sources = replace(sources, words=tuple(words))
        job = _job(audit, engine, sources)
        kept = read_texts(audit.paths)
        try:
            texts = Texts.of(engine, job, audit.manifest, sources.words, sources.reader)
        except RulekitError as error:
            if words:
                raise
            forget_noted()
            return FoundTexts(kept, Texts(engine, job), error.problems[0].message)
        return FoundTexts(kept, texts, "" if sources.words else "the audit does not say where")

    @property
    def reason(self) -> str:
        """The reason why texts are missing: no corpus, or a shard that is not used; "" for none."""
        shards = [f"shard {name}: {why}" for name, why in self.texts.others.items()]
        more = f" (+{len(shards) - 1} more)" if len(shards) > 1 else ""
        return self.why or "".join(shards[:1]) + more

    def read(self, verdicts: Iterable[Verdict]) -> dict[Key, str]:
        """The texts of rows by shard and row; those that are not at hand are not in it."""
        rows = [(one.shard or "", one.row or 0, one.sha256) for one in verdicts if one.sha256]
        return {row[:2]: text for row, text in self._found(rows)}

    def by_hash(self, audit: AuditTables, hashes: Collection[str]) -> dict[str, str]:
        """The texts with these hashes, of whichever rows of the audit have them."""
        kept = {sha256: self.kept[sha256] for sha256 in hashes if sha256 in self.kept}
        rows = {row[2]: row for row in _hashed_rows(audit, {*hashes} - kept.keys())}
        return kept | {row[2]: text for row, text in self.texts.read(rows.values())}

    def _found(self, rows: Collection[HashedRow]) -> Iterator[tuple[HashedRow, str]]:
        """Texts that are kept, and those of shards."""
        kept = {row: self.kept[row[2]] for row in rows if row[2] in self.kept}
        yield from kept.items()
        yield from self.texts.read(row for row in rows if row not in kept)


def _hashed_rows(audit: AuditTables, hashes: Collection[str]) -> Iterator[HashedRow]:
    """Rows whose bytes have one of these hashes."""
    wanted = arrow().array(sorted(hashes), arrow().string())
    for shard in audit.shards:
        for group in audit.groups("verdicts", shard, ("row", "sha256")):
            here = group.filter(compute().is_in(group["sha256"], wanted))
            yield from ((shard, one["row"], one["sha256"]) for one in here.to_pylist())


def _job(audit: AuditTables, engine: Engine, sources: Sources) -> CorpusJob:
    exclude = (*engine.plan.excludes, *sources.exclude)
    columns = Columns(**audit.manifest["columns"])
    return CorpusJob(columns, language=audit.manifest["language"], exclude=exclude)
