"""Returns of a value in the code of a function, outside of the functions without a name in it."""

from __future__ import annotations

import re2

_VALUE = rb"\breturn\b[ \t]*([^\n;}]{0,40})"  # so much tells whether there is one
_RETURN = re2.compile(_VALUE)
_NOTHING = (b"", b"None", b"undefined")

# What the body of a function without a name begins with, and what it is told from: Go's
# `interface{}` and `struct{}` are types.
_BRACES = rb"|[(){}]|" + _VALUE
_GO_MARK = re2.compile(rb"\bfunc\b|\b(?:interface|struct)\s*\{\s*\}" + _BRACES)
_MARK = re2.compile(rb"\bfunction\b|=>\s*\{" + _BRACES)

# Blocks that `end` closes; behind a return, it is no value.
_END_MARK = re2.compile(rb"\b(?:function|if|do|repeat|end|until)\b|" + _VALUE)
_NOTHING_OR_END = re2.compile(
    rb"(?s)(?:None|nil|undefined)?\s*(?:\b(?:end|else|elseif|until)\b.*)?"
)


def has_return(code: bytes) -> bool:
    """True for a `return` of a value, wherever it stands."""
    return any(_is_value(one.group(1)) for one in _RETURN.finditer(code))


def returns_before_end(code: bytes) -> bool:
    """The same where `end` closes a body, and `nil` is nothing."""
    return any(_is_value_before_end(one.group(1)) for one in _RETURN.finditer(code))


def returns_outside_braces(code: bytes, *, is_go: bool = False) -> bool:
    """True for a value that is returned outside of the bodies of functions without a name.

    Their bodies are in braces behind `function` or an arrow, in Go behind `func`.
    """
    is_plain = code.count(b"func") + code.count(b"=>") < 2  # its own, and no function inside
    marks = _GO_MARK if is_go else _MARK
    return has_return(code) and (is_plain or _outside_braces(code, marks))


def returns_outside_blocks(code: bytes) -> bool:
    """The same where `end` closes a body; the first `function` is the function itself."""
    return returns_before_end(code) and _outside_blocks(code)


def _is_value(text: bytes) -> bool:
    return text.strip() not in _NOTHING


def _is_value_before_end(text: bytes) -> bool:
    return not _NOTHING_OR_END.fullmatch(text.strip())


def _outside_braces(code: bytes, marks: re2._Regexp[bytes]) -> bool:
    bodies, inner, depth, awaited, at = list[bool](), 0, 0, -1, 0
    while mark := marks.search(code, at):
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


def _outside_blocks(code: bytes) -> bool:
    blocks, functions, at = list[bool](), 0, 0
    while mark := _END_MARK.search(code, at):
        word, at = mark.group(), mark.end()
        if word in (b"end", b"until"):
            functions -= blocks.pop() if blocks else 0
        elif word.startswith(b"return"):
            if functions <= 1 and _is_value_before_end(mark.group(1)):
                return True
            at = mark.start() + len(b"return")
        else:
            blocks.append(word == b"function")
            functions += blocks[-1]
    return False
