"""Documentation of a function: a string at the beginning of its body, or a comment before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import re2
import rulekit

from .code_view import code_of
from .region import inside

_WORD = re2.compile(rb"\p{L}{3,}")  # a ruler is no documentation
_GAP = 1_000  # bytes of blanks between a comment and what it documents, at the most
_COMMENTS = 1_000  # lines of one comment, at the most


_IN_BODY = ("python",)  # documented there alone


def documentation_of(
    document: rulekit.Document, start: int, head: int, end: int
) -> tuple[int, int] | None:
    """The documentation of a function from `start` to `end`, whose attributes end at `head`."""
    if document.language in _IN_BODY:
        return docstring_in(document, head, end)
    told = comment_before(document, head) or comment_before(document, start)
    return told or docstring_in(document, head, end)


def docstring_in(document: rulekit.Document, start: int, end: int) -> tuple[int, int] | None:
    """The string with which the body of a function begins."""
    for span in inside(document.union("docstring"), start, end)[:1]:
        head = code_of(document)[start : span.start].rstrip()
        # The body begins on the line below, so what ends with a colon is the head itself.
        if head.endswith(b":") and _WORD.search(document.data, *span):
            return span
    return None


def comment_before(document: rulekit.Document, start: int) -> tuple[int, int] | None:
    """The comment that ends right before a function, with no empty line between, if it says a word.

    Comments of one line each are one comment if they stand right below one another. A string that
    stands there as documentation is one, too.
    """
    ends = document.view(_comment_ends)
    comments = document.union("comment", "docstring")
    number = bisect_left(ends, start + 1) - 1
    begin, last = start, max(-1, number - _COMMENTS)
    while number > last:
        comment = comments[number]
        if not _right_before(document.data, comment, begin):
            break
        begin = comment.start
        number -= 1
    if begin == start:
        return None
    end = begin + len(document.data[begin:start].rstrip())
    return (begin, end) if _WORD.search(document.data, begin, end) else None


def _comment_ends(document: rulekit.Document) -> Sequence[int]:
    return [span.end for span in document.union("comment", "docstring")]


def _right_before(data: bytes, comment: rulekit.Span, start: int) -> bool:
    """True for a comment on lines of its own, with neither code nor an empty line after it."""
    if start - comment.end > _GAP:
        return False
    gap = data[comment.end : start]
    lines = gap.count(b"\n") + data.endswith(b"\n", comment.start, comment.end)
    if gap.strip() or lines > 1:
        return False
    line = data.rfind(b"\n", max(0, comment.start - _GAP), comment.start)
    return not data[line + 1 if line >= 0 else max(0, comment.start - _GAP) : comment.start].strip()
