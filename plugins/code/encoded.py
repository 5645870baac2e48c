"""Data in text's clothing: base64, lists of hex bytes, unicode escapes.

The three patterns and their limits are StarCoder2's (The Stack v2, section 2.4).
"""

from __future__ import annotations

import re2
from rulekit import Document, Finder, Signal, Span

_PATTERNS = tuple(
    re2.compile(pattern)
    for pattern in (
        rb"[a-zA-Z0-9+/\n=]{64,}",
        rb"(?:\b(?:0x|\\x)?[0-9a-fA-F]{2}(?:,|\b\s*)){8,}",
        rb"(?:\\u[0-9a-fA-F]{4}){8,}",
    )
)


def _encoded(document: Document) -> list[Span]:
    found = (pattern.finditer(document.data) for pattern in _PATTERNS)
    return sorted(Span(*match.span()) for matches in found for match in matches)


def _fraction(document: Document) -> float:
    """Matched characters over all; a text that two patterns match counts twice, as in the source.

    So it is no `char_fraction` of the finder.
    """
    spans = document.view(_encoded)
    return sum(span.length for span in spans) / max(1, len(document.text))


ENCODED_FINDERS = (
    Finder("code.encoded", "runs of base64, hex bytes or unicode escapes", _encoded),
)
ENCODED_SIGNALS = (
    Signal(
        "code.encoded_fraction",
        "ratio",  # no share: what two patterns match counts twice
        "runs of base64, hex bytes or unicode escapes over all characters",
        _fraction,
        lambda document: document.view(_encoded),
    ),
)
