"""What a tree must have for a pattern to match in it: chains of nodes, by their kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

Chain = tuple[str, ...]  # kinds of nodes from one down to a descendant; "" between them is any
Needs = tuple[frozenset[Chain], ...]  # of each set, a tree must have one
KindOf = Callable[[str], int | None]  # the grammar's number of a named node; None: not just one

LONGEST = 4  # nodes of a chain
_BRACKETS = ("(", "[")
_OPTIONAL = (["?"], ["*"])


def needs_of(words: Sequence[str], kind_of: KindOf | None) -> Needs:
    """What a pattern needs, by its words without captures and predicates.

    A kind that the grammar does not know is left out, so that nothing hides its mistake. Without
    `kind_of` nothing is needed.
    """
    return tuple(dict.fromkeys(_between(words, 0, len(words), kind_of, ()))) if kind_of else ()


def end_of(words: Sequence[str], at: int) -> int:
    """Where the node, string or group ends that begins at a word."""
    depth = 0
    for i in range(at, len(words)):
        depth += (words[i] in _BRACKETS) - (words[i] in (")", "]"))
        if depth == 0:
            return i + 1
    return len(words)


def _between(
    words: Sequence[str], at: int, end: int, kind_of: KindOf, above: Chain
) -> list[frozenset[Chain]]:
    """The needs of all that stands between two places; `above` are the kinds around it."""
    found = list[frozenset[Chain]]()
    while at < end:
        until = end_of(words, at)
        if words[at] in _BRACKETS and [*words[until : until + 1]] not in _OPTIONAL:
            of = _of_node if words[at] == "(" else _of_alternatives
            found += of(words, at, until, kind_of, above)
        at = until
    return found


def _of_node(
    words: Sequence[str], at: int, end: int, kind_of: KindOf, above: Chain
) -> list[frozenset[Chain]]:
    kind = words[at + 1]
    if kind in _BRACKETS:  # a group
        return _between(words, at + 1, end - 1, kind_of, above)
    if kind_of(kind) is None:
        return _between(words, at + 1, end - 1, kind_of, (*above, ""))
    own = frozenset({_chain(above, kind)})
    return [own, *_between(words, at + 1, end - 1, kind_of, (*above, kind))]


def _of_alternatives(
    words: Sequence[str], at: int, end: int, kind_of: KindOf, above: Chain
) -> list[frozenset[Chain]]:
    """The first need of each alternative together, if each has one."""
    at, each = at + 1, list[list[frozenset[Chain]]]()
    while at < end - 1:
        until = end_of(words, at)
        each.append(_between(words, at, until, kind_of, above)[:1])
        at = until
    return [frozenset().union(*(one for [one] in each))] if all(each) else []


def _chain(above: Chain, kind: str) -> Chain:
    """The chain to a node from the next one above it that has a kind."""
    for distance in range(1, min(len(above) + 1, LONGEST)):
        if above[-distance]:
            return (above[-distance], *[""] * (distance - 1), kind)
    return (kind,)


def chains_in(root: Node) -> set[Chain]:
    """The chains of a tree that have a kind at each end, and each kind alone; 1 us a node."""
    return {chain for path in _paths(root) for chain in _ending(path)}


def _ending(path: Sequence[str]) -> Iterator[Chain]:
    kind = path[-1]
    yield (kind,)
    for distance in range(2, min(len(path), LONGEST) + 1):
        yield (path[-distance], *[""] * (distance - 2), kind)


def _paths(root: Node) -> Iterator[Sequence[str]]:
    """The kinds of nodes from the root down to each node; a list that changes as it goes on."""
    cursor, path = root.walk(), [root.type]
    while True:
        yield path
        if cursor.goto_first_child():
            path.append("")
        else:
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return
                path.pop()
        path[-1] = cursor.node.type if cursor.node else ""
