"""What the matches of one structure hand out: the patterns of a file that differ only in words.

A file asks of the same call whether it prints, asserts or imports. tree-sitter follows one pattern
for all of them, its captures named by their places, and the texts there choose among the clauses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.syntax.predicate import Predicate

if TYPE_CHECKING:
    from tree_sitter import Node

NAMES, NAME = 4_096, 64  # how many texts a structure remembers, and bytes of one

Captured = Mapping[str, Sequence["Node"]]
Handed = tuple[tuple[str, str], ...]  # places, and under which name each is handed out
Texts = tuple[bytes | None, ...]


@dataclass(frozen=True)
class Clause:
    """One pattern among those of a structure.

    `named` has the places of each name that its predicates ask for.
    """

    predicates: tuple[Predicate, ...]
    named: Mapping[str, Sequence[str]]
    handed: Handed

    def holds(self, captured: Captured, data: bytes) -> bool:
        """True when the match is one of this pattern."""
        nodes = {
            name: [node for place in places for node in captured.get(place, ())]
            for name, places in self.named.items()
        }
        return all(one.holds(nodes, data) for one in self.predicates)


@dataclass(frozen=True)
class Structure:
    """A pattern as tree-sitter is given it, and the clauses that share it.

    `kinds` has the grammar's numbers of the nodes that a place may have: to be told apart here is
    cheaper than to be an alternative of a pattern.
    """

    text: str
    clauses: tuple[Clause, ...]
    kinds: tuple[tuple[str, frozenset[int]], ...] = ()
    _answers: dict[Texts, Handed] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def certain(self) -> Handed | None:
        """What each match hands out, None where it depends on the match."""
        if self.kinds or self._subjects:
            return None
        return self._always

    @cached_property
    def _always(self) -> Handed:
        return tuple(one for each in self.clauses if not each.predicates for one in each.handed)

    @cached_property
    def _asked(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.predicates)

    @cached_property
    def _subjects(self) -> tuple[str, ...]:
        """The places whose texts are asked for."""
        places = {
            place for each in self._asked for places in each.named.values() for place in places
        }
        return tuple(sorted(places))

    def handed(self, captured: Captured, data: bytes) -> Handed:
        """What a match hands out; remembered by its texts: code says the same again and again."""
        for place, kinds in self.kinds:
            for node in captured.get(place, ()):
                if node.kind_id not in kinds:
                    return ()
        if not self._subjects:
            return self._always
        texts: list[bytes | None] = []
        for place in self._subjects:
            nodes = captured.get(place)
            if nodes is None:
                texts.append(None)
                continue
            start, end = nodes[0].byte_range
            if len(nodes) > 1 or end - start > NAME:
                return self._answer(captured, data)
            texts.append(data[start:end])
        key = tuple(texts)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= NAMES:
                self._answers.clear()
            answer = self._answers[key] = self._answer(captured, data)
        return answer

    def _answer(self, captured: Captured, data: bytes) -> Handed:
        held = (one.handed for one in self._asked if one.holds(captured, data))
        return sum(held, self._always)
