"""Names that imports bring, by language, each with a statement that brings it.

Where an import does not say what it brings, as in C, C++, C#, Ruby and Swift, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import re2
import rulekit

from .import_statement import code_statements, statements
from .python_names import python_imports
from .script_names import script_imports
from .use_names import php_imports, rust_imports

_JAVA = re2.compile(r"import\s+(?:static\s+)?[\w.]+\.(\w+)\s*;")
_KOTLIN = re2.compile(r"import\s+(?:[\w`]+\s*\.\s*)*(\w+)(?:\s+as\s+(\w+))?\s*;?\s*")
_GO = re2.compile(r'(?:([\w.]+)\s+)?(?:"([^"]*)"|`([^`]*)`)')
_VERSION = re2.compile(r"v[0-9]+|.*\.v[0-9]+")
_LUA = re2.compile(
    r"(?:local\s+)?(\w+)\s*=\s*require\s*(?:\(\s*)?(?:\"[^\"\n]*\"|'[^'\n]*'|\[\[[^\]\n]*\]\])"
    r"(?:\s*\))?(?:\.\w+)*\s*;?"
)


def java_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Classes and static members by name; a wildcard does not tell."""
    for text in statements(document):
        if told := _JAVA.fullmatch(text):
            yield told.group(1), text


def kotlin_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """What is imported, by its alias or its last name; a wildcard does not tell."""
    for text in code_statements(document):
        if told := _KOTLIN.fullmatch(text):
            yield told.group(2) or told.group(1), text.strip()


def go_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Packages by their alias, else by the last part of the path that is no version."""
    for text in statements(document):
        told = _GO.fullmatch(text)
        if told and told.group(1) not in (".", "_"):
            path = told.group(2) or told.group(3) or ""
            yield told.group(1) or _package(path), f"import {text}"


def _package(path: str) -> str:
    parts = path.split("/")
    last = parts[-1]
    if _VERSION.fullmatch(last):
        last = parts[-2] if len(parts) > 1 and last.startswith("v") else last.rpartition(".")[0]
    return last.removeprefix("go-").removesuffix("-go")


def lua_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """What `require` gives a name, or a field of it."""
    for text in statements(document):
        if told := _LUA.fullmatch(text):
            yield told.group(1), text


IMPORTS: Mapping[str, Callable[[rulekit.Document], Iterable[tuple[str, str]]]] = {
    "go": go_imports,
    "java": java_imports,
    "javascript": script_imports,
    "kotlin": kotlin_imports,
    "lua": lua_imports,
    "php": php_imports,
    "python": python_imports,
    "rust": rust_imports,
}
