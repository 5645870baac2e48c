"""Import statements of a document as texts."""

from __future__ import annotations

from collections.abc import Iterator

import rulekit

from .code_view import code_of

_LONGEST = 10_000  # bytes of a statement that is read


def statements(document: rulekit.Document) -> Iterator[str]:
    """The text of each import statement, cut off where it is too long to be read."""
    return _cut(document, document.data)


def code_statements(document: rulekit.Document) -> Iterator[str]:
    """The same without comments, and with nothing inside of strings."""
    return _cut(document, code_of(document))


def _cut(document: rulekit.Document, data: bytes) -> Iterator[str]:
    for start, end in document.union("import"):
        yield data[start : min(end, start + _LONGEST)].decode(errors="replace")
