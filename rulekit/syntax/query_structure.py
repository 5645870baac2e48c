"""What the matches of one structure hand out: the patterns of a file that differ only in words.

A file asks of the same call whether it prints, asserts or imports. tree-sitter follows one pattern
for all of them, its captures named by their places, and the texts there choose among the clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.syntax.predicate import Predicate

if TYPE_CHECKING:
    from tree_sitter import Node

NAMES, NAME = 4_096, 64  # how many texts a structure remembers, and bytes of one

Captured = Mapping[str, Sequence["Node"]]
Handed = tuple[tuple[str, str], ...]  # places, and under which name each is handed out
Ask = Callable[[Captured, bytes], Handed]


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

    def holds_for(self, text: bytes) -> bool:
        """True when a text is accepted by all predicates, which are about no other."""
        return all(one.accepts(text) for one in self.predicates)


@dataclass(frozen=True)
class Structure:
    """A pattern as tree-sitter is given it, and the clauses that share it.

    `kinds` has the grammar's numbers of the nodes that a place may have: to be told apart here is
    cheaper than to be an alternative of a pattern.
    """

    text: str
    clauses: tuple[Clause, ...]
    kinds: tuple[tuple[str, frozenset[int]], ...] = ()
    _answers: dict[object, Handed] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def certain(self) -> Handed | None:
        """What each match hands out, None where it depends on the match."""
        return None if self.kinds or self._subjects else self._always

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

    @cached_property
    def handed(self) -> Ask:
        """What a match hands out, by its captures and the text: a function, as there are many."""
        if len(self._subjects) == 1:
            ask = self._by_text()
        else:
            ask = self._by_texts if self._subjects else lambda captured, data: self._always
        return self._by_kind(ask) if self.kinds else ask

    def _by_kind(self, ask: Ask) -> Ask:
        """The answers of matches whose nodes are of the kinds."""
        wanted = self.kinds

        def handed(captured: Captured, data: bytes) -> Handed:
            for place, kinds in wanted:
                if place in captured and captured[place][0].kind_id not in kinds:
                    return ()
            return ask(captured, data)

        return handed

    def _by_text(self) -> Ask:
        """The answers where one text is asked for: looked up, or remembered."""
        [place], answers, other = self._subjects, self._answers, self._other

        def handed(captured: Captured, data: bytes) -> Handed:
            if place not in captured:
                return self._answer(captured, data)
            [node] = captured[place]
            start, end = node.start_byte, node.end_byte
            if end - start > NAME:
                return self._answer(captured, data) if other is None else other
            answer = answers.get(data[start:end], other)
            return self._learnt(data[start:end], captured, data) if answer is None else answer

        return handed

    def _by_texts(self, captured: Captured, data: bytes) -> Handed:
        """The answer where several texts are asked for."""
        key = list[bytes | None]()
        for place in self._subjects:
            if place not in captured:
                key.append(None)
                continue
            [node] = captured[place]
            if node.end_byte - node.start_byte > NAME:
                return self._answer(captured, data)
            key.append(data[node.start_byte : node.end_byte])
        texts = tuple(key)
        answer = self._answers.get(texts)
        return self._learnt(texts, captured, data) if answer is None else answer

    def _learnt(self, texts: object, captured: Captured, data: bytes) -> Handed:
        """The answer, remembered by its texts: code says the same again and again."""
        if len(self._answers) >= NAMES:
            self._answers.clear()
        answer = self._answers[texts] = self._answer(captured, data)
        return answer

    def _answer(self, captured: Captured, data: bytes) -> Handed:
        held = (one.handed for one in self._asked if one.holds(captured, data))
        return sum(held, self._always)

    @cached_property
    def _other(self) -> Handed | None:
        """What any text hands out but the words that are listed; None where no list tells."""
        predicates = [one for each in self._asked for one in each.predicates]
        words = {word for one in predicates for word in one.words}
        unlisted = max(words, key=len, default=b"") + b"."
        if not all(one.listed for one in predicates) or len(unlisted) > NAME:
            return None
        self._answers.update({word: self._told(word) for word in words})
        return self._told(unlisted)

    def _told(self, text: bytes) -> Handed:
        """What a text hands out."""
        held = (each.handed for each in self._asked if each.holds_for(text))
        return sum(held, self._always)
