"""The comments that a file begins with: those before its first code."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import re2
from rulekit import CuratedRow, Document, Span, Unmeasured

# What may stand before a comment without being code: what has to be the first of a file, and an
# include guard.
_PROLOGUE = re2.compile(
    rb"(?i)(?:\s|\xef\xbb\xbf|<\?(?:php\b|=|xml\b[^>]*\?>)?|<!doctype\b[^>]*>|#![^\n]*"
    rb"|'use strict'\s*;?|\"use strict\"\s*;?|declare\s*\(\s*strict_types\s*=\s*[01]\s*\)\s*;"
    rb"|@charset\s+\"[^\"\n]*\"\s*;|#[ \t]*pragma[ \t]+once\b"
    rb"|#[ \t]*ifndef[ \t]+\w+[ \t]*\r?\n\s*#[ \t]*define[ \t]+\w+[ \t]*\r?\n"
    rb"|%YAML[^\n]*|---[ \t]*\r?\n)*"
)
# A string in the place of a comment that holds nothing but what is read of it.
_PLAIN_STRING = re2.compile(rb"""[rRuU]?(?:"|')""")
# Without one of these no line is a notice: most texts have none, and need not be parsed.
_ANY = re2.compile(
    r"(?i)copyright|copyleft|copr\.|licen[cs]|spdx|\(c\)|©|&copy;|\brights\b|derechos|droits"
    r"|direitos|vorbehalten|版权|保留|著作|warrant|redistribut|permission|free software"
    r"|public domain|proprietary|confidential|liable|damages|governed|as[- ]is\b|gpl|freeware"
    r"|creative ?commons|notice|copying|intellectual|legal"
)


def may_have_notices(text: str) -> bool:
    """Tell whether a text has any word of a notice at all."""
    return bool(_ANY.search(text))


def leading(row: CuratedRow) -> Sequence[Span]:
    """Comments before the first code, and strings of a module's documentation among them.

    None where nothing tells what is a comment: no language, no marks, or too large a text.
    """
    document = row.document
    if document is None or document.kind == "prose":
        return ()
    try:
        commentary = _commentary(document)
    except Unmeasured:
        return ()
    found, at, data = [], 0, document.data
    for span in commentary:
        if span.start < at:
            continue  # in one that has been taken
        if not _PROLOGUE.fullmatch(data, at, span.start):
            break
        found.append(span)
        at = span.end
    return found


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
