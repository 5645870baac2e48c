"""A compiled query: what it captures in a tree, its predicates asked here, over our own bytes.

tree-sitter never sees a predicate. Its own ones read node texts that a budgeted parse has released,
and calling back into Python for each leaks a kilobyte every time. And its list of captures is only
right for patterns of a single node: it hands out what a deeper pattern captured before the rest of
it has been looked at, and holds back all that follows an open one. So a language's patterns are
compiled as two queries: the flat ones, whose captures come in one list, and the others, whose
matches come as they end, so that each can be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from rulekit.core.regex import pattern

if TYPE_CHECKING:
    from tree_sitter import Node, Query

MATCH_LIMIT = 1024  # matches in progress at once; more are lost, so they are not accepted
NAMES, NAME = 4_096, 64  # how many names a predicate remembers, and bytes of a name

NodesByCapture = dict[str, list["Node"]]


@dataclass(frozen=True)
class Predicate:
    """A question of a pattern about a capture's text: equal to, or matched by, one of some words.

    `words` are literal, or RE2 patterns where `kind` is `match`; `others` are captures to compare
    with. A capture that is not there holds.
    """

    kind: str
    negated: bool
    subject: str
    words: frozenset[bytes]
    others: tuple[str, ...] = ()

    @cached_property
    def _patterns(self) -> list[Any]:
        return [pattern(word) for word in sorted(self.words)]

    def _search(self, text: bytes) -> bool:
        return any(one.search(text) for one in self._patterns)

    @cached_property
    def _matches(self) -> Callable[[bytes], bool]:
        """The search with its answers remembered: code says the same names again and again."""
        return lru_cache(NAMES)(self._search)

    @property
    def closed(self) -> bool:
        """True if it lists every text that it holds for."""
        return self.kind != "match" and not self.negated and not self.others

    def accepts(self, text: bytes) -> bool:
        """True if it holds for a text; that of other captures may be any."""
        if self.others:
            return True
        found = self._search(text) if self.kind == "match" else text in self.words
        return found != self.negated

    def holds(self, captured: Mapping[str, Sequence[Node]], data: bytes) -> bool:
        """True when every node of the subject answers as it should."""
        texts = [data[node.start_byte : node.end_byte] for node in captured.get(self.subject, ())]
        if self.kind == "match":
            return all(
                (self._matches if len(text) <= NAME else self._search)(text) != self.negated
                for text in texts
            )
        nodes = [node for name in self.others for node in captured.get(name, ())]
        values = self.words.union(data[node.start_byte : node.end_byte] for node in nodes)
        return all((text in values) != self.negated for text in texts)


@dataclass(frozen=True)
class CompiledQuery:
    """The two queries, None where there is no such pattern, and the captures that are handed out.

    `handed` has those of each deep pattern, and `predicates` the questions that it asks.
    """

    flat: Query | None
    deep: Query | None
    predicates: Sequence[Sequence[Predicate]]
    handed: Sequence[frozenset[str]]
    wanted: frozenset[str]

    def run(self, root: Node, data: bytes) -> NodesByCapture | None:
        """Nodes by capture, in no order; None when too many matches were in progress."""
        from tree_sitter import QueryCursor

        found: NodesByCapture = {}
        if self.flat is not None:
            cursor = QueryCursor(self.flat, match_limit=MATCH_LIMIT)
            found = {k: v for k, v in cursor.captures(root).items() if k in self.wanted}
            if cursor.did_exceed_match_limit:
                return None
        if self.deep is not None:
            cursor = QueryCursor(self.deep, match_limit=MATCH_LIMIT)
            for number, captured in cursor.matches(root):
                if all(one.holds(captured, data) for one in self.predicates[number]):
                    for name in captured.keys() & self.handed[number]:
                        found.setdefault(name, []).extend(captured[name])
            if cursor.did_exceed_match_limit:
                return None
        return found
