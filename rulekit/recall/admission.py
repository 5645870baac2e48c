"""Pages that are admitted: a table with the reason of each, and copies of their rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import BATCH, arrow
from rulekit.corpus.readers import reader_of
from rulekit.errors import UsageError
from rulekit.places.place import matching, remove
from rulekit.recall.annotation import AnnotationFile
from rulekit.recall.domain import Domains
from rulekit.recall.score_table import ScoredPage
from rulekit.recall.web_corpus import WebCorpus

if TYPE_CHECKING:
    import pyarrow

BY_SCORE = "score"
PAGES, KEPT = "pages.parquet", "kept"
HOSTS = 10_000  # among which the nearest to one without a page is looked for


@dataclass
class Admission:
    """Says which pages are admitted, and counts them.

    Those under a prefix that people want are; those under one that they do not want are not; all
    others are where the file says so (`by_score`) and their score reaches the limit.
    """

    annotations: AnnotationFile
    domains: Domains
    limit: float
    by_score: bool
    prefixes: int = 0
    scored: int = 0
    passed: int = 0  # that reach the limit, and are admitted by nobody
    rows: dict[str, set[int]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)  # lines of annotations with pages
    seen: set[str] = field(default_factory=set)  # hosts, some

    def write(self, audit: AuditFolder, path: Path, pages: Iterable[ScoredPage]) -> None:
        """Write the table of the pages that are admitted, whole or not at all."""
        pa, lines = arrow(), self._lines(pages)
        with (
            audit.written(path) as here,
            pa.parquet.ParquetWriter(here, _schema(), compression="zstd") as writer,
        ):
            while part := list(islice(lines, BATCH)):
                writer.write_table(pa.Table.from_pylist(part, _schema()))

    def _lines(self, pages: Iterable[ScoredPage]) -> Iterator[dict[str, Any]]:
        for page in pages:
            if len(self.seen) < HOSTS:
                self.seen.add(page.address.host)
            if by := self._by(page):
                self.rows.setdefault(page.shard, set()).add(page.row)
                yield {**page._asdict(), "by": by}

    def _by(self, page: ScoredPage) -> str:
        """What admits a page; "" for nothing."""
        line = self.annotations.of(page.address, self.domains)
        if line:
            self.used.add(line.line)
            self.prefixes += line.wanted
            return line.said if line.wanted else ""
        if page.score < self.limit:
            return ""
        self.scored += self.by_score
        self.passed += not self.by_score
        return BY_SCORE if self.by_score else ""

    @property
    def counts(self) -> dict[str, int]:
        """Pages that are admitted, by what; and `not_admitted`, that only reach the limit."""
        return {
            "by_prefix": self.prefixes,
            "by_score": self.scored,
            "not_admitted": self.passed,
        }


def copy_rows(audit: AuditFolder, corpus: WebCorpus, admission: Admission) -> None:
    """Copy the rows that are admitted, as shards of the same form, to `kept`."""
    folder = Path(str(audit.folder)) / KEPT
    there = [one for one in corpus.shards if admission.rows.get(one.name)]
    for shard in there:
        reader, wanted = reader_of(corpus.readers, shard.reader), admission.rows[shard.name]
        try:
            with (
                audit.written(folder / shard.name) as here,
                reader.writer(shard.path, here) as writer,
            ):
                for number, row in enumerate(reader.rows(shard.path, (), whole=True)):
                    if number in wanted and row.whole is not None:
                        writer.write(row.whole)
        except OSError as error:
            message = f"`{shard.path}` cannot be copied: {error.strerror or error}"
            raise UsageError(message) from None
    for stale in {*matching(folder, "**/*")} - {folder / one.name for one in there}:
        if isinstance(stale, Path) and stale.is_file():
            remove(stale)


def _schema() -> pyarrow.Schema:
    pa = arrow()
    text = pa.string()
    names = {"shard": text, "row": pa.int64(), "url": text, "domain": text, "sha256": text}
    return pa.schema([*names.items(), ("score", pa.float64()), ("by", text)])
