"""JavaScript and TypeScript: names that `import` and `require` bring."""

from __future__ import annotations

from collections.abc import Iterator

import re2
import rulekit

from .import_statement import statements

_IMPORT = re2.compile(
    r"import\s+(?:type\s+)?([^'\"]+?)\s*from\s*['\"][^'\"\n]*['\"]"
    r"(?:\s*(?:with|assert)\s*\{[^{}]*\})?\s*;?"
)
_REQUIRE = re2.compile(r"([\w$]+|\{[^{}]*\})\s*=\s*(require\s*\([^()\n]*\)[\w$.]*)")
_ALIAS = re2.compile(r"import\s+(?:type\s+)?([\w$]+)\s*=\s*[\w$.]+(?:\([^()\n]*\))?\s*;?")
# `type B as C` of TypeScript; `type as C` is another name for what is called `type`.
_NAME = re2.compile(r"\s*(?:type\s+)?(?:[\w$]+\s*(?:\bas\b|:)\s*)?([\w$]+)\s*")


def script_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Names of `import` and of `require`; the statement brings its other names, too."""
    for text in statements(document):
        if told := _IMPORT.fullmatch(text):
            names = told.group(1).replace("{", ",").replace("}", ",")
            yield from ((name, text) for name in _names(names))
        elif told := _REQUIRE.fullmatch(text):
            names = told.group(1).strip("{}")
            yield from ((name, f"const {text};") for name in _names(names))
        elif told := _ALIAS.fullmatch(text):
            yield told.group(1), text


def _names(text: str) -> Iterator[str]:
    for part in text.split(","):
        if told := _NAME.fullmatch(part.replace("* as ", "")):
            yield told.group(1)
