"""Gates: patterns without which a signal is 0, all asked in one pass over a text.

Most of what is looked for is in no given file, and to search for one pattern costs 3 to 15
microseconds, however short the text: a hundred of them cost as much as parsing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from rulekit.core.regex import pattern as compiled

MEMORY = 8 << 20  # bytes for the automaton of all patterns, begun anew when full; 64 are no faster
CANARY = ""  # a pattern that every text has, so that a pass without it has failed


@dataclass(frozen=True)
class Gates:
    """RE2 patterns; `open_in` a text are those that match somewhere in it."""

    patterns: tuple[str, ...]

    @staticmethod
    def of(patterns: Iterable[str]) -> Gates:
        """The patterns in an order of their own; the same object for the same patterns."""
        return _gates(tuple(sorted({*patterns, CANARY})))

    def __contains__(self, pattern: object) -> bool:
        return pattern in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.patterns)

    @cached_property
    def _set(self) -> Any:
        import re2

        options = re2.Options()
        options.log_errors = False
        options.never_capture = True
        options.max_mem = MEMORY
        found = re2.Set.SearchSet(options)
        for one in self.patterns:
            found.Add(one)
        try:
            found.Compile()
        except re2.error:
            return None
        return found

    def open_in(self, data: bytes) -> frozenset[str]:
        """The patterns that match; all of them where the automaton found no room."""
        matched = self._set.Match(data) if self._set else ()
        found = frozenset(map(self.patterns.__getitem__, matched))
        return found if CANARY in found else self._known


def matches(pattern: str, data: bytes) -> bool:
    """True if one pattern matches somewhere."""
    return compiled(pattern.encode()).search(data) is not None


@cache
def _gates(patterns: tuple[str, ...]) -> Gates:
    return Gates(patterns)
