"""A compiled query, and the predicates in it: run here, over our own bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tree_sitter import Node
    from tree_sitter import Query as TreeSitterQuery

MATCH_LIMIT = 1024  # matches in progress at once; more are lost, so they are not accepted

Argument = tuple[str, str]  # a capture's name or a text, and which of the two: capture, string


@dataclass(frozen=True)
class CompiledQuery:
    """A query for one grammar. `captures` are the public names of each pattern, in order."""

    compiled: TreeSitterQuery
    captures: Sequence[frozenset[str]]

    @property
    def names(self) -> frozenset[str]:
        """Every public capture."""
        return frozenset().union(*self.captures)

    def only(self, wanted: frozenset[str]) -> None:
        """Look for these captures only; to be called before the first run, if at all.

        A pattern without any of them is not even tried, which halves the time of a query.
        """
        for name in sorted(self.names - wanted):
            self.compiled.disable_capture(name)
        for i, names in enumerate(self.captures):
            if not names & wanted:
                self.compiled.disable_pattern(i)

    def run(self, root: Node, data: bytes) -> Mapping[str, list[Node]] | None:
        """Nodes by public capture, in no order; None when too many matches were in progress."""
        from tree_sitter import QueryCursor

        cursor = QueryCursor(self.compiled, match_limit=MATCH_LIMIT)
        found = cursor.captures(root, _asked_about(data))
        if cursor.did_exceed_match_limit:
            return None
        return {name: nodes for name, nodes in found.items() if not name.startswith("_")}


def _asked_about(data: bytes) -> Any:
    """What answers tree-sitter when it meets one of our predicates; to raise there would crash."""

    def holds(
        predicate: str,
        arguments: Sequence[Argument],
        _pattern: int,
        captures: Mapping[str, Sequence[Node]],
    ) -> bool:
        subject, *others = arguments
        test, negated = _test(predicate, tuple(others))
        values = _captured_values(others, captures, data)
        for node in captures.get(subject[0], ()):
            text = data[node.start_byte : node.end_byte]
            if (test(text) or text in values) == negated:
                return False
        return True

    return holds


@cache
def _test(predicate: str, others: tuple[Argument, ...]) -> tuple[Callable[[bytes], bool], bool]:
    """What a predicate asks of a text, as far as the query's own words say it; whether negated."""
    kind = predicate.removeprefix("NOT-")
    words = frozenset(word.encode() for word, what in others if what == "string")
    if kind != "MATCH?":
        return words.__contains__, kind != predicate
    patterns = [pattern(word) for word in sorted(words)]
    return lambda text: any(one.search(text) for one in patterns), kind != predicate


def _captured_values(
    others: Sequence[Argument], captures: Mapping[str, Sequence[Node]], data: bytes
) -> list[bytes]:
    """Texts of the captures that a predicate compares with."""
    return [
        data[node.start_byte : node.end_byte]
        for word, what in others
        if what == "capture"
        for node in captures.get(word, ())
    ]


@cache
def pattern(expression: bytes) -> Any:
    """A compiled RE2 pattern over bytes; raises re2.error for a bad one."""
    import re2

    options = re2.Options()
    options.log_errors = False  # a bad pattern is ours to tell, once
    return re2.compile(expression, options)
