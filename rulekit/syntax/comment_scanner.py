"""Languages without a grammar: their comments and strings, found by the marks that enclose them.

A linear scan, so no text can make it slow; docs/decisions/0006-marks.md says why it is no library's
lexer. It knows no more than marks: here-documents are read as code, and a quoted string that is not
closed on its line is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from rulekit.core.captures import Captures
from rulekit.core.dataclass import dataclass
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span
from rulekit.syntax.parse import PARSE_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[str, str]
End = Callable[[bytes, int], int | None]  # where what begins at a place ends; None when nowhere

# Where a mark begins nothing: `http://`, `$#`, `\%`; `=begin` is only one at the start of a line.
_GUARDS = {"//": r"(?<!:)", "#": r"(?<![^\s;,(){}\[\]])", "%": r"(?<!\\)", "=": r"(?m:^)"}


@dataclass(frozen=True)
class CommentSyntax:
    """Marks that a language puts around comments and strings.

    `line` begins a comment that ends with the line, `block` are the two ends of other comments,
    `strings` those of string literals. A string between single marks does not go beyond its line;
    with `escape`, a backslash in it hides what follows. `hidden` are strings too, but not captured:
    where something else looks the same, as regular expressions do, only comments can be told. With
    `nested`, comments stand inside comments.
    """

    line: tuple[str, ...] = ()
    block: tuple[Pair, ...] = ()
    strings: tuple[Pair, ...] = ()
    hidden: tuple[Pair, ...] = ()
    nested: bool = False
    escape: bool = True


@dataclass(frozen=True)
class CommentScanner:
    """A language known by its marks alone: it captures comments, and strings when it has any."""

    language: str
    marks: CommentSyntax

    @cached_property
    def provided(self) -> frozenset[str]:
        """Captures that can be asked for."""
        return frozenset({"comment", "string"} if self.marks.strings else {"comment"})

    def capture(self, data: bytes) -> Captures:
        """The comments and strings of a text; raises Unmeasured for one that is too large."""
        if len(data) > PARSE_BYTES:
            raise Unmeasured(f"not scanned: over {PARSE_BYTES:,} bytes")
        found = dict[str, list[Span]]()
        for name, span in self._scan(data):
            found.setdefault(name, []).append(span)
        return Captures(self.language, self.provided, found)

    def _scan(self, data: bytes) -> Iterator[tuple[str, Span]]:
        open_until: dict[bytes, int] = {}  # marks that nothing closes before a place: tried once
        at = 0
        while opened := self._opener.search(data, at):
            mark, at = opened.group(), opened.end()
            if at <= open_until.get(mark, 0):
                continue
            name, to_end = self._ends[mark]
            end = to_end(data, at)
            if end is None:
                open_until[mark] = _line_end(data, at) if mark in _SINGLE else len(data)
            else:
                yield name, Span(opened.start(), end)
                at = end

    @cached_property
    def _ends(self) -> dict[bytes, tuple[str, End]]:
        """For each mark, the capture that it begins and how its end is found."""
        marks, found = self.marks, dict[bytes, tuple[str, End]]()
        for name, pairs in (("hidden", marks.hidden), ("string", marks.strings)):
            for begin, end in pairs:
                on_one_line = begin.encode() in _SINGLE
                found[begin.encode()] = (name, _string_end(end, on_one_line, marks.escape))
        for begin in marks.line:
            found[begin.encode()] = ("comment", _line_end)
        for begin, end in marks.block:
            found[begin.encode()] = ("comment", _block_end(begin, end, marks.nested))
        return found

    @cached_property
    def _opener(self) -> re.Pattern[bytes]:
        longest_first = sorted(self._ends, key=lambda mark: (-len(mark), mark))  # `--[[`, then `--`
        return re.compile(b"|".join(_guard(mark) + re.escape(mark) for mark in longest_first))


_SINGLE = (b'"', b"'")


def _guard(mark: bytes) -> bytes:
    guards = (guard for start, guard in _GUARDS.items() if mark.startswith(start.encode()))
    return next(guards, "").encode()


def _line_end(data: bytes, at: int) -> int:
    end = data.find(b"\n", at)
    end = len(data) if end < 0 else end
    return end - data.endswith(b"\r", at, end)


def _block_end(begin: str, end: str, nested: bool) -> End:
    """The end of a block; with `nested`, that which closes as many as were begun."""
    pattern = re.compile(b"|".join(re.escape(mark.encode()) for mark in (end, begin)[: 1 + nested]))

    def found(data: bytes, at: int) -> int | None:
        depth = 1
        for mark in pattern.finditer(data, at):
            depth += -1 if mark.group() == end.encode() else 1
            if not depth:
                return mark.end()
        return None

    return found


def _string_end(end: str, on_one_line: bool, escape: bool) -> End:
    """The end of a string, escapes left out; none when the line ends before, if that matters."""
    closed = re.escape(end.encode()) + (rb"|\n" if on_one_line else b"")
    pattern = re.compile((rb"(?s:\\.)|" if escape else b"") + closed)

    def found(data: bytes, at: int) -> int | None:
        for mark in pattern.finditer(data, at):
            if mark.group() == end.encode():
                return mark.end()
            if mark.group() == b"\n":
                return None
        return None

    return found
