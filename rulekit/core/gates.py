"""Gates: patterns without which a signal is 0, all asked in one pass over a text.

Most of what is looked for is in no given file, and to search for one pattern costs 3 to 15
microseconds, however short the text: a hundred of them cost as much as parsing it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any

from rulekit.core.dataclass import dataclass
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

    @cached_property
    def known(self) -> frozenset[str]:
        """The patterns as a set."""
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
        return found if CANARY in found else self.known


class GateAnswers:
    """Which patterns match in one text: gates are asked at once, others one by one."""

    def __init__(self, gates: Gates | None, data: bytes) -> None:
        self.gates = gates or Gates.of(())
        self.data = data
        self._others: dict[str, bool] = {}

    @cached_property
    def _open(self) -> frozenset[str]:
        return self.gates.open_in(self.data)

    def holds(self, pattern: str) -> bool:
        """True if a pattern matches somewhere."""
        if pattern in self.gates.known:
            return pattern in self._open
        if pattern not in self._others:
            self._others[pattern] = matches(pattern, self.data)
        return self._others[pattern]

    def among(self, patterns: frozenset[str]) -> frozenset[str]:
        """The patterns that match, at least those that are asked for."""
        if patterns <= self.gates.known:
            return self._open
        return frozenset(filter(self.holds, patterns))


def matches(pattern: str, data: bytes) -> bool:
    """True if one pattern matches somewhere."""
    return compiled(pattern.encode()).search(data) is not None


@cache
def _gates(patterns: tuple[str, ...]) -> Gates:
    return Gates(patterns)
