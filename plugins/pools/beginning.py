"""Where a function begins and ends with all that belongs to it, read from the code around."""

from __future__ import annotations

import re2
import rulekit

from .code_view import code_of

# Bytes that are searched before a function for what it is the value of: 4 lines of 250.
_WINDOW = 1_000
DECORATOR_LINES = 100  # of one function, at the most

_DECLARATION = re2.compile(
    rb"(?m)(?:^|[;{}])[ \t]*((?:export\s+)?(?:default\s+)?(?:(?:const|let|var)\s+)?"
    rb"(?:[\w$.]+\s*=\s*)*)\z"
)
_TEMPLATE = re2.compile(rb"\btemplate\s*<[^;{}]*>\s*\z")


def beginning_of(document: rulekit.Document, start: int) -> int:
    """The byte where a function begins with what stands before it and belongs to it.

    In Python decorators, in JavaScript what exports or names it, in C++ the template's parameters.
    """
    code = code_of(document)
    if document.language == "python":
        return _decorated(code, start)
    before = code[max(0, start - _WINDOW) : start]
    if document.language == "javascript":
        found = _DECLARATION.search(before)
        return start - len(found.group(1)) if found else start
    if document.language == "cpp":
        found = _TEMPLATE.search(before)
        return start - len(found.group()) if found else start
    return start


def end_of(document: rulekit.Document, begin: int, start: int, end: int) -> int:
    """The byte where a function ends; a declaration ends with its `;`."""
    is_value = begin < start and document.language == "javascript"
    return end + (is_value and document.data[end : end + 1] == b";")


def _decorated(code: bytes, start: int) -> int:
    """The first of the decorators right above, which may go over several lines each."""
    line = code.rfind(b"\n", 0, start) + 1
    indent = code[line:start]
    if indent.strip():
        return start
    begin, still_open = start, 0
    for _ in range(DECORATOR_LINES):
        if not line:
            break
        above = code.rfind(b"\n", 0, line - 1) + 1
        text = code[above : line - 1]
        still_open += sum(map(text.count, (b")", b"]", b"}")))
        still_open -= sum(map(text.count, (b"(", b"[", b"{")))
        if still_open == 0 and text.startswith(indent + b"@"):
            begin = above + len(indent)
        elif still_open <= 0 and text.strip():
            break
        line = above
    return begin
