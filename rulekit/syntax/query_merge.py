"""Patterns merged by their structure, for tree-sitter to follow each structure once.

tree-sitter pays for each pattern that a node may begin, and for each alternative that stays open
over the children of a block: 17 kinds of statements cost Ruby more than its parse. So patterns that
are the same but for captures and predicates become one, and so does an alternation of nodes that a
list of children is asked for: any node, its kind told afterwards.
"""

from __future__ import annotations

import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rulekit.syntax.predicate import Predicate
from rulekit.syntax.query_needs import KindOf, end_of, needs_of
from rulekit.syntax.query_parse import Token
from rulekit.syntax.query_structure import Clause, Structure

Asked = tuple[Sequence[Token], tuple[Predicate, ...], frozenset[str]]

FEW = 3  # of fewer alternatives, tree-sitter makes little work
MANY = 32  # patterns that one may become; bundled ones become 9 at the most
_REPEATS = {"?", "*", "+"}


@dataclass(frozen=True)
class _Piece:
    """A pattern without its captures and predicates, and the names captured after each word."""

    words: tuple[str, ...]
    names: Mapping[int, Sequence[str]]

    def part(self, start: int, end: int, more: Sequence[str] = ()) -> _Piece:
        """Some of the words, with their captures, and more captures at the end."""
        names = {at - start: found for at, found in self.names.items() if start < at <= end}
        if more:
            names[end - start] = [*names.get(end - start, ()), *more]
        return _Piece(self.words[start:end], names)

    def __add__(self, other: _Piece) -> _Piece:
        size = len(self.words)
        names = {at + size: found for at, found in other.names.items()}
        return _Piece((*self.words, *other.words), {**self.names, **names})


def structures_of(patterns: Iterable[Asked], kind_of: KindOf | None) -> list[Structure]:
    """The structures of patterns: their words, their predicates and the names that they hand out.

    `kind_of` numbers the nodes of the grammar. Without it, alternatives stay together: tree-sitter
    refuses one that is impossible when it stands alone, and not among others.
    """
    merged: dict[object, list[tuple[_Piece, Clause]]] = defaultdict(list)
    for tokens, predicates, handed in patterns:
        for alternative in _alternatives(_unwrapped(_piece(tokens))):
            apart = list(islice(_apart(alternative, kind_of), MANY + 1)) if kind_of else []
            for piece in apart if 0 < len(apart) <= MANY else (alternative,):
                clause = _clause(piece, predicates, handed)
                # Under a repeat, the longest match is kept, which depends on what is captured.
                places = frozenset(piece.names) if _REPEATS & {*piece.words} else None
                merged[piece.words, places].append((piece, clause))
    return [_structure(same, kind_of) for same in merged.values()]


def _piece(tokens: Sequence[Token]) -> _Piece:
    words, names = list[str](), defaultdict[int, list[str]](list)
    for token in tokens:
        if token.lastgroup == "capture":
            names[len(words)].append(token.group()[1:])
        else:
            words.append(token.group())
    return _Piece(tuple(words), names)


def _unwrapped(piece: _Piece) -> _Piece:
    """The pattern without the brackets that only held its predicates."""
    words, end = piece.words, len(piece.words)
    inner = words[1] if words[:1] == ("(",) and end > 1 else ""
    if inner[:1] in ("(", "[", '"') and end_of(words, 1) == end - 1 and end not in piece.names:
        return piece.part(1, end - 1)
    return piece


def _alternatives(piece: _Piece) -> Iterator[_Piece]:
    """The alternatives of a pattern that is nothing but an alternation, else the pattern."""
    words, end = piece.words, len(piece.words)
    if words[:1] != ("[",) or end_of(words, 0) != end:
        yield piece
        return
    at, outer = 1, piece.names.get(end, ())
    while at < end - 1:
        until = end_of(words, at)
        yield piece.part(at, until, outer)
        at = until


