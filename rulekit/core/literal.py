"""Literals of which a text must hold one where a pattern of RE2 matches, its gate; its alphabet.

To search for words is ten times cheaper than to match a pattern, and many patterns at once, with
their repetitions and classes, take an automaton a hundred times longer than their words do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

LEAST = 2  # bytes of a literal: single ones are in most texts
MOST = 64  # strings that one part of a pattern is spelled out to

Strings = frozenset[str]
_TOKEN = re.compile(
    r"""(?sx)
      \(\?P?<\w+>  |  \(\?[a-zA-Z-]*[:)]  |  [()|]
    | \[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]
    | [*+?]\??  |  \{\d+(?:,\d*)?\}\??
    | \\(?:x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[pP](?:\{\^?\w+\}|\w)|.)
    | .
    """
)
_ITEM = re.compile(r"(?s)\\x\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\[pP](?:\{\^?\w+\}|\w)|\\.|.")
_CONTROL = {"\\n": "\n", "\\t": "\t", "\\r": "\r", "\\f": "\f", "\\v": "\v", "\\a": "\a"}
_BLANKS = frozenset("\t\n\f\r ")  # what RE2 takes for them
_COUNT = re.compile(r"\{(\d+)(,?)")
_NOWHERE = frozenset({"^", "$", r"\b", r"\B", r"\A", r"\z"})  # these match between characters


class _Part(NamedTuple):
    """Strings that a part of a pattern is one of, if they are few, and those it must hold."""

    exact: Strings | None
    held: Strings | None = None

    @property
    def best(self) -> Strings | None:
        return _best([self.exact, self.held])


_EMPTY = _Part(frozenset({""}))
_ANY = _Part(None)


def gate_of(expression: str) -> str:
    """A pattern that is some literals and matches wherever `expression` does; "" for none."""
    pieces = _TOKEN.findall(expression)
    if r"\Q" in pieces or r"\C" in pieces:
        return ""
    held = _alternatives(iter(pieces)).best
    if not held:
        return ""
    folded = any(map(_folds, pieces))
    return _any_of(held, folded=folded)


def alphabet_of(expression: str) -> bytes | None:
    """The ASCII characters that matches of a pattern are made of; None where others may be, too."""
    pieces = [piece for piece in _TOKEN.findall(expression) if piece not in _NOWHERE | {"|", ")"}]
    found = set[str]()
    for piece in pieces:
        if _folds(piece):
            return None
        if piece[0] in "(*+?" or _COUNT.match(piece):
            continue
        members = _BLANKS if piece == r"\s" else _single(piece).exact
        if members is None or not all(map(str.isascii, members)):
            return None
        found |= members
    return "".join(sorted(found)).encode()


def _folds(piece: str) -> bool:
    """Tell whether a piece may begin what is matched in any case."""
    return piece.startswith("(?") and "i" in piece.partition("<")[0]


def _any_of(strings: Strings, *, folded: bool) -> str:
    """A pattern for strings, those apart that hold another of them."""
    least: list[str] = []
    for string in sorted(map(str.lower, strings) if folded else strings, key=len):
        if not any(one in string for one in least):
            least.append(string)
    return ("(?i)" if folded else "") + "|".join(map(re.escape, sorted(least)))


def _alternatives(pieces: Iterator[str]) -> _Part:
    """Read to the end of a group, or of all."""
    found: list[_Part] = []
    parts: list[_Part] = []
    for piece in pieces:
        if piece in ("|", ")"):
            found.append(_joined(parts))
            parts = []
            if piece == ")":
                return _either(found)
        elif piece[0] in "*+?" or (piece[0] == "{" and len(piece) > 1):
            parts[-1] = _repeated(parts[-1], piece)
        elif piece.startswith("(") and not piece.endswith(")"):
            parts.append(_alternatives(pieces))
        elif not piece.startswith("("):  # else flags, for what follows
            parts.append(_single(piece))
    return _either([*found, _joined(parts)])


def _single(piece: str) -> _Part:
    if piece in _NOWHERE:
        return _EMPTY
    if piece[0] == "[" and len(piece) > 1:
        return _Part(_members(piece))
    character = _character(piece)
    return _Part(frozenset({character})) if character else _ANY


def _character(piece: str) -> str:
    """The character that a piece is; "" for one that is many."""
    if piece.startswith(r"\x"):
        return chr(int(piece[2:].strip("{}"), 16))
    if piece in _CONTROL:
        return _CONTROL[piece]
    if piece[0] == "\\":
        return "" if piece[1].isalnum() else piece[1]
    return "" if piece == "." else piece


def _members(piece: str) -> Strings | None:
    """Characters of a class; None for many, or those that are not written out."""
    items = _ITEM.findall(piece[1:-1])
    if items[0] == "^" or "[:" in piece:
        return None
    found, at = set[str](), 0
    while at < len(items):
        is_range = at + 2 < len(items) and items[at + 1] == "-"
        first, last = (_member(one) for one in (items[at], items[at + 2 if is_range else at]))
        if not first or not last or ord(last) - ord(first) > MOST:
            return None
        found.update(map(chr, range(ord(first), ord(last) + 1)))
        at += 3 if is_range else 1
    return frozenset(found) if len(found) <= MOST else None


def _member(item: str) -> str:
    return item if item == "." else _character(item)


def _joined(parts: Iterable[_Part]) -> _Part:
    """One part after the other."""
    run, candidates = frozenset({""}), list[Strings | None]()
    for exact, held in parts:
        if exact is not None and len(run) * len(exact) <= MOST:
            run = frozenset(before + after for before in run for after in exact)
        else:
            candidates += [run, held if exact is None else exact]
            run = frozenset({""})
    return _Part(None, _best([*candidates, run])) if candidates else _Part(run)


def _either(parts: list[_Part]) -> _Part:
    """One part or another."""
    exact = [part.exact for part in parts]
    held = [part.best for part in parts]
    together = _union(exact) if sum(len(one or ()) for one in exact) <= MOST else None
    return _Part(together, None if together else _union(held))


def _union(sets: list[Strings | None]) -> Strings | None:
    known = [one for one in sets if one is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _repeated(part: _Part, piece: str) -> _Part:
    if piece[0] == "?" and part.exact and len(part.exact) < MOST:
        return _Part(part.exact | {""})
    count = _COUNT.match(piece)
    least = int(count[1]) if count else int(piece[0] == "+")
    if not least:
        return _ANY
    if count and part.exact and len(part.exact) == 1 and least <= MOST:
        strings = frozenset(one * least for one in part.exact)
        return _Part(None, strings) if count[2] else _Part(strings)
    return _Part(None, part.best)


def _best(sets: Iterable[Strings | None]) -> Strings | None:
    """The set whose shortest string is the longest, to six bytes, of the fewest strings."""
    known = [(min(len(s.encode()) for s in one), one) for one in sets if one]
    known = [(size, one) for size, one in known if size >= LEAST]
    return max(known, key=lambda pair: (min(pair[0], 6), -len(pair[1])), default=(0, None))[1]
