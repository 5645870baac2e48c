"""Tables of scores: a line for each page of a shard, with what a round's model says of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import BATCH, arrow
from rulekit.core.reading import Unmeasured
from rulekit.core.utf8 import without_surrogates
from rulekit.corpus.job import Shard
from rulekit.learned.model import Model
from rulekit.recall.address import PageAddress, address_of
from rulekit.recall.domain import Domains
from rulekit.recall.round_folder import damaged_round
from rulekit.recall.web_corpus import WebCorpus, WebPage

if TYPE_CHECKING:
    import pyarrow

UNREAD = b"rulekit.unread"  # rows that are no page, by cause, in the table's metadata
TOO_SHORT = "too-short"
NOWHERE = PageAddress("", "/")


class ScoredPage(NamedTuple):
    """A page as a table of scores has it; `score` is a chance."""

    shard: str
    row: int
    url: str
    domain: str
    held_out: bool
    sha256: str
    score: float

    @property
    def address(self) -> PageAddress:
        """Host and path."""
        return address_of(self.url) or NOWHERE


@dataclass(frozen=True)
class Scorer:
    """Scores the pages of a corpus, shard by shard, with the model of a round."""

    corpus: WebCorpus
    domains: Domains
    model: Model

    def write(self, audit: AuditFolder, shard: Shard, path: Path) -> None:
        """Write the table of a shard, whole or not at all."""
        pa, unread = arrow("scores are written as Parquet"), Counter[str]()
        lines = self._lines(shard, unread)
        with (
            audit.written(path) as here,
            pa.parquet.ParquetWriter(here, _schema(), compression="zstd") as writer,
        ):
            while part := list(islice(lines, BATCH)):
                writer.write_table(pa.Table.from_pylist(part, _schema()))
            writer.add_key_value_metadata({UNREAD: json.dumps(dict(sorted(unread.items())))})

    def _lines(self, shard: Shard, unread: Counter[str]) -> Iterator[dict[str, Any]]:
        for page in self.corpus.pages(shard, unread):
            score = self._score(page)
            if score is None:
                unread[TOO_SHORT] += 1
                continue
            domain = self.domains.of(page.address.host)
            held_out = self.domains.is_held_out(domain)
            place = {"row": page.row, "url": without_surrogates(page.url), "domain": domain}
            yield place | {"held_out": held_out, "sha256": page.sha256, "score": score}

    def _score(self, page: WebPage) -> float | None:
        try:
            return self.model.score(without_surrogates(page.text).encode())
        except Unmeasured:
            return None


@dataclass(frozen=True)
class ScoreTables:
    """The tables of scores of a round, in the order of the shards."""

    folder: Path
    shards: Sequence[Shard]

    def path(self, shard: Shard) -> Path:
        """The table of a shard."""
        name = shard.name if shard.name.endswith(".parquet") else f"{shard.name}.parquet"
        return self.folder / name

    def pages(self) -> Iterator[ScoredPage]:
        """All pages; raises UsageError for a table that is not as it was written."""
        pa = arrow()
        for shard in self.shards:
            try:
                with pa.parquet.ParquetFile(self.path(shard)) as file:
                    for batch in file.iter_batches(BATCH):
                        for one in batch.to_pylist():
                            yield ScoredPage(shard.name, **one)
            except (pa.ArrowException, OSError) as error:
                raise damaged_round(self.path(shard), str(error)) from None

    def unread(self) -> Mapping[str, int]:
        """How many rows were no page, by cause."""
        pa, found = arrow(), Counter[str]()
        for shard in self.shards:
            metadata = pa.parquet.read_metadata(self.path(shard)).metadata or {}
            found.update(json.loads(metadata.get(UNREAD, b"{}")))
        return dict(sorted(found.items()))


def _schema() -> pyarrow.Schema:
    pa = arrow()
    text = pa.string()
    return pa.schema(
        [
            ("row", pa.int64()),
            ("url", text),
            ("domain", text),
            ("held_out", pa.bool_()),
            ("sha256", text),
            ("score", pa.float64()),
        ]
    )