def _apart(piece: _Piece, kind_of: KindOf, at: int = 1) -> Iterator[_Piece]:
    """The pattern once for each alternative among children that is more than a kind of node.

    The kinds stay one alternation. tree-sitter compares the open alternatives of a pattern with
    each other at every node, those of several patterns never.
    """
    words = piece.words
    for i in range(at, len(words)):
        if not _among_children(words, i):
            continue
        end = end_of(words, i)
        plain, rest = _parts(piece, i, end, kind_of)
        if not rest or len(plain) + len(rest) < FEW:
            continue
        kinds = [sum((*plain, _word("]")), _word("["))] if plain else []
        outer, after = piece.names.get(end, ()), piece.part(end, len(words))
        for one in (*kinds, *rest):
            own = piece.part(0, i) + one.part(0, len(one.words), outer)
            yield from _apart(own + after, kind_of, len(own.words))
        return
    yield piece


def _word(word: str) -> _Piece:
    return _Piece((word,), {})


def _among_children(words: Sequence[str], at: int) -> bool:
    """True for an alternation that any child of its node may be one of."""
    if words[at] != "[" or words[at - 1] == "." or words[at - 1].endswith(":"):
        return False
    around = (i for i in range(at + 1) if words[i] in "([" and end_of(words, i) > at)
    return not any(_REPEATS & {*words[end_of(words, i) :][:1]} for i in around)


def _parts(piece: _Piece, at: int, end: int, kind_of: KindOf) -> tuple[list[_Piece], list[_Piece]]:
    """The alternatives of an alternation: those that are kinds of nodes, and the others."""
    plain, rest, i = list[_Piece](), list[_Piece](), at + 1
    while i < end - 1:
        until = end_of(piece.words, i)
        one, i = piece.part(i, until), until
        kind = len(one.words) == 3 and not one.names and kind_of(one.words[1]) is not None
        (plain if kind else rest).append(one)
    return plain, rest


def _clause(piece: _Piece, predicates: tuple[Predicate, ...], handed: frozenset[str]) -> Clause:
    places = defaultdict[str, list[str]](list)
    for at, names in piece.names.items():
        for name in names:
            places[name].append(_place(at))
    asked = {name for one in predicates for name in (one.subject, *one.others)}
    return Clause(
        predicates,
        {name: places[name] for name in sorted(asked) if name in places},
        tuple((place, name) for name in sorted(handed) for place in places.get(name, ())),
    )


# Each match has the names of its captures made anew, but for those of one letter, which Python has.
_LETTERS = string.ascii_letters + string.digits


def _place(at: int) -> str:
    return _LETTERS[at] if at < len(_LETTERS) else f"at{at}"


def _structure(same: Sequence[tuple[_Piece, Clause]], kind_of: KindOf | None) -> Structure:
    piece, clauses = same[0][0], [clause for _, clause in same]
    used = {place for clause in clauses for place, _ in clause.handed}
    used |= {place for clause in clauses for places in clause.named.values() for place in places}
    text, kinds, at = list[str](), list[tuple[str, frozenset[int]]](), 0
    while at < len(piece.words):
        end, own = _kinds(piece, at, kind_of) if kind_of else (at + 1, frozenset[int]())
        if own:
            kinds.append((_place(end), own))
            used.add(_place(end))
        text.append("(_)" if own else piece.words[at])
        at = end
        if _place(at) in used:
            text.append(f"@{_place(at)}")
    needs = needs_of(piece.words, kind_of)
    return Structure(_spelled(text), tuple(clauses), tuple(kinds), needs)


def _kinds(piece: _Piece, at: int, kind_of: KindOf) -> tuple[int, frozenset[int]]:
    """The end of a word; or of an alternation that is told apart here, and the kinds in it."""
    if at and _among_children(piece.words, at):
        end = end_of(piece.words, at)
        plain, rest = _parts(piece, at, end, kind_of)
        if not rest and len(plain) >= FEW:
            found = (kind_of(one.words[1]) for one in plain)
            return end, frozenset(kind for kind in found if kind is not None)
    return at + 1, frozenset()


def _spelled(words: Iterable[str]) -> str:
    """The words as one text; a repeat stands at what it repeats."""
    return "".join(word if word in _REPEATS else f" {word}" for word in words)[1:]
