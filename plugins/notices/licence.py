"""The step `licence`: rows stay whose licence may be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import re2
from rulekit import CuratedRow, Outcome, RulekitError

from .expression import UnreadableError, allows
from .leading import NEEDS, leading, may_have_notices
from .lines import blocks
from .names import identifier, permissive, told_by
from .settings import LicenceSettings

PERMISSIVE: Literal["permissive"] = "permissive"
COLUMN = "licences"  # the fact that columns give
_TAG = re2.compile(r"(?i)SPDX-License-Identifier:[ \t]*([\w.:+()/ \t-]+)")
# What stands for no licence: SPDX's words, GitHub's `other`, and those of The Stack v2.
_NONE = frozenset({"", "none", "noassertion", "other", "no_license", "unknown", "null"})


class Found(NamedTuple):
    """A licence, what says it, and whether it is kept."""

    name: str
    by: str
    kept: bool


class LicenceStep:
    """Drops rows of which the licence is known and is not kept."""

    def __init__(self, settings: LicenceSettings) -> None:
        self._settings = settings
        keep = settings.keep
        self._kept = permissive() if isinstance(keep, str) else frozenset(map(identifier, keep))
        self._wanted = "permissive" if isinstance(keep, str) else "one of those that are kept"

    needs = NEEDS

    @property
    def facts(self) -> Sequence[str]:
        """The column that is read, which a corpus may lack."""
        return (f"{COLUMN}?",) if "column" in self._settings.sources else ()

    def apply(self, row: CuratedRow) -> Outcome:
        """Judge by the first that says something: tags of the header, its words, the column."""
        found = next(self._found(row), None)
        if found is None:
            unknown = "its licence is not known"
            return Outcome(drop=unknown if self._settings.unknown == "drop" else "", fact=unknown)
        fact = f"{found.name}, by {found.by}"
        if found.kept:
            return Outcome(fact=fact)
        return Outcome(drop=f"its licence {fact}, is not {self._wanted}", fact=fact)

    def _found(self, row: CuratedRow) -> Iterator[Found]:
        for source in self._settings.sources:
            if source == "column":
                yield from self._by_column(row.facts.get(COLUMN))
                continue
            text = _heading(row)
            yield from self._by_tags(text)
            yield from self._by_words(text)

    def _by_tags(self, text: str) -> Iterator[Found]:
        """Several tags are of several parts of the file: all of them have to be kept."""
        tags = dict.fromkeys(match.rstrip(" \t-/") for match in _TAG.findall(text))
        yield from self._all_of(tags, "the SPDX tag in its header")

    def _by_words(self, text: str) -> Iterator[Found]:
        ids, choice = told_by(text)
        if ids:
            kept = (any if choice else all)(map(self._keeps, ids))
            yield Found((" OR " if choice else " AND ").join(ids), "the words of its header", kept)

    def _by_column(self, value: object) -> Iterator[Found]:
        """All licences of a list: nothing says which of them holds for the file."""
        if value is None:
            return
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, Iterable) or isinstance(names, bytes):
            message = f"the column `{COLUMN}` holds `{value}`, which is no licence"
            raise RulekitError(f"{message}: name one that holds texts, or lists of them")
        yield from self._all_of(dict.fromkeys(str(name) for name in names), "its column")

    def _all_of(self, names: Iterable[str], by: str) -> Iterator[Found]:
        named = [name.strip() for name in names if name.strip().lower() not in _NONE]
        if named == [PERMISSIVE] and self._settings.keep != PERMISSIVE:
            return  # The Stack v2 tells no more than that, which is not enough here
        judged = dict(_judged(named, self._keeps))
        if judged:
            yield Found(" AND ".join(judged), by, all(judged.values()))

    def _keeps(self, name: str) -> bool:
        return name in self._kept or (name == PERMISSIVE == self._settings.keep)


def _judged(names: Iterable[str], keeps: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    """Licences with whether each is kept; what is no expression says nothing."""
    for name in names:
        try:
            kept = allows(name, keeps)
        except UnreadableError:
            continue
        yield identifier(name), kept


def _heading(row: CuratedRow) -> str:
    """The words of the comments that the file begins with, line by line."""
    if not may_have_notices(row.text):
        return ""
    data = row.data
    return "\n".join(
        line.words for block in blocks(data, leading(row)) for line in block.lines if line.words
    )
