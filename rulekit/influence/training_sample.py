"""Samples of instructions with their solutions: rows of a corpus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from rulekit.corpus.job import Shard
from rulekit.corpus.partition import known_columns
from rulekit.corpus.readers import reader_of, shard_hash
from rulekit.errors import UsageError, nearest
from rulekit.hooks.reader import BrokenRow, Raw, Reader

NEEDED = ("instruction", "response")
CALLED = ("category", "id")  # columns that need not be there


class TrainingSample(NamedTuple):
    """A row: its place, category and id, and the texts; or the `trouble` with it."""

    shard: str
    row: int
    category: str = ""
    id: str = ""
    instruction: str = ""
    response: str = ""
    trouble: str = ""

    @property
    def sha256(self) -> str:
        """The hash of both texts."""
        return hashlib.sha256(json.dumps([self.instruction, self.response]).encode()).hexdigest()


@dataclass(frozen=True)
class SampleRows:
    """Shards of samples; `columns` says what the columns of NEEDED and CALLED are called."""

    shards: tuple[Shard, ...]
    readers: Mapping[str, Reader]
    columns: Mapping[str, str]

    def check(self) -> None:
        """Raise UsageError for columns that are needed and not there, by the first shard."""
        first = self.shards[0]
        fields = reader_of(self.readers, first.reader).fields(first.path)
        known = known_columns(fields, first.partition, ())
        for role in NEEDED:
            if (column := self.columns[role]) not in known:
                message = f"there is no column `{column}` in `{first.path}`{nearest(column, known)}"
                raise UsageError(f"{message}: say it under `columns`")

    def rows(self) -> Iterator[TrainingSample]:
        """All samples, in order. Raises UsageError for a shard that cannot be read."""
        names = tuple(dict.fromkeys(self.columns.values()))
        for shard in self.shards:
            reader = reader_of(self.readers, shard.reader)
            try:
                for number, row in enumerate(reader.rows(shard.path, names)):
                    yield self._sample(shard, number, row.raw)
            except OSError as error:
                message = f"`{shard.path}` cannot be read: {error.strerror or error}"
                raise UsageError(message) from None

    def hashes(self) -> dict[str, str]:
        """The hash of each shard, by its name."""
        try:
            return {
                one.name: shard_hash(reader_of(self.readers, one.reader), one.path)
                for one in self.shards
            }
        except OSError as error:
            raise UsageError(f"samples cannot be read: {error}") from None

    def _sample(self, shard: Shard, row: int, raw: Raw) -> TrainingSample:
        if isinstance(raw, BrokenRow):
            return TrainingSample(shard.name, row, trouble=raw.note)
        values: dict[str, Any] = {**shard.partition, **raw}
        told = {role: _word(values.get(self.columns[role])) for role in CALLED}
        for role in NEEDED:
            text = values.get(self.columns[role])
            if not isinstance(text, str) or (role == "response" and not text):
                return TrainingSample(shard.name, row, **told, trouble=f"it has no `{role}`")
            told[role] = text
        return TrainingSample(shard.name, row, **told)


def _word(value: object) -> str:
    return str(value) if isinstance(value, str | int) else ""
