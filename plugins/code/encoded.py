"""Data in text's clothing: base64, lists of hex bytes, unicode escapes.

The three patterns and their limits are StarCoder2's (The Stack v2, section 2.4).
"""

from __future__ import annotations

from collections.abc import Iterator

from rulekit import Document, Finder, LatePattern, Signal, Span

_BASE64 = LatePattern(rb"[a-zA-Z0-9+/\n=]{64,}")
_HEX = LatePattern(rb"(?:\b(?:0x|\\x)?[0-9a-fA-F]{2}(?:,|\b\s*)){8,}")
_ESCAPES = LatePattern(rb"(?:\\u[0-9a-fA-F]{4}){8,}")

# What a text without a match can be told by, in a tenth of the time of a search.
_OF_BASE64 = bytes(
    ord("b") if byte < 128 and (chr(byte).isalnum() or byte in b"+/\n=") else 0
    for byte in range(256)
)
_OF_HEX = bytes(ord("h") if byte in b"0123456789abcdefABCDEFx\\," else 0 for byte in range(256))


def _promising(data: bytes) -> Iterator[LatePattern]:
    """The patterns that may match: a run of what they are made of is long enough."""
    if b"b" * 64 in data.translate(_OF_BASE64):
        yield _BASE64
    if b"h" * 16 in data.translate(_OF_HEX, b"\t\n\f\r "):
        yield _HEX
    if b"\\u" in data:
        yield _ESCAPES


def _encoded(document: Document) -> list[Span]:
    found = (one.finditer(document.data) for one in _promising(document.data))
    return sorted(Span(*match.span()) for matches in found for match in matches)


def _once(document: Document) -> list[Span]:
    return document.view(_encoded)


def _fraction(document: Document) -> float:
    """Matched characters over all; a text that two patterns match counts twice, as in the source.

    So it is no `char_fraction` of the finder.
    """
    spans = document.view(_encoded)
    return sum(span.length for span in spans) / max(1, len(document.text))


ENCODED_FINDERS = (Finder("code.encoded", "runs of base64, hex bytes or unicode escapes", _once),)
ENCODED_SIGNALS = (
    Signal(
        "code.encoded_fraction",
        "ratio",  # no share: what two patterns match counts twice
        "runs of base64, hex bytes or unicode escapes over all characters",
        _fraction,
        lambda document: document.view(_encoded),
    ),
)
