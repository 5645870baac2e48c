"""The table of replies: a line for each row and reply, made of the journal and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from rulekit.ask.asked_corpus import AskedCorpus, AskedRow
from rulekit.ask.conversation import Ended, next_step
from rulekit.ask.inquiry import Inquiry
from rulekit.ask.journal import ReplyJournal
from rulekit.ask.request import Request
from rulekit.ask.text_lines import REPLY, TextLines
from rulekit.audit.folder import AuditFolder
from rulekit.audit.tables import BATCH, arrow
from rulekit.corpus.job import Shard
from rulekit.errors import UsageError

if TYPE_CHECKING:
    import pyarrow


@dataclass
class ReplyTables:
    """Writes the replies to the rows of a corpus, shard by shard, and counts them.

    `texts` gets each line, too.
    """

    corpus: AskedCorpus
    inquiry: Inquiry
    journal: ReplyJournal
    texts: TextLines
    outcomes: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    fingerprints: Counter[str] = field(default_factory=Counter)

    def write(self, audit: AuditFolder, shard: Shard) -> None:
        """Write the table of a shard, whole or not at all."""
        pa, schema = arrow("replies are written as Parquet"), self._schema()
        lines = self._lines(shard)
        with (
            audit.written(audit.table("replies", shard.name)) as here,
            pa.parquet.ParquetWriter(here, schema, compression="zstd") as writer,
        ):
            while part := list(islice(lines, BATCH)):
                writer.write_table(pa.Table.from_pylist(part, schema))

    def _schema(self) -> pyarrow.Schema:
        pa = arrow()
        text, count = pa.string(), pa.int64()
        types = {"string": text, "array": text, "boolean": pa.bool_()}
        own = [(REPLY + one.name, types.get(one.type, pa.float64())) for one in self._columns]
        names = {"shard": text, "row": count, "sample": count, "path": text, "sha256": text}
        names |= {"outcome": text, "note": text, "cut": pa.bool_(), "asked": count}
        names |= {"input": count, "output": count, "model": text, "key": text, "said": text}
        return pa.schema([*names.items(), *own])

    @property
    def _columns(self) -> Any:
        return self.inquiry.form.columns()

    def _lines(self, shard: Shard) -> Iterator[dict[str, Any]]:
        try:
            for row in self.corpus.rows(shard):
                for line in self._of_row(row):
                    self.outcomes[line["outcome"]] += 1
                    self.texts.add(line)
                    yield line
        except OSError as error:
            message = f"`{shard.path}` cannot be read: {error.strerror or error}"
            raise UsageError(message) from None

    def _of_row(self, row: AskedRow) -> Iterator[dict[str, Any]]:
        place = {name: getattr(row, name) for name in ("shard", "row", "path", "sha256")}
        if row.trouble:
            yield place | {"sample": 0, "outcome": "unread", "note": row.trouble}
            return
        cut = len(row.text) > self.inquiry.spec.limits.characters
        for first in self.inquiry.requests(row.text, row.values):
            step = next_step(first, self.journal.find, self.inquiry.form)
            told = self._unasked(step) if isinstance(step, Request) else self._ended(step)
            yield place | {"sample": first.sample, "key": first.key, "cut": cut} | told

    def _unasked(self, request: Request) -> dict[str, Any]:
        failure = self.journal.failure(request.key)
        if failure is None:
            return {"outcome": "unasked", "note": "it was not its turn"}
        why = f"HTTP {failure.status}: " if failure.status else ""
        return {"outcome": "unasked", "note": f"{why}{failure.body} ({failure.tries} tries)"}

    def _ended(self, ended: Ended) -> dict[str, Any]:
        reply, entries = ended.reply, ended.entries
        self.models[reply.model] += 1
        self.fingerprints.update(one.fingerprint for one in entries)
        told = {
            "outcome": reply.outcome,
            "note": reply.note,
            "asked": len(entries),
            "model": reply.model,
            "input": sum(one.usage.get("input", 0) for one in entries),
            "output": sum(one.usage.get("output", 0) for one in entries),
        }
        if reply.outcome != "answered":
            return told | {"said": reply.said}
        return told | {
            REPLY + one.name: _value(reply.value, one.path, one.type) for one in self._columns
        }


def _value(value: Any, path: tuple[str, ...], kind: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None or kind != "array":
        return float(value) if kind == "integer" and value is not None else value
    return json.dumps(value, ensure_ascii=False)
