"""Names that break the conventions of Java."""

from __future__ import annotations

from typing import Any

from rulekit import Document, Finder, LatePattern, Span

# A variable is `likeThis`, a constant `LIKE_THIS`, an unnamed one `_`.
_VARIABLE = LatePattern(rb"[a-z][A-Za-z0-9]*|[A-Z][A-Z0-9_]*|_")
# A function is `likeThis`; the parts of a test's name may stand apart: `pop_emptyStack`.
_FUNCTION = LatePattern(rb"[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
# A class is `LikeThis`; no name begins with a digit, so numbered ones are `_42Test`.
_CLASS = LatePattern(rb"[A-Z][A-Za-z0-9]*|_[0-9][A-Za-z0-9]*")


def _unconventional(capture: str, convention: Any, names: str) -> Finder:
    """Find the places of a capture where the name breaks a convention."""

    def find(document: Document) -> list[Span]:
        spans = document.capture(capture)
        return [Span(a, b) for a, b in spans if not convention.fullmatch(document.data[a:b])]

    return Finder(
        f"java.unconventional_{capture}s",
        f"{names} that break Java's conventions",
        find,
        frozenset({capture}),
    )


NAME_FINDERS = (
    _unconventional("variable", _VARIABLE, "names of variables"),
    _unconventional("function_name", _FUNCTION, "names of functions"),
    _unconventional("class_name", _CLASS, "names of classes"),
)
