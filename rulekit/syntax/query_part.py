"""The part of a query that a tree may match: the patterns whose nodes are all in it.

tree-sitter follows a pattern through the whole grammar as it compiles it: the patterns of C++ take
270 ms of CPU time, those of Ruby 200. Of these a short text needs few: 25 ms for ten lines of C++,
60 for 6 KB. What is left out matches nowhere, so a part finds what the whole does; and it has fewer
matches in progress, so a text of which those of the whole are too many is asked again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.syntax.query_needs import chains_in
from rulekit.syntax.query_run import CompiledQuery, NodesByCapture, query_of

if TYPE_CHECKING:
    from tree_sitter import Language, Node

    from rulekit.syntax.query_structure import Structure

FEW = 24  # patterns that compile faster than a tree is gone through
SMALL = 1 << 16  # bytes of a text that is gone through faster than its patterns compile


class QueryInParts:
    """Stands for a CompiledQuery: of the first text only a part is compiled, of the second all."""

    def __init__(
        self,
        language: Language,
        structures: Sequence[Structure],
        wanted: frozenset[str],
        whole: Callable[[], CompiledQuery],
    ) -> None:
        self.language, self.structures, self.wanted = language, structures, wanted
        self._whole = whole
        self._texts = 0

    @cached_property
    def whole(self) -> CompiledQuery:
        """The query itself; raises SpecError with the place in the file."""
        return self._whole()

    def run(self, root: Node, data: bytes) -> NodesByCapture | None:
        """Nodes by capture, in no order; None when too many matches were in progress."""
        self._texts += 1
        first = self._texts == 1 and len(data) <= SMALL and len(self.structures) > FEW
        part = part_of(self.language, self.structures, self.wanted, root) if first else None
        return (part or self.whole).run(root, data)


def part_of(
    language: Language, structures: Sequence[Structure], wanted: frozenset[str], root: Node
) -> CompiledQuery | None:
    """The patterns that may match in a tree; None where the grammar refuses one of them."""
    chains = chains_in(root)
    return query_of(language, [one for one in structures if one.may_match(chains)], wanted)
