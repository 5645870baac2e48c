"""Corpora: shards of rows, what reads them, and what stands where a row cannot be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True)
class Broken:
    """A row of which nothing can be judged.

    `cause` is one of CAUSES (`broken-row`, `no-content`, `too-large`, `unreadable`, …), `note` says
    what is wrong with it, for the person who made the shard; `path` is what is known of its name.
    """

    cause: str
    note: str
    path: str | None = None


Raw = Mapping[str, object] | Broken


@runtime_checkable
class Reader(Protocol):
    """Reads and writes the shards of one format: files of many documents, a row each.

    Whatever is in a shard, nothing is raised for it and no row is left out: a row that cannot be
    read is a Broken in its place, and so is the end of a shard that breaks off. What is raised:
    OSError when the file cannot be opened at all, RulekitError when a library that the format needs
    is not installed, with how to install it.

    Nothing is held of a shard but the rows in hand: shards are larger than memory.
    """

    @property
    def name(self) -> str:
        """What `--reader` calls it."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """How the names of such shards end, in lower case, each with its dot: `.jsonl.gz`."""

    def fields(self, path: str) -> tuple[str, ...]:
        """Names of the shard's columns, in their order; none when its beginning is broken.

        A name that two columns have is there twice, so that nobody has to choose between them.
        Where only rows have names, those of the first hundred. `metadata.path` is a field inside
        the column `metadata`.
        """

    def count(self, path: str) -> int:
        """How many rows there are, broken ones too: as many as `rows` gives."""

    def rows(self, path: str, names: Sequence[str], start: int = 0) -> Iterator[Raw]:
        """The rows from number `start` (from 0) to the end, each with the fields of these names.

        A field that a row lacks is left out of its mapping; null is None, and what cannot be read,
        or is there twice, a Broken. Text is `str`; `bytes` are a file's, whose encoding nobody has
        said.
        """

    def split(self, path: str, kept: Iterable[bool], outputs: Mapping[bool, str]) -> int:
        """Copy each row as it is to `outputs[True]` or `outputs[False]`, as `kept` says in order.

        A side without an output is left out. What is written is of the same format and, in every
        column, what was read; it has the same bytes each time. A row that is broken so that it
        cannot be written is in neither: how many of those there are is what is returned.
        """
