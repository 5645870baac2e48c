"""Modules that statements import, by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import re2

_QUOTED = re2.compile(r"""["'`]([^"'`]*)["'`]""")
_FROM = re2.compile(r"(from\s*([\w.]+)\s*import\s)(.*)")
_IMPORT = re2.compile(r"import\s+(?:static\s+)?([\w.]+)")
_USE = re2.compile(r"(?:use|extern\s+crate)\s+(?:function\s+|const\s+)?[:\\]*([\w#:\\]+)")
_PART = (".", "/", "::", "\\")


def module_of(statement: str) -> str:
    """The module that an import names: `os.path`, `./a`, `java.util.List`, `a::b`; "" for none."""
    for pattern, group in ((_QUOTED, 1), (_FROM, 2), (_IMPORT, 1), (_USE, 1)):
        if told := pattern.search(statement):
            found: str = told.group(group)
            return found
    return ""


def is_under(module: str, names: Iterable[str]) -> bool:
    """True if a module is one of these, or a part of one: `os.path` of `os`, `fmt/x` of `fmt`."""
    return any(
        module == name or module.startswith(tuple(name + mark for mark in _PART)) for name in names
    )


def is_relative(module: str) -> bool:
    """True for a module that is found from the place of the file: no other file can import it."""
    return module.startswith(".")


@dataclass(frozen=True)
class ImportTable:
    """The first statement for each name that a document imports."""

    statements: Mapping[str, str]
    places: Mapping[str, int]

    @classmethod
    def of(cls, imports: Iterable[tuple[str, str]]) -> ImportTable:
        """The table of imports in their order."""
        statements = dict[str, str]()
        for name, statement in imports:
            statements.setdefault(name, statement)
        return cls(statements, {name: place for place, name in enumerate(statements)})

    def needed(self, names: Iterable[str]) -> Mapping[str, str]:
        """By name, the statement for each of these that is imported, in the order of the imports.

        It takes as long as there are names, however many imports a document has.
        """
        known = sorted({name for name in names if name in self.places}, key=self.places.__getitem__)
        return {name: self.statements[name] for name in known}


def joined(statements: Iterable[str]) -> Sequence[str]:
    """The statements, each once; what comes from one module by `from` is one statement."""
    found = dict[str, list[str]]()
    for statement in statements:
        told = _FROM.fullmatch(statement)
        begin, item = (told.group(1), told.group(3)) if told else (statement, "")
        items = found.setdefault(begin, [])
        if item not in items:
            items.append(item)
    return [begin + ", ".join(items) for begin, items in found.items()]
