"""Names that the `use` of Rust and of PHP brings, each with a statement that brings it alone."""

from __future__ import annotations

from collections.abc import Iterator

import re2
import rulekit

from .import_statement import code_statements

_RUST = re2.compile(r"(?s)(?:pub(?:\s*\([^()]*\))?\s+)?use\b(.*);\s*")
_RUST_ITEM = re2.compile(r"((?:[\w#]|::)+)(?:\s+as\s+(\w+))?")
_CRATE = re2.compile(r"extern\s+crate\s+(\w+)(?:\s+as\s+(\w+))?\s*;\s*")
_PHP = re2.compile(r"(?is)use\b\s*(function\s|const\s)?(.*);\s*")
_PHP_ITEM = re2.compile(r"(?i)(function\s+|const\s+)?([\w\\]+)(?:\s+as\s+(\w+))?")
_PART = re2.compile(r"[{},]|[^{},]+")
_LONGEST = 200  # characters of a path: braces inside of braces can make more names than text


def rust_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Names of `use` and of `extern crate`; neither a `*` nor a `_` has one."""
    for text in code_statements(document):
        if told := _RUST.fullmatch(text):
            for path, item in _leaves(told.group(1)):
                yield from _rust_import(path, item)
        elif told := _CRATE.fullmatch(text):
            yield told.group(2) or told.group(1), text.strip()


def _rust_import(path: str, item: str) -> Iterator[tuple[str, str]]:
    told = _RUST_ITEM.fullmatch(item)
    if told and told.group(2) != "_":
        place = told.group(1) if told.group(1) != "self" else ""
        whole = (path + place).removesuffix("::")
        alias = f" as {told.group(2)}" if told.group(2) else ""
        yield told.group(2) or whole.rpartition("::")[2], f"use {whole}{alias};"


def php_imports(document: rulekit.Document) -> Iterator[tuple[str, str]]:
    """Names of classes, functions and constants; what `include` brings is not told."""
    for text in code_statements(document):
        if told := _PHP.fullmatch(text):
            for path, item in _leaves(told.group(2)):
                yield from _php_import((told.group(1) or "").strip(), path, item)


def _php_import(kind: str, path: str, item: str) -> Iterator[tuple[str, str]]:
    if told := _PHP_ITEM.fullmatch(item):
        kind = (told.group(1) or kind).strip().lower()
        whole = path + told.group(2)
        alias = f" as {told.group(3)}" if told.group(3) else ""
        word = f"use {kind} " if kind else "use "
        yield told.group(3) or whole.rpartition("\\")[2], f"{word}{whole}{alias};"


def _leaves(tree: str) -> Iterator[tuple[str, str]]:
    """Of `a::{b, c::{d}}` each last part with the path to it: `a::`, `b`, and `a::c::`, `d`."""
    paths, item = [""], ""
    for part in _PART.findall(tree):
        if part == "{":
            paths.append(paths[-1] + "".join(item.split()))
            item = ""
        elif part in ("}", ","):
            if item and len(paths[-1]) < _LONGEST:
                yield paths[-1], item
            item = ""
            if part == "}" and len(paths) > 1:
                paths.pop()
        else:
            item = part.strip()
    if item:
        yield paths[-1], item
