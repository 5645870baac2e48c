"""Regions of a document whose functions are members: classes, and what implements a type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import re2
import rulekit

from .code_view import code_of
from .region import outermost

# Where members of a type stand outside of its definition, up to the brace that opens the region.
_BLOCKS: Mapping[str, re2._Regexp[bytes]] = {
    "rust": re2.compile(rb"(?m)^[ \t]*(?:(?:default|unsafe)\s+)*impl\b[^;{}]*\{"),
}
_BRACE = re2.compile(rb"[{}]")


def classes_of(document: rulekit.Document) -> Sequence[rulekit.Span]:
    """Sorted regions in which a function is a member, none inside of another."""
    classes = document.union("class")
    if document.language in _BLOCKS:
        classes = sorted([*classes, *_blocks(code_of(document), _BLOCKS[document.language])])
    return outermost(classes)


def _blocks(code: bytes, pattern: re2._Regexp[bytes]) -> Iterator[rulekit.Span]:
    """The outermost blocks that a pattern opens."""
    at = 0
    while found := pattern.search(code, at):
        at = _closed(code, found.end())
        yield rulekit.Span(found.start(), at)


def _closed(code: bytes, start: int) -> int:
    """The end of a block whose first brace is before a place."""
    depth = 1
    for brace in _BRACE.finditer(code, start):
        depth += 1 if brace.group() == b"{" else -1
        if depth == 0:
            return int(brace.end())
    return len(code)
