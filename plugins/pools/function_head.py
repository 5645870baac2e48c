"""Whether a function has a result, told from its head: the code around its name, up to its body."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import re2
import rulekit

from .code_view import code_of
from .region import inside

# Before the name: neither `void` nor, in C#, a task without a result.
_NO_RESULT = re2.compile(rb"\bvoid\b[^*]*\z|\bTask\s+(?:[\w.]+\.)?\z")

# Behind the parameters: outside of all brackets, of which the one in `->` is none.
_PART = re2.compile(rb"->|[()\[\]<>{}:=]|\bwhere\b")
_RESULT = re2.compile(rb"\s*([^\s{=]+)")
_LONGEST = 200  # bytes of a result that are looked at
_NO_VALUE: Mapping[str, Collection[bytes]] = {
    "kotlin": (b"Unit", b"Nothing"),
    "rust": (b"()", b"!"),
    "swift": (b"()", b"Void", b"Never"),
}


def result_before_name(document: rulekit.Document, start: int, end: int) -> bool:
    """True unless the word before the name of a function is `void`, or one of its kin."""
    names = inside(document.capture("function_name"), start, end)
    head = code_of(document)[start : names[0].start] if names else b""
    return not _NO_RESULT.search(head)


def result_behind_arrow(document: rulekit.Document, start: int, end: int) -> bool:
    """True for `fn f() -> T`, where T has a value."""
    mark, text = _first_outside(document, start, end, (b"->",))
    return mark == b"->" and _is_value(document.language, text)


def result_behind_colon(document: rulekit.Document, start: int, end: int) -> bool:
    """True for `fun f(): T`, where T has a value, and for a body that is an expression."""
    mark, text = _first_outside(document, start, end, (b":", b"="))
    return mark == b"=" or (mark == b":" and _is_value(document.language, text))


def _is_value(language: str, text: bytes) -> bool:
    told = _RESULT.match(text)
    return bool(told) and told.group(1) not in _NO_VALUE[language]


def _first_outside(
    document: rulekit.Document, start: int, end: int, marks: Collection[bytes]
) -> tuple[bytes, bytes]:
    """The first of some marks outside of brackets, and the code behind it; none in a body."""
    code, depth = code_of(document), 0
    names = inside(document.capture("function_name"), start, end)
    for part in _PART.finditer(code, names[0].end if names else start, end):
        mark = part.group()
        if depth == 0 and mark in marks:
            return mark, code[part.end() : min(end, part.end() + _LONGEST)]
        if depth == 0 and mark in (b"{", b"where"):
            break
        depth += (mark in b"([<{") - (mark in b")]>}")
    return b"", b""
