"""A function as a text of its own: with its imports, without the blanks before its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import rulekit

from .dialect import language_of
from .indent import indent_before
from .region import inside

_OPENING: Mapping[str, str] = {"php": "<?php"}  # without it, a text is no code


@dataclass(frozen=True)
class Snippet:
    """A function with the imports that it needs, and where it stood in its file."""

    unit: rulekit.Unit
    start: int
    end: int
    text: str


def span_of(unit: rulekit.Unit) -> tuple[int, int]:
    """Where a function stands, its documentation included."""
    if unit.docstring is None:
        return unit.start, unit.end
    return min(unit.start, unit.docstring[0]), max(unit.end, unit.docstring[1])


def snippet_of(document: rulekit.Document, unit: rulekit.Unit, imports: Sequence[str]) -> Snippet:
    """The text of a function, its imports before it, and before those what begins such a file."""
    start, end = span_of(unit)
    body = dedented(document, start, end).decode()
    gap = "\n\n\n" if document.language == "python" else "\n\n"
    parts = [_OPENING.get(language_of(document), ""), "\n".join(imports), body]
    text = gap.join(filter(None, parts))
    return Snippet(unit, start, end, f"{text}\n")


def dedented(document: rulekit.Document, start: int, end: int) -> bytes:
    """A part of a text, moved to the left as far as its first line; the inside of strings stays.

    Documentation moves, too: its blanks are no part of what it says.
    """
    data = document.data
    indent = indent_before(data, start)
    if not indent:
        return data[start:end]
    fixed = _continued(document, start, end)
    first, *rest = data[start:end].split(b"\n")
    lines, at = [first], start + len(first) + 1
    for text in rest:
        lines.append(text if at in fixed else text.removeprefix(indent))
        at += len(text) + 1
    return b"\n".join(lines)


def _continued(document: rulekit.Document, start: int, end: int) -> frozenset[int]:
    """Where lines begin that a string goes on in."""
    data, found = document.data, set[int]()
    for string in inside(document.union("string"), start, end):
        at = data.find(b"\n", *string)
        while at >= 0:
            found.add(at + 1)
            at = data.find(b"\n", at + 1, string.end)
    return frozenset(found)
