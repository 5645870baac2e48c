"""Texts of rows of an audit that are at hand: kept with it, or in a corpus that is still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rulekit.audit.kept_texts import read_texts
from rulekit.audit.sources import Sources
from rulekit.audit.texts import Texts
from rulekit.core.verdict import Verdict
from rulekit.corpus.job import CorpusJob
from rulekit.corpus.roles import Columns
from rulekit.errors import RulekitError

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
            return FoundTexts(kept, Texts(engine, job), error.problems[0].message)
        return FoundTexts(kept, texts, "" if sources.words else "the audit does not say where")

    def read(self, verdicts: Iterable[Verdict]) -> dict[Key, str]:
        """The texts of rows by shard and row; those that are not at hand are not in it."""
        rows = [(one.shard or "", one.row or 0, one.sha256) for one in verdicts if one.sha256]
        found = {(shard, row): self.kept.get(sha256) for shard, row, sha256 in rows}
        others = [one for one in rows if found[one[:2]] is None]
        found |= {row[:2]: text for row, text in self.texts.read(others)}
        return {key: text for key, text in found.items() if text is not None}


def _job(audit: AuditTables, engine: Engine, sources: Sources) -> CorpusJob:
    exclude = (*engine.plan.excludes, *sources.exclude)
    columns = Columns(**audit.manifest["columns"])
    return CorpusJob(columns, language=audit.manifest["language"], exclude=exclude)
