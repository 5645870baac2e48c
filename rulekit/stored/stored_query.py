"""A language's queries whose structures are known: its file need not be read or merged again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rulekit.syntax.query_part import QueryInParts
from rulekit.syntax.query_run import query_of

if TYPE_CHECKING:
    from tree_sitter import Language

    from rulekit.syntax.query import QuerySource
    from rulekit.syntax.query_run import CompiledQuery
    from rulekit.syntax.query_structure import Structure


class StoredQuery:
    """Stands for a QuerySource, which `source` makes where more is asked than what is stored.

    `captures` are its own; `known` has the structures for sets of captures, which `decode` makes.
    With `few`, of which texts will be judged, it is compiled in parts.
    """

    def __init__(
        self,
        captures: frozenset[str],
        known: Mapping[frozenset[str], Any],
        decode: Callable[[Any], Sequence[Structure]],
        source: Callable[[], QuerySource],
        *,
        few: bool = False,
    ) -> None:
        self.captures, self.few = captures, few
        self._known, self._decode, self._source = known, decode, source

    def __getattr__(self, name: str) -> Any:
        """Whatever is not stored, as the file has it."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._source(), name)

    def compile(
        self, language: Language, words: Sequence[str], wanted: frozenset[str]
    ) -> CompiledQuery | QueryInParts:
        """The query for these captures; raises SpecError with the place in the file."""
        if wanted not in self._known:
            return self._source().compile(language, words, wanted)
        structures = self._decode(self._known[wanted])

        def whole() -> CompiledQuery:
            compiled = query_of(language, structures, wanted)
            return compiled or self._source().compile(language, words, wanted)

        return QueryInParts(language, structures, wanted, whole) if self.few else whole()
