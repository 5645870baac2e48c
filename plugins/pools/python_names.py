"""Python: the names that a function takes from outside, and what imports bring."""

from __future__ import annotations

from collections.abc import Iterator

import re2
import rulekit

from .code_view import code_of
from .python_builtins import BUILTINS
from .region import inside, is_inside, outermost
from .used_names import bound_names, names_of

# `f(a=1)` names a parameter of what is called, and `f(b: a = 1)` a type.
_EQUALS = re2.compile(rb"\s*=(?:[^=]|\z)")
_ARGUMENT = (b"(", b",")
_NEAR = 64
_FROM = re2.compile(r"from\s*([\w.]+)\s*import\b")
_ITEM = re2.compile(r"\s*([\w.]+|\*)(?:\s+as\s+(\w+))?\s*")


def free_names(document: rulekit.Document, start: int, end: int) -> list[str]:
    """Names that a part takes from the module or its imports, each once, in order."""
    own = bound_names(document, start, end)
    statements = inside(document.capture("import"), start, end)
    for span in statements:
        own.update(name for name, _ in _brought(document, span))
    used = (
        name
        for span, name in names_of(document, "identifier", start, end)
        if not is_inside(span.start, statements) and not _is_keyword(code_of(document), span)
    )
    return [name for name in dict.fromkeys(used) if name not in own and name not in BUILTINS]


def _is_keyword(code: bytes, span: rulekit.Span) -> bool:
    """True for the name of an argument in a call."""
    if not _EQUALS.match(code[span.end : span.end + _NEAR]):
        return False
    return code[max(0, span.start - _NEAR) : span.start].rstrip().endswith(_ARGUMENT)


def python_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Each name that is imported and a statement that brings it alone, those of the module first.

    Neither what `*` brings nor what a `__future__` changes has a name.
    """
    functions = outermost(document.capture("function"))
    statements = document.capture("import")
    for local in (False, True):
        for span in statements:
            if is_inside(span.start, functions) == local:
                yield from _brought(document, span)


def _brought(document: rulekit.Document, span: rulekit.Span) -> Iterator[tuple[str, str]]:
    text = code_of(document)[slice(*span)].decode().replace("\\\n", " ")
    source = _FROM.match(text)
    if source and source.group(1) != "__future__":
        for item, name in _items(text[source.end() :]):
            alias = f" as {name}" if name else ""
            yield name or item, f"from {source.group(1)} import {item}{alias}"
    elif not source and text.startswith("import"):
        for item, name in _items(text.removeprefix("import")):
            alias = f" as {name}" if name else ""
            yield name or item.partition(".")[0], f"import {item}{alias}"


def _items(text: str) -> Iterator[tuple[str, str]]:
    for part in text.replace("(", " ").replace(")", " ").split(","):
        item = _ITEM.fullmatch(part)
        if item and item.group(1) != "*":
            yield item.group(1), item.group(2) or ""
