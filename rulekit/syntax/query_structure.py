"""What the matches of one structure hand out: the patterns of a file that differ only in words.

A file asks of the same call whether it prints, asserts or imports. tree-sitter follows one pattern
for all of them, its captures named by their places, and the texts there choose among the clauses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.dataclass import dataclass
from rulekit.syntax.predicate import Predicate

if TYPE_CHECKING:
    from tree_sitter import Node

    from rulekit.syntax.query_needs import Chain, Needs

NAMES, NAME = 2_048, 64  # how many texts a subject remembers, and bytes of one

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

    def asks(self, place: str) -> tuple[Predicate, ...]:
        """The predicates about the text at a place."""
        return tuple(one for one in self.predicates if place in self.named.get(one.subject, ()))

    @property
    def compares(self) -> bool:
        """True when one text is compared with another."""
        return any(one.others for one in self.predicates)

    def holds(self, captured: Captured, data: bytes) -> bool:
        """True when the match is one of this pattern."""
        nodes = {
            name: [node for place in places for node in captured.get(place, ())]
            for name, places in self.named.items()
        }
        return all(one.holds(nodes, data) for one in self.predicates)


@dataclass(frozen=True)
class Subject:
    """A place whose text is asked for, and what each clause asks of it, in their order."""

    place: str
    asked: tuple[tuple[Predicate, ...], ...]

    def clauses(self, node: Node, data: bytes) -> int:
        """The clauses that accept the text of a node, as bits; looked up, or remembered."""
        start, end = node.byte_range
        if end - start > NAME:
            return self.accepting(data[start:end]) if self.other is None else self.other
        found = self.known.get(data[start:end], self.other)
        return self._learnt(data[start:end]) if found is None else found

    def _learnt(self, text: bytes) -> int:
        if len(self.known) >= NAMES:
            self.known.clear()
        found = self.known[text] = self.accepting(text)
        return found

    def accepting(self, text: bytes) -> int:
        """The clauses that accept a text, as bits."""
        return sum(
            1 << i for i, asked in enumerate(self.asked) if all(one.accepts(text) for one in asked)
        )

    @cached_property
    def _words(self) -> set[bytes] | None:
        """The words that predicates list; None where not all of them do, in few bytes."""
        predicates = [one for asked in self.asked for one in asked]
        words = {word for one in predicates for word in one.words}
        listed = all(one.listed for one in predicates)
        return words if listed and all(len(word) < NAME for word in words) else None

    @cached_property
    def known(self) -> dict[bytes, int]:
        """The clauses that accept each text so far: code says the same again and again."""
        return {word: self.accepting(word) for word in self._words or ()}

    @cached_property
    def other(self) -> int | None:
        """The clauses that accept a text which nobody lists; None where there are no lists."""
        return None if self._words is None else self.accepting(bytes(NAME))


@dataclass(frozen=True)
class Structure:
    """A pattern as tree-sitter is given it, and the clauses that share it.

    `kinds` has the grammar's numbers of the nodes that a place may have: to be told apart here is
    cheaper than to be an alternative of a pattern. `needs` are the chains of nodes without
    which there is no match.
    """

    text: str
    clauses: tuple[Clause, ...]
    kinds: tuple[tuple[str, frozenset[int]], ...] = ()
    needs: Needs = ()
    _by_clauses: dict[int, Handed] = field(default_factory=dict, repr=False, compare=False)

    def may_match(self, chains: Set[Chain]) -> bool:
        """False if the pattern matches nothing in a tree that has these chains of nodes."""
        return not any(one.isdisjoint(chains) for one in self.needs)

    @cached_property
    def certain(self) -> Handed | None:
        """What each match hands out, None where it depends on the match."""
        return None if self.kinds or self._asked else self._always

    @cached_property
    def _always(self) -> Handed:
        return tuple(one for each in self.clauses if not each.predicates for one in each.handed)

    @cached_property
    def _asked(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.predicates)

    @cached_property
    def _subjects(self) -> tuple[Subject, ...]:
        """The places whose texts are asked for, first those where a list of words tells."""
        places = {place for each in self._asked for of in each.named.values() for place in of}
        found = [
            Subject(place, tuple(each.asks(place) for each in self._asked))
            for place in sorted(places)
        ]
        return tuple(sorted(found, key=lambda subject: subject.other is None))

    @cached_property
    def _compare(self) -> bool:
        return any(clause.compares for clause in self._asked)

    @cached_property
    def handed(self) -> Ask:
        """What a match hands out, by its captures and the text.

        A function made for the structure: a text has hundreds of matches, most about one place.
        """
        if self._subjects and not self.kinds and not self._compare and len(self._subjects) == 1:
            return self._by_text(self._subjects[0])
        if len(self.kinds) == 1 and not self._subjects:
            return self._by_kind(*self.kinds[0])
        return self._by_all

    def _by_kind(self, place: str, kinds: frozenset[int]) -> Ask:
        def handed(captured: Captured, data: bytes) -> Handed:  # noqa: ARG001
            if place in captured and captured[place][0].kind_id not in kinds:
                return ()
            return self._always

        return handed

    def _by_text(self, subject: Subject) -> Ask:
        place, other = subject.place, subject.other
        known = {word: self._chosen(clauses) for word, clauses in subject.known.items()}
        unlisted = None if other is None else self._chosen(other)

        def learnt(text: bytes) -> Handed:
            if len(known) >= NAMES:
                known.clear()
            found = known[text] = self._chosen(subject.accepting(text))
            return found

        def handed(captured: Captured, data: bytes) -> Handed:
            if place not in captured:
                return self._by_all(captured, data)
            start, end = captured[place][0].byte_range
            if end - start > NAME:
                return self._by_all(captured, data)
            found = known.get(data[start:end], unlisted)
            return learnt(data[start:end]) if found is None else found

        return handed

    def _by_all(self, captured: Captured, data: bytes) -> Handed:
        for place, kinds in self.kinds:
            if place in captured and captured[place][0].kind_id not in kinds:
                return ()
        clauses = (1 << len(self._asked)) - 1
        for subject in self._subjects:
            for node in captured.get(subject.place, ()):
                clauses &= subject.clauses(node, data)
            if not clauses:
                return self._always
        if self._compare:
            held = (one for one in self._asked if one.holds(captured, data))
            return sum((one.handed for one in held), self._always)
        return self._chosen(clauses)

    def _chosen(self, clauses: int) -> Handed:
        """What some clauses hand out together, by their bits."""
        if clauses not in self._by_clauses:
            chosen = (one for i, one in enumerate(self._asked) if clauses >> i & 1)
            self._by_clauses[clauses] = sum((one.handed for one in chosen), self._always)
        return self._by_clauses[clauses]
