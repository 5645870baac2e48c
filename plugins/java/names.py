"""Names: how many break the conventions of Java."""

from __future__ import annotations

from typing import Any

import re2
from rulekit import Document, Signal, Span, Unmeasured

# A variable is `likeThis`, a constant `LIKE_THIS`, an unnamed one `_`.
_VARIABLE = re2.compile(rb"[a-z][A-Za-z0-9]*|[A-Z][A-Z0-9_]*|_")
# A function is `likeThis`; the parts of a test's name may stand apart: `pop_emptyStack`.
_FUNCTION = re2.compile(rb"[a-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*")
# A class is `LikeThis`; no name begins with a digit, so numbered ones are `_42Test`.
_CLASS = re2.compile(rb"[A-Z][A-Za-z0-9]*|_[0-9][A-Za-z0-9]*")


def _unconventional(capture: str, convention: Any, names: str) -> Signal:
    """The share of a capture's places whose name breaks a convention."""

    def odd(document: Document) -> list[Span]:
        spans = document.capture(capture)
        return [Span(a, b) for a, b in spans if not convention.fullmatch(document.data[a:b])]

    def fraction(document: Document) -> float:
        total = len(document.capture(capture))
        if not total:
            raise Unmeasured(f"there are no {names}")
        return len(document.view(odd)) / total

    return Signal(
        f"java.unconventional_{capture}_fraction",
        f"share of {names}",
        f"{names} that break Java's conventions, over all of them",
        fraction,
        lambda document: document.view(odd),
        frozenset({capture}),
    )


NAME_SIGNALS = (
    _unconventional("variable", _VARIABLE, "names of variables"),
    _unconventional("function_name", _FUNCTION, "names of functions"),
    _unconventional("class_name", _CLASS, "names of classes"),
)
