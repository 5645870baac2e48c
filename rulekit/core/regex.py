"""RE2 patterns over bytes, compiled once: they take linear time, whatever is searched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from rulekit.core.span import Span


@cache
def pattern(expression: bytes) -> Any:
    """A compiled RE2 pattern over bytes, whose groups capture nothing; raises re2.error."""
    import re2

    options = re2.Options()
    options.log_errors = False  # a bad pattern is ours to tell, once
    options.never_capture = True
    return re2.compile(expression, options)


def spans(pattern: Any, data: bytes) -> Iterator[Span]:
    """Spans of the non-empty matches of a compiled pattern, leftmost first and without overlap.

    As `finditer` of google-re2 finds them, whose match objects take as long as the search: RE2 is
    asked below them, which takes 1.5 us a match for 3.
    """
    from re2 import _Anchor

    search = pattern._regexp.Match  # noqa: SLF001  google-re2 has no other way below its matches
    anywhere, span_of = _Anchor.UNANCHORED, tuple.__new__
    at, size = 0, len(data)
    while at <= size:
        found = search(anywhere, data, at, size)[0]
        start, end = found
        if start < end:
            yield span_of(Span, found)
        elif start < 0:
            return
        at = end if end > at else at + 1


def regex_message(error: Exception) -> str:
    """Message of RE2 about a bad pattern, which comes in bytes."""
    said = error.args[0] if error.args else error
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
