"""Where a function begins and ends with all that belongs to it, read from the code around."""

from __future__ import annotations

from collections.abc import Mapping

import re2
import rulekit

from .code_view import code_of
from .dialect import language_of
from .indent import indent_before

# Bytes that are searched before a function for what it is the value of: 4 lines of 250.
_WINDOW = 1_000
DECORATOR_LINES = 100  # of one function, at the most

_MARKED: Mapping[str, bytes] = {"python": b"@", "rust": b"#["}

# What exports a function, or names it: the first group. A type may stand behind the name.
_DECLARATIONS: Mapping[str, re2._Regexp[bytes]] = {
    "cpp": re2.compile(rb"(\btemplate\s*<[^;{}]*>\s*)\z"),
    "javascript": re2.compile(
        rb"(?m)(?:^|[;{}])[ \t]*((?:export\s+)?(?:default\s+)?(?:(?:const|let|var)\s+)?"
        rb"(?:[\w$.]+\s*(?::[^\n;]+)?=\s*)*)\z"
    ),
    "lua": re2.compile(rb"(?m)(?:^|;)[ \t]*((?:local\s+)?[\w.]+\s*=\s*)\z"),
    "php": re2.compile(rb"(?m)(?:^|[;{}])[ \t]*(\$\w+(?:->\w+)*\s*=\s*)\z"),
}
_FIELD = (b"{", b",")  # before a name of Lua: it is one in a table
_ENDED = ("javascript", "php")  # where `;` ends a declaration


def beginning_of(document: rulekit.Document, start: int) -> int:
    """The byte where a function begins with what stands before it and belongs to it.

    In Python decorators, in Rust attributes, in C++ the template's parameters, elsewhere what
    exports or names it.
    """
    code, language = code_of(document), language_of(document)
    if language in _MARKED:
        return _decorated(code, start, _MARKED[language])
    before = code[max(0, start - _WINDOW) : start]
    found = _DECLARATIONS[language].search(before) if language in _DECLARATIONS else None
    if not found or (language == "lua" and before[: found.start(1)].rstrip().endswith(_FIELD)):
        return start
    return start - len(found.group(1))


def end_of(document: rulekit.Document, begin: int, start: int, end: int) -> int:
    """The byte where a function ends; a declaration ends with its `;`."""
    is_value = begin < start and language_of(document) in _ENDED
    return end + (is_value and document.data[end : end + 1] == b";")


def _decorated(code: bytes, start: int, mark: bytes) -> int:
    """The first of the decorators or attributes above, which may go over several lines each."""
    indent = indent_before(code, start)
    if indent is None:
        return start
    begin, line, still_open = start, start - len(indent), 0
    for _ in range(DECORATOR_LINES):
        if not line:
            break
        above = code.rfind(b"\n", 0, line - 1) + 1
        text = code[above : line - 1]
        still_open += sum(map(text.count, (b")", b"]", b"}")))
        still_open -= sum(map(text.count, (b"(", b"[", b"{")))
        if still_open == 0 and text.startswith(indent + mark):
            begin = above + len(indent)
        elif still_open <= 0 and text.strip():
            break
        line = above
    return begin
