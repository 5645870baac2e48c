"""Texts on which tree-sitter-kotlin 1.1 never returns."""

from __future__ import annotations


def ends_in_annotation(data: bytes) -> str:
    """Reason not to parse a text whose last word, which no blank follows, has an `@`; else "".

    Behind a declaration the grammar's scanner looks for the blank at the end of an annotation, and
    does not see that the text ends before it: `val a = 1`, a line feed, `@b`.
    """
    last = data.rsplit(None, 1)[-1:]
    if last and b"@" in last[0] and not data[-1:].isspace():
        return "an annotation ends the text, and no line feed follows"
    return ""
