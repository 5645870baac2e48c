"""Names that a part of a document uses and does not bind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import rulekit

from .code_view import code_of
from .dialect import language_of
from .region import inside

_NEAR = 64  # bytes that are looked at before and after a name

# What stands before the name of a member; `..` is a range, a join or the rest of a list. An arrow
# comes elsewhere before a result: `-> Dict[str, int]`.
_MEMBER = (b".", b"::")
_MARKS: Mapping[str, tuple[bytes, ...]] = {
    "c": (*_MEMBER, b"->"),
    "cpp": (*_MEMBER, b"->"),
    "lua": (b".", b":"),
    "php": (b"::", b"->", b"\\", b"$"),  # a variable is never imported
}


def used_names(document: rulekit.Document, start: int, end: int) -> list[str]:
    """Names in a part, each once, in order; those of members and those bound in it left out."""
    own = bound_names(document, start, end)
    used = (name for _, name in names_of(document, "identifier", start, end))
    return list(dict.fromkeys(name for name in used if name not in own))


def bound_names(document: rulekit.Document, start: int, end: int) -> set[str]:
    """Names that are bound in a part: variables, parameters, functions and classes."""
    captures = ("variable", "parameter", "function_name", "class_name")
    return {name for capture in captures for _, name in names_of(document, capture, start, end)}


def names_of(
    document: rulekit.Document, capture: str, start: int, end: int
) -> Iterator[tuple[rulekit.Span, str]]:
    """The captured names in a part, apart from those of members, each with its place."""
    code = code_of(document)  # where no comment ends with a full stop
    marks = _MARKS.get(language_of(document), _MEMBER)
    for span in inside(document.union(capture), start, end):
        before = code[max(0, span.start - _NEAR) : span.start].rstrip()
        if not before.endswith(marks) or before.endswith(b".."):
            yield span, document.data[slice(*span)].decode()
