"""Names that imports bring in Java, Go and JavaScript, each with a statement that brings it.

Where an import does not say what it brings, as in C, C++ and C#, nothing is told of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import re2
import rulekit

from .python_names import python_imports

_JAVA = re2.compile(r"import\s+(?:static\s+)?[\w.]+\.(\w+)\s*;")
_GO = re2.compile(r'(?:([\w.]+)\s+)?(?:"([^"]*)"|`([^`]*)`)')
_VERSION = re2.compile(r"v[0-9]+|.*\.v[0-9]+")
_JS_IMPORT = re2.compile(r"import\s+([^'\"]+?)\s*from\s*(['\"][^'\"\n]*['\"])\s*;?")
_JS_REQUIRE = re2.compile(r"([\w$]+|\{[^{}]*\})\s*=\s*(require\s*\([^()\n]*\)[\w$.]*)")
_JS_NAME = re2.compile(r"\s*(?:[\w$]+\s*(?:\bas\b|:)\s*)?([\w$]+)\s*")
_LONGEST = 10_000  # bytes of a statement that is read


def java_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Classes and static members by name; a wildcard does not tell."""
    for text in _statements(document):
        if told := _JAVA.fullmatch(text):
            yield told.group(1), text


def go_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Packages by their alias, else by the last part of the path that is no version."""
    for text in _statements(document):
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


def javascript_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Names of `import` and of `require`; the statement brings its other names, too."""
    for text in _statements(document):
        if told := _JS_IMPORT.fullmatch(text):
            names = told.group(1).replace("{", ",").replace("}", ",")
            yield from ((name, text) for name in _names(names))
        elif told := _JS_REQUIRE.fullmatch(text):
            names = told.group(1).strip("{}")
            yield from ((name, f"const {text};") for name in _names(names))


def _names(text: str) -> Iterator[str]:
    for part in text.split(","):
        if told := _JS_NAME.fullmatch(part.replace("* as ", "")):
            yield told.group(1)


def _statements(document: rulekit.Document) -> Iterator[str]:
    for start, end in document.capture("import"):
        yield document.data[start : min(end, start + _LONGEST)].decode(errors="replace")


IMPORTS: Mapping[str, Callable[[rulekit.Document], Iterable[tuple[str, str]]]] = {
    "go": go_imports,
    "java": java_imports,
    "javascript": javascript_imports,
    "python": python_imports,
}
