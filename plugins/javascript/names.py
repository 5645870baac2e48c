"""Names in the conventions of JavaScript: camelCase, PascalCase for classes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rulekit import Document, LatePattern, Signal, Span, Unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 4_096  # names, of which most are in the next file again
LONG = 64  # bytes of a name that is worth to be kept

# Marks of private, foreign or unused things stand before or behind a name in any convention.
_CAMEL = rb"[\pL$][\pL\pN$]*"
_PASCAL = rb"[\p{Lu}\p{Lt}\p{Lo}][\pL\pN$]*"
_CONSTANT = rb"[\p{Lu}$][\p{Lu}\pN$_]*"


# Letters in ASCII: a pattern of all letters takes 2 ms to compile, and few names need it.
_IN_ASCII = {rb"\pL": b"A-Za-z", rb"\pN": b"0-9", rb"\p{Lu}": b"A-Z", rb"\p{Lt}\p{Lo}": b""}


def in_ascii(expression: bytes) -> bytes:
    """The pattern that matches the same in texts that are ASCII."""
    for letters, plain in _IN_ASCII.items():
        expression = expression.replace(letters, plain)
    return expression


def _whole(*forms: bytes) -> Callable[[bytes], bool]:
    expression = rb"[#_$]*(?:%s)?[_$]*" % rb"|".join(forms)
    of_all, of_ascii = LatePattern(expression), LatePattern(in_ascii(expression))

    def is_whole(name: bytes) -> bool:
        pattern = of_ascii if name.isascii() else of_all
        return pattern.fullmatch(name) is not None

    known = lru_cache(KEPT)(is_whole)
    return lambda name: known(name) if len(name) <= LONG else is_whole(name)


# A constant, and a variable that holds a class or a component, are written as what they are.
_CONVENTIONAL = {
    "variable": _whole(_CAMEL, _CONSTANT),
    "function_name": _whole(_CAMEL),
    "class_name": _whole(_PASCAL),
}


def _signal(name: str, capture: str, doc: str) -> Signal:
    """The share of one kind of names, each counted once, that is in the convention of its kind."""
    conventional = _CONVENTIONAL[capture]

    def measure(document: Document) -> float:
        names = {document.data[start:end] for start, end in document.capture(capture)}
        if not names:
            raise Unmeasured("there are no such names")
        return sum(map(conventional, names)) / len(names)

    def locate(document: Document) -> list[Span]:
        return [
            Span(start, end)
            for start, end in document.capture(capture)
            if not conventional(document.data[start:end])
        ]

    return Signal(name, "share of names", doc, measure, locate, frozenset({capture}))


NAME_SIGNALS = (
    _signal(
        "javascript.conventional_variable_name_fraction",
        "variable",
        "different names of variables that are in camelCase, PascalCase or CONSTANT_CASE"
        " (OpenCoder, qsc_codejavascript_frac_words_legal_var_name)",
    ),
    _signal(
        "javascript.conventional_function_name_fraction",
        "function_name",
        "different names of functions that are in camelCase or PascalCase"
        " (OpenCoder, qsc_codejavascript_frac_words_legal_func_name)",
    ),
    _signal(
        "javascript.conventional_class_name_fraction",
        "class_name",
        "different names of classes that are in PascalCase"
        " (OpenCoder, qsc_codejavascript_frac_words_legal_class_name)",
    ),
)
