"""A compiled query: what it captures in a tree.

One walk of tree-sitter's for all patterns: any walk costs a third of a parse. It is asked for
matches, as a list of captures is only right for patterns of a single node: it has what a deeper
pattern captured before the rest of it has been looked at, and holds back all that follows an open
one. It is no faster either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.dataclass import dataclass
from rulekit.syntax.query_structure import Handed, Structure

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query

MATCH_LIMIT = 1024  # matches in progress at once; more are lost, so they are not accepted

NodesByCapture = dict[str, list["Node"]]


@dataclass(frozen=True)
class CompiledQuery:
    """The query, None where there is nothing to find but errors, and a structure per pattern.

    `wanted` are the captures that are handed out.
    """

    query: Query | None
    structures: Sequence[Structure]
    wanted: frozenset[str]

    @cached_property
    def _certain(self) -> list[Handed | None]:
        return [one.certain for one in self.structures]

    def run(self, root: Node, data: bytes) -> NodesByCapture | None:
        """Nodes by capture, in no order; None when too many matches were in progress."""
        from tree_sitter import QueryCursor

        found: NodesByCapture = defaultdict(list)
        if self.query is not None:
            certain, structures = self._certain, self.structures
            cursor = QueryCursor(self.query, match_limit=MATCH_LIMIT)
            for number, captured in cursor.matches(root):
                handed = certain[number]
                if handed is None:
                    handed = structures[number].handed(captured, data)
                for place, name in handed:
                    if place in captured:
                        found[name] += captured[place]
            if cursor.did_exceed_match_limit:
                return None
        for name, node in _mistakes(root):
            if name in self.wanted:
                found[name].append(node)
        return dict(found)


def text_of(structures: Iterable[Structure]) -> str:
    """The patterns of structures as one query."""
    return "\n".join(one.text for one in structures)


def query_of(
    language: Language, structures: Sequence[Structure], wanted: frozenset[str]
) -> CompiledQuery | None:
    """The query of structures that are known; None where the grammar refuses one of them."""
    from tree_sitter import Query, QueryError

    text = text_of(structures)
    try:
        query = Query(language, text) if text.strip() else None
    except QueryError:
        return None
    return CompiledQuery(query, structures, wanted)


def _mistakes(root: Node) -> Iterator[tuple[str, Node]]:
    """The nodes that say what the parser could not place, and what it missed.

    Only nodes with a mistake inside are looked into, which is nothing in most texts; patterns for
    them would be tried at every node.
    """
    stack = [root] if root.has_error else []
    while stack:
        node = stack.pop()
        if node.is_error:
            yield "error", node
        elif node.is_missing:
            yield "missing", node
        # A letter that no token begins with is an error, and has none inside.
        stack += [one for one in node.children if one.has_error or one.is_error]
