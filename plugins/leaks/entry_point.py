"""Entry points: functions that a text defines under the name of a benchmark's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b

import re2
import rulekit

from .hash_table import HashTable
from .word import word_runs

KEYWORDS = ("def", "defp", "defn", "func", "function", "fn", "fun", "sub", "proc")

# Where a name is defined in languages that say so before it or behind it. Go has a receiver before
# the name, Ruby and Lua an owner. RE2 takes the time of the text's length for it.
_DEFINITION = re2.compile(
    rb"\b(?:" + "|".join(KEYWORDS).encode() + rb")\s+"
    rb"(?:\([^()\n]{0,200}\)\s*)?(?:\w+[.:])*(\w+)"
    rb"|\b(\w+)\s*(?:=|:=|<-|:)\s*(?:async\s+)?(?:function\b|lambda\b|fn\b|func\b"
    rb"|(?:\([^()\n]{0,200}\)|\w+)\s*=>)"
)
_HUMP = re.compile(r"[a-z0-9](?=[A-Z])")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def folded(name: str) -> str:
    """A name without its underscores and capitals: `has_close_elements` is `hasCloseElements`."""
    return name.replace("_", "").lower()


def distinctive(names: Iterable[str]) -> frozenset[str]:
    """The names of two words or more, folded, that only one of the items has.

    Others are anybody's: `add`, `search`, `solve`, or the one `task_func` of all of BigCodeBench.
    """
    plain = [name for name in names if _NAME.fullmatch(name)]
    counts = Counter(map(folded, plain))
    several = {folded(name) for name in plain if "_" in name.strip("_") or _HUMP.search(name)}
    return frozenset(name for name in several if counts[name] == 1)


def name_hash(name: str) -> int:
    """A 64-bit hash of a folded name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


class DefinedNames:
    """Finds functions with one of some folded names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    @cached_property
    def _table(self) -> HashTable:
        """The hashes of the names: a pattern of a thousand names would be too slow."""
        import numpy as np

        return HashTable(np.sort(word_runs(" ".join(self.names)).hashes()))

    def _are_mentioned(self, row: rulekit.CuratedRow) -> bool:
        """True if the row has one of the names, as it folds them: each name is one word then."""
        found, _ = self._table.find(word_runs(row.text.replace("_", "")).hashes())
        return len(found) > 0

    def places(self, row: rulekit.CuratedRow) -> dict[str, tuple[int, int]]:
        """The names that a row defines as a function, with the bytes where each is there first."""
        if not self.names or not self._are_mentioned(row):
            return {}
        found: dict[str, tuple[int, int]] = {}
        for start, end in sorted(_definitions(row)):
            name = folded(row.data[start:end].decode(errors="replace"))
            if name in self.names:
                found.setdefault(name, (start, end))
        return found


def function_at(row: rulekit.CuratedRow, start: int) -> tuple[int, int] | None:
    """The smallest function around a byte; None where there is no tree, or none around it."""
    around = [span for span in _spans(row, "function") if span.start <= start < span.end]
    return min(around, key=lambda span: span.length, default=None)


def _definitions(row: rulekit.CuratedRow) -> Iterator[tuple[int, int]]:
    """Where names of functions are, by the words around them and by the tree."""
    for match in _DEFINITION.finditer(row.data):
        yield match.span(1 if match.group(1) else 2)
    yield from _spans(row, "function_name")


def _spans(row: rulekit.CuratedRow, capture: str) -> Sequence[rulekit.Span]:
    try:
        return row.document.capture(capture) if row.document else ()
    except rulekit.Unmeasured:
        return ()
