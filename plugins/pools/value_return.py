"""Whether a function returns a value, told from its code."""

from __future__ import annotations

import re2
import rulekit

from .code_view import code_of
from .region import inside

_VALUE = rb"\breturn\b[ \t]*([^\n;}]{0,40})"  # so much tells whether there is one
_RETURN = re2.compile(_VALUE)
_NOTHING = (b"", b"None", b"undefined")

# The result is told before the name: neither `void` nor, in C#, a task without a result.
_NO_RESULT = re2.compile(rb"\bvoid\b[^*]*\z|\bTask\s+(?:[\w.]+\.)?\z")
_ARROW = re2.compile(rb"\)[^{};]*=>")
_TYPED = ("c", "cpp", "csharp", "java")

# What the body of a function without a name begins with, and what it is told from: Go's
# `interface{}` and `struct{}` are types.
_MARK = re2.compile(
    rb"\b(?:function|func)\b|=>\s*\{|\b(?:interface|struct)\s*\{\s*\}|[(){}]|" + _VALUE
)


def returns_value(document: rulekit.Document, start: int, end: int) -> bool:
    """True if a function itself returns a value; what functions inside of it return is theirs."""
    code = _own_code(document, start, end)
    if document.language in _TYPED:
        return _typed(document, code, start, end)
    is_plain = code.count(b"func") + code.count(b"=>") < 2  # its own, and no function inside
    if document.language == "python" or is_plain:
        return any(_is_value(one.group(1)) for one in _RETURN.finditer(code))
    return _outside_of_inner_bodies(code)


def _own_code(document: rulekit.Document, start: int, end: int) -> bytes:
    """The code of a function, with blanks for the functions inside of it."""
    code, pieces, at = code_of(document), list[bytes](), start
    for inner in inside(document.capture("function"), start + 1, end):
        if inner.start >= at:
            pieces += [code[at : inner.start], rulekit.blanked(code[inner.start : inner.end])]
            at = inner.end
    return b"".join([*pieces, code[at:end]])


def _is_value(text: bytes) -> bool:
    return text.strip() not in _NOTHING


def _typed(document: rulekit.Document, code: bytes, start: int, end: int) -> bool:
    names = inside(document.capture("function_name"), start, end)
    head = code[: names[0].start - start] if names else b""
    if _NO_RESULT.search(head):
        return False
    arrow = _ARROW.search(code[: code.find(b"{")] if b"{" in code else code)
    return bool(arrow) or any(_is_value(one.group(1)) for one in _RETURN.finditer(code))


def _outside_of_inner_bodies(code: bytes) -> bool:
    """True if a value is returned outside of the bodies of functions without a name."""
    bodies, inner, depth, awaited, at = list[bool](), 0, 0, -1, 0
    while mark := _MARK.search(code, at):
        word, at = mark.group(), mark.end()
        if word == b"(":
            depth += 1
        elif word == b")":
            depth -= 1
        elif word.startswith(b"func"):
            awaited = depth  # its body begins outside of its parameters
        elif word == b"{" or word.startswith(b"=>"):
            bodies.append(len(bodies) > 0 and (word != b"{" or awaited == depth))
            inner += bodies[-1]
            awaited = -1 if awaited == depth else awaited
        elif word == b"}":
            inner -= bodies.pop() if bodies else 0
        elif word.startswith(b"return"):
            if not inner and _is_value(mark.group(1)):
                return True
            at = mark.start() + len(b"return")  # the value may hold a function
    return False
