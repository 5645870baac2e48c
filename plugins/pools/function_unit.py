"""Cuts documents into functions: the outermost ones, with what belongs to them.

By the captures of a language's queries. What those do not tell is read from the code around:
decorators, the declaration that a function is the value of, and the comment before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import re2
import rulekit

from .beginning import beginning_of, end_of
from .code_view import code_of
from .dialect import language_of
from .documentation import documentation_of
from .import_names import IMPORTS
from .python_names import free_names
from .region import inside
from .used_names import used_names
from .value_return import returns_value

# Where names begin that are not a function's own, in languages where it may be called by what it is
# the value of: `export default () => { const g = () => … }` has none.
_PARAMETERS_OR_BODY = re2.compile(rb"[({]")
_NAMES_END: Mapping[str, re2._Regexp[bytes]] = {
    "javascript": _PARAMETERS_OR_BODY,
    "lua": _PARAMETERS_OR_BODY,
    "php": re2.compile(rb"\bfunction\b[^({]*[({]"),
}


@dataclass(frozen=True)
class _Whole:
    """A function with what belongs to it, from `start` to `end`; itself, it begins at `head`."""

    start: int
    head: int
    end: int


def functions_in(document: rulekit.Document) -> Iterator[rulekit.Unit]:
    """The functions and methods that stand in no other, in order.

    Without a name none can be called: constructors of Java, what a wrapper of JavaScript takes,
    what a macro of C begins.
    """
    for whole in _outermost(document):
        name = _name(document, whole)
        if name:
            names = free_names if document.language == "python" else used_names
            yield rulekit.Unit(
                whole.start,
                whole.end,
                name,
                documentation_of(document, whole.start, whole.head, whole.end),
                returns_value(document, whole.head, whole.end),
                tuple(names(document, whole.start, whole.end)),
            )


def _outermost(document: rulekit.Document) -> Iterator[_Whole]:
    last = 0
    for start, end in document.capture("function"):
        if start >= last:
            begin = max(last, beginning_of(document, start))
            last = end_of(document, begin, start, end)
            yield _Whole(begin, start, last)


def _name(document: rulekit.Document, whole: _Whole) -> str:
    """The name of a function; "" where the first one belongs to a function inside of it."""
    pattern = _NAMES_END.get(language_of(document))
    own = pattern.search(code_of(document), whole.head, whole.end) if pattern else None
    end = own.end() if own else whole.end
    names = inside(document.capture("function_name"), whole.start, end)
    inner = inside(document.capture("function"), whole.head + 1, whole.end)
    if not names or (inner and inner[0].start <= names[0].start):
        return ""
    return document.data[slice(*names[0])].decode()


def imports_in(document: rulekit.Document) -> Iterable[tuple[str, str]]:
    """What a document imports: a name, and a statement that brings it."""
    language = language_of(document)
    return IMPORTS[language](document) if language in IMPORTS else ()


REQUIRED = {"function", "function_name"}
NEEDS = {
    *("class", "class_name", "parameter", "variable", "identifier", "simple_function"),
    *("simple_return", "comment", "docstring", "string", "import", "error", "missing"),
}
FUNCTIONS = rulekit.Cutter(
    "functions",
    "functions and methods that stand in no other, of every language with @function",
    (),
    functions_in,
    imports_in,
    frozenset(NEEDS | REQUIRED),
    frozenset(REQUIRED),
)
