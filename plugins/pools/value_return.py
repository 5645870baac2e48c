"""Whether a function returns a value, told from its code; by language, else in general."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import re2
import rulekit

from .code_view import code_of
from .dialect import language_of
from .function_head import result_before_name, result_behind_arrow, result_behind_colon
from .own_return import (
    has_return,
    returns_before_end,
    returns_outside_blocks,
    returns_outside_braces,
)
from .region import inside

_ARROW = re2.compile(rb"\)[^{};]*=>")
_YIELD = re2.compile(rb"\byield\b")
_PHP_NAME = re2.compile(rb"(?:\$|->|::)\w+")  # where `$return` and `$a->function` are names


def returns_value(document: rulekit.Document, start: int, end: int) -> bool:
    """True if a function itself returns a value; what functions inside of it return is theirs."""
    return RETURNS.get(language_of(document), _in_general)(document, start, end)


def _in_general(document: rulekit.Document, start: int, end: int) -> bool:
    """True for a `return` of a value, and for what the queries call one without the word."""
    code = _own_code(document, start, end)
    if returns_before_end(code):
        return True
    simple = inside(document.union("simple_function"), start, start + 1)
    if simple and b"return" not in code:
        return True
    returns = inside(document.union("simple_return"), start, end)
    texts = (code[one.start - start : one.end - start].strip() for one in returns)
    return any(text and not text.startswith(b"return") for text in texts)


def _by_word(document: rulekit.Document, start: int, end: int) -> bool:
    return has_return(_own_code(document, start, end))


def _by_type(document: rulekit.Document, start: int, end: int) -> bool:
    """In C and its kin: by the type, and by a `return` or an arrow."""
    if not result_before_name(document, start, end):
        return False
    code = _own_code(document, start, end)
    arrow = _ARROW.search(code[: code.find(b"{")] if b"{" in code else code)
    return bool(arrow) or has_return(code)


def _in_go(document: rulekit.Document, start: int, end: int) -> bool:
    return returns_outside_braces(_own_code(document, start, end), is_go=True)


def _in_javascript(document: rulekit.Document, start: int, end: int) -> bool:
    return returns_outside_braces(_own_code(document, start, end))


def _in_php(document: rulekit.Document, start: int, end: int) -> bool:
    """A generator hands on values by `yield`."""
    code = _PHP_NAME.sub(b"$", _own_code(document, start, end))
    return returns_outside_braces(_YIELD.sub(b"return", code))


def _in_lua(document: rulekit.Document, start: int, end: int) -> bool:
    return returns_outside_blocks(_own_code(document, start, end))


def _by_last_value(_document: rulekit.Document, _start: int, _end: int) -> bool:
    """True: each method returns the value of its last expression."""
    return True


def _by_status(_document: rulekit.Document, _start: int, _end: int) -> bool:
    """False: a function of a shell returns a status."""
    return False


RETURNS: Mapping[str, Callable[[rulekit.Document, int, int], bool]] = {
    "c": _by_type,
    "cpp": _by_type,
    "csharp": _by_type,
    "go": _in_go,
    "java": _by_type,
    "javascript": _in_javascript,
    "kotlin": result_behind_colon,
    "lua": _in_lua,
    "php": _in_php,
    "python": _by_word,
    "ruby": _by_last_value,
    "rust": result_behind_arrow,
    "shell": _by_status,
    "swift": result_behind_arrow,
}


def _own_code(document: rulekit.Document, start: int, end: int) -> bytes:
    """The code of a function, with blanks for the functions inside of it."""
    code, pieces, at = code_of(document), list[bytes](), start
    for inner in inside(document.capture("function"), start + 1, end):
        if inner.start >= at:
            pieces += [code[at : inner.start], rulekit.blanked(code[inner.start : inner.end])]
            at = inner.end
    return b"".join([*pieces, code[at:end]])
