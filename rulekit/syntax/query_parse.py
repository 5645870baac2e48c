"""The patterns of a query file: its words, and where each pattern begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from rulekit.syntax.predicate import Predicate
from rulekit.syntax.vocabulary import NOT

READ = 64  # texts whose words, patterns and queries are kept: more than there are packs
Token = re.Match[str]
Mistake = tuple[Token, str]

_TOKEN = re.compile(
    r"""(?P<comment>;[^\n]*)|(?P<string>"(?:\\.|[^"\\])*")|(?P<capture>@[\w.\-]+)
      |(?P<predicate>[\#.][A-Za-z][\w\-]*[?!]?)|(?P<repeat>[+*?])
      |(?P<open>[(\[])|(?P<close>[)\]])|(?P<word>[^\s()\[\]"@+*?;]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Pattern:
    """A pattern of the file, from its first bracket to the next pattern."""

    start: int
    end: int
    captures: frozenset[str]
    taken_away: frozenset[str]
    predicates: tuple[Predicate, ...]
    asked: tuple[tuple[int, int], ...]  # where its predicates stand
    tokens: tuple[Token, ...] = field(default=(), repr=False, compare=False)

    def without(self, names: frozenset[str]) -> Pattern:
        """The pattern as one that captures none of these names."""
        return replace(self, captures=self.captures - names)

    def handed(self, wanted: frozenset[str]) -> frozenset[str]:
        """Of the wanted captures, those that it finds, and those that it takes away from."""
        return self.captures & wanted | {NOT + name for name in self.taken_away & wanted}

    @property
    def shape(self) -> tuple[Token, ...]:
        """Its words without those of its predicates."""
        return tuple(
            token
            for token in self.tokens
            if not any(start <= token.start() < end for start, end in self.asked)
        )


@lru_cache(READ)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text, without its comments."""
    found = _TOKEN.finditer(text)
    return tuple(token for token in found if token.lastgroup != "comment")


@lru_cache(READ)
def captures_of(text: str) -> frozenset[str]:
    """Names that the patterns of a text capture, private ones left out."""
    names = (token.group()[1:] for token in tokens_of(text) if token.lastgroup == "capture")
    return frozenset(name for name in names if not name.startswith("_"))


@lru_cache(READ)
def patterns_of(text: str) -> tuple[Pattern, ...]:
    """The patterns of a text, in order."""
    return tuple(_patterns(tokens_of(text), len(text)))


def _patterns(tokens: Sequence[Token], length: int) -> Iterator[Pattern]:
    """Cut at the brackets and strings that stand outside of all others."""
    starts, depth = [], 0
    for i, token in enumerate(tokens):
        if depth == 0 and token.lastgroup in ("open", "string", "word"):
            starts.append(i)
        depth += {"open": 1, "close": -1}.get(token.lastgroup or "", 0)
    for first, last in pairwise([*starts, len(tokens)]):
        own = tokens[first:last]
        end = tokens[last].start() if last < len(tokens) else length
        names = {token.group()[1:] for token in own if token.lastgroup == "capture"}
        asked = [
            (i, arguments_of(own, i)) for i in range(len(own)) if own[i].lastgroup == "predicate"
        ]
        yield Pattern(
            own[0].start(),
            end,
            frozenset(name for name in names if not name.startswith("_")),
            frozenset(name.removeprefix(NOT) for name in names if name.startswith(NOT)),
            tuple(_predicate(own[i].group(), arguments) for i, arguments in asked),
            tuple(_extent(own, i, arguments) for i, arguments in asked),
            tuple(own),
        )


def arguments_of(tokens: Sequence[Token], at: int) -> Sequence[Token]:
    """The tokens after a predicate, up to its closing bracket."""
    rest = tokens[at + 1 :]
    closing = next((i for i, one in enumerate(rest) if one.lastgroup == "close"), len(rest))
    return rest[:closing]


def _extent(tokens: Sequence[Token], at: int, arguments: Sequence[Token]) -> tuple[int, int]:
    """Start and end of a predicate, its brackets included."""
    closing = min(at + len(arguments) + 1, len(tokens) - 1)
    return tokens[max(0, at - 1)].start(), tokens[closing].end()


def _predicate(word: str, arguments: Sequence[Token]) -> Predicate:
    kind = word[1:].rstrip("?!")
    subject = arguments[0].group()[1:] if arguments else ""
    strings = (one.group() for one in arguments[1:] if one.lastgroup == "string")
    return Predicate(
        kind.removeprefix("not-"),
        kind.startswith("not-"),
        subject,
        frozenset(unquoted(text).encode() for text in strings),
        tuple(one.group()[1:] for one in arguments[1:] if one.lastgroup == "capture"),
    )


def unquoted(text: str) -> str:
    """The text of a query's string: its quotes and escapes undone."""
    escapes = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
    return re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), text[1:-1])
