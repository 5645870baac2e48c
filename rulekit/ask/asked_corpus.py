"""The rows that a model is asked about: texts, with what columns say of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import NamedTuple

from rulekit.core.verdict import Verdict
from rulekit.corpus.job import Shard
from rulekit.corpus.readers import reader_of
from rulekit.corpus.roles import Columns
from rulekit.corpus.row import row_content, with_partition
from rulekit.errors import UsageError
from rulekit.hooks.reader import BrokenRow, Raw, Reader
from rulekit.language.encoding import NotText, decode
from rulekit.places.address import shown


class AskedRow(NamedTuple):
    """A row: its place, its path, its text, and what columns say of it.

    Of one without a text, `trouble` says why. `shard` and `sha256`, that of its bytes, are as in
    an audit of the same sources.
    """

    shard: str
    row: int
    path: str
    text: str = ""
    values: Mapping[str, object] = {}
    sha256: str | None = None
    trouble: str = ""


@dataclass(frozen=True)
class AskedCorpus:
    """Shards of rows; `holes` are what a prompt asks of them beside the text: columns."""

    shards: tuple[Shard, ...]
    readers: Mapping[str, Reader]
    columns: Columns
    holes: tuple[str, ...] = ()

    @cached_property
    def count(self) -> int:
        """Number of rows; shards that cannot be read have none here, and tell it as rows."""
        found = 0
        for shard in self.shards:
            with suppress(OSError):
                found += reader_of(self.readers, shard.reader).count(shard.path)
        return found

    @cached_property
    def _filled(self) -> dict[str, str]:
        """The column that fills each hole: by its role, else by its name."""
        roles = asdict(self.columns)
        return {hole: roles.get(hole) or hole for hole in self.holes}

    def all_rows(self) -> Iterator[AskedRow]:
        """The rows of all shards, in their order."""
        for shard in self.shards:
            yield from self.rows(shard)

    def rows(self, shard: Shard) -> Iterator[AskedRow]:
        """The rows of a shard, in its order. Raises UsageError for one that cannot be read."""
        names = tuple(dict.fromkeys((*self.columns.names, *self._filled.values())))
        reader = reader_of(self.readers, shard.reader)
        try:
            for number, row in enumerate(reader.rows(shard.path, names)):
                raw = with_partition(row.raw, shard.partition, names)
                yield self._row(shard, number, raw)
        except OSError as error:
            message = f"`{shown(shard.path)}` cannot be read: {error.strerror or error}"
            raise UsageError(message) from None

    def _row(self, shard: Shard, number: int, raw: Raw) -> AskedRow:
        place = shard.name
        found = row_content(self.columns, raw, f"{shard.name}#row={number}")
        if isinstance(found, Verdict):
            return AskedRow(place, number, found.path, trouble=found.reason)
        digest = hashlib.sha256(found.data).hexdigest()
        try:
            text = decode(found.data)
        except NotText as error:
            return AskedRow(place, number, found.path, sha256=digest, trouble=str(error))
        values = self._values(raw)
        if lacking := [name for name, one in values.items() if isinstance(one, BrokenRow)]:
            note = f"there is no `{lacking[0]}` for the prompt"
            return AskedRow(place, number, found.path, sha256=digest, trouble=note)
        return AskedRow(place, number, found.path, text, values, digest)

    def _values(self, raw: Raw) -> dict[str, object]:
        """What fills the holes of a prompt; a BrokenRow for what nothing fills."""
        told = {} if isinstance(raw, BrokenRow) else raw
        none = BrokenRow("broken-row", "it is not there")
        return {hole: told.get(column, none) for hole, column in self._filled.items()}
