"""The comments that a file begins with: those before its first code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import re2
from rulekit import CuratedRow, Document, Span, Unmeasured

# What may stand before a comment without being code: what has to be the first of a file, and an
# include guard.
_PROLOGUE = re2.compile(
    rb"(?i)(?:\s|\xef\xbb\xbf|<\?(?:php\b|=|xml\b[^>]*\?>)?|<!doctype\b[^>]*>|#![^\n]*"
    rb"|'use strict'\s*;?|\"use strict\"\s*;?|declare\s*\(\s*strict_types\s*=\s*[01]\s*\)\s*;"
    rb"|@charset\s+\"[^\"\n]*\"\s*;|#[ \t]*pragma[ \t]+once\b"
    rb"|#[ \t]*ifndef[ \t]+\w+[ \t]*\r?\n\s*#[ \t]*define[ \t]+\w+[ \t]*\w*[ \t]*\r?\n"
    rb"|#[ \t]*(?:end)?region\b[^\n]*\n"
    rb"|%YAML[^\n]*|---[ \t]*\r?\n)*"
)
# A string in the place of a comment that holds nothing but what is read of it.
_PLAIN_STRING = re2.compile(rb"""[rRuU]?(?:"|')""")
_CLOSING = {
    b"/*": b"*/",
    b"<!--": b"-->",
    b"(*": b"*)",
    b"{-": b"-}",
    b"{#": b"#}",
    b"<%--": b"--%>",
}
_OPENING = re2.compile(rb"/\*|<!--|\(\*|\{-|\{#|<%--|#|//|%|--|;|'|::|(?i:rem|dnl)\b")
# Without one of these no line is a notice: most texts have none, and need not be parsed.
_ANY = re2.compile(
    r"(?i)copyright|copyleft|copr\.|licen[cs]|spdx|\(c\)|©|&copy;|\brights\b|derechos|droits"
    r"|direitos|vorbehalten|版权|保留|著作|warrant|redistribut|permission|free software"
    r"|public domain|proprietary|confidential|liable|damages|governed|as[- ]is\b|gpl|freeware"
    r"|creative ?commons|notice|copying|intellectual|legal"
)

NEEDS = frozenset({"comment", "docstring"})  # captures that are asked for


def may_have_notices(text: str) -> bool:
    """Tell whether a text has any word of a notice at all."""
    return bool(_ANY.search(text))


def leading(row: CuratedRow) -> Sequence[Span]:
    """Comments before the first code, and strings of a module's documentation among them.

    None where the language is not known. Where its marks are not, or the text is too large to be
    parsed, a comment is what has the marks that most languages have.
    """
    document = row.document
    if document is None or document.kind == "prose":
        return ()
    try:
        return list(_before_code(document.data, _commentary(document)))
    except Unmeasured:
        return list(_marked(document.data))


def _before_code(data: bytes, commentary: Iterable[Span]) -> Iterator[Span]:
    """Comments up to the first of which more than a prologue is before."""
    at = 0
    for span in commentary:
        if span.start < at:
            continue  # in one that has been taken
        if not _PROLOGUE.fullmatch(data, at, span.start):
            return
        yield span
        at = span.end


def _marked(data: bytes) -> Iterator[Span]:
    """What looks like comments where nothing tells: by the marks that most languages have."""
    at = 0
    while True:
        at = _PROLOGUE.match(data, at).end()
        opening = _OPENING.match(data, at)
        if not opening:
            return
        closing = _CLOSING.get(opening[0], b"\n")
        end = data.find(closing, opening.end())
        if end < 0 and closing != b"\n":
            return
        end = len(data) if end < 0 else end
        end = end - data.endswith(b"\r", at, end) if closing == b"\n" else end + len(closing)
        yield Span(at, end)
        at = end


def _commentary(document: Document) -> Sequence[Span]:
    """Comments and plain docstrings in order, not merged."""
    strings = (
        span
        for span in (
            document.capture("docstring") if "docstring" in document.captures.provided else ()
        )
        if _PLAIN_STRING.match(document.data, span.start)
    )
    return sorted(chain(document.capture("comment"), strings))
