"""Names in the conventions of JavaScript: camelCase, PascalCase for classes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import re2
from rulekit import Document, Signal, Span, Unmeasured

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = 4_096  # names, of which most are in the next file again
LONG = 64  # bytes of a name that is worth to be kept

# Marks of private, foreign or unused things stand before or behind a name in any convention.
_CAMEL = rb"[\pL$][\pL\pN$]*"
_PASCAL = rb"[\p{Lu}\p{Lt}\p{Lo}][\pL\pN$]*"
_CONSTANT = rb"[\p{Lu}$][\p{Lu}\pN$_]*"


def _whole(*forms: bytes) -> Callable[[bytes], bool]:
    pattern = re2.compile(rb"[#_$]*(?:%s)?[_$]*" % rb"|".join(forms))

    @lru_cache(KEPT)
    def is_whole(name: bytes) -> bool:
        return pattern.fullmatch(name) is not None

    return lambda name: is_whole(name) if len(name) <= LONG else pattern.fullmatch(name) is not None


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
