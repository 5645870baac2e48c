"""Predicates of a query, asked here over our own bytes.

tree-sitter never sees them. Its own ones read node texts that a budgeted parse has released, and
calling back into Python for each leaks a kilobyte every time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.core.dataclass import dataclass
from rulekit.core.regex import pattern

if TYPE_CHECKING:
    from tree_sitter import Node


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

    @property
    def listed(self) -> bool:
        """True if it is a list of words that tells what it holds for, or what not."""
        return self.kind != "match" and not self.others

    @property
    def closed(self) -> bool:
        """True if it lists every text that it holds for."""
        return self.listed and not self.negated

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
            return all(self._search(text) != self.negated for text in texts)
        nodes = [node for name in self.others for node in captured.get(name, ())]
        values = self.words.union(data[node.start_byte : node.end_byte] for node in nodes)
        return all((text in values) != self.negated for text in texts)
