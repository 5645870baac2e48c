"""Rows of a corpus that hold a solution and its tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from rulekit.corpus.job import Shard
from rulekit.corpus.readers import reader_of
from rulekit.errors import UsageError, nearest
from rulekit.hooks.harness import SolutionRun
from rulekit.hooks.reader import BrokenRow, Raw, Reader

ROLES = ("solution", "tests", "names", "lang")  # columns are called so, unless others are named
_NEEDED = ("solution", "tests")


class SolutionRow(NamedTuple):
    """A row: its place, its language, and what is to be run; or the `trouble` with it."""

    shard: str
    row: int
    language: str = ""
    run: SolutionRun | None = None
    trouble: str = ""


@dataclass(frozen=True)
class SolutionCorpus:
    """Shards of rows; `columns` are those of ROLES, `language` is that of rows that name none."""

    shards: tuple[Shard, ...]
    readers: Mapping[str, Reader]
    columns: Mapping[str, str]
    language: str = ""
    interpreter: str = ""

    @cached_property
    def count(self) -> int:
        """Number of rows. Raises UsageError for a shard that cannot be read."""
        try:
            found = [reader_of(self.readers, one.reader).count(one.path) for one in self.shards]
        except OSError as error:
            raise UsageError(f"a shard cannot be read: {error}") from None
        return sum(found)

    def check(self) -> None:
        """Raise UsageError for columns that are needed and not there, by the first shard."""
        first = self.shards[0]
        fields = [*reader_of(self.readers, first.reader).fields(first.path)]
        for role in _NEEDED:
            if self.columns[role] not in fields:
                column = self.columns[role]
                message = (
                    f"there is no column `{column}` in `{first.path}`{nearest(column, fields)}"
                )
                raise UsageError(f"{message}: say --columns {role}=NAME")

    def rows(self, shard: Shard) -> Iterator[SolutionRow]:
        """The rows of a shard, in its order."""
        reader = reader_of(self.readers, shard.reader)
        names = tuple(dict.fromkeys(self.columns.values()))
        for number, row in enumerate(reader.rows(shard.path, names)):
            yield self._row(shard.name, number, row.raw)

    def _row(self, shard: str, number: int, raw: Raw) -> SolutionRow:
        if isinstance(raw, BrokenRow):
            return SolutionRow(shard, number, trouble=raw.note)
        values = {role: raw.get(column) for role, column in self.columns.items()}
        language = values["lang"] if isinstance(values["lang"], str) else self.language
        for role in _NEEDED:
            if not isinstance(values[role], str):
                return SolutionRow(shard, number, language, trouble=f"it has no `{role}`")
        names = _names(values["names"])
        run = SolutionRun(str(values["solution"]), str(values["tests"]), names)
        return SolutionRow(shard, number, language, run)


def columns_of(words: str) -> dict[str, str]:
    """The columns that `solution=COLUMN,…` names; the others are called as their role."""
    columns = {role: role for role in ROLES}
    for word in filter(None, words.split(",")):
        role, _, column = word.partition("=")
        if role not in ROLES or not column:
            raise UsageError(f"--columns: `{word}` is no ROLE=COLUMN{nearest(role, ROLES)}")
        columns[role] = column
    return columns


def _names(value: object) -> tuple[str, ...]:
    """Names of functions: a list, or a text in which commas and spaces part them."""
    if isinstance(value, str):
        return tuple(value.replace(",", " ").split())
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
