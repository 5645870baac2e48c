"""Sizes and shares of characters."""

from __future__ import annotations

import string

from rulekit import Document, Finder, Signal, Span, Unmeasured

_LETTERS = string.ascii_letters.encode()
_DIGITS = string.digits.encode()
_BLANKS = b" \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f"  # the ASCII characters with str.isspace()
_ASCII = bytes(range(0x80))
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def _beyond_ascii(document: Document) -> str:
    """The characters that are not ASCII, in order: few in code, and counted one by one."""
    if document.text.isascii():
        return ""
    return document.data.translate(None, _ASCII).decode()


def _among_ascii(document: Document, kind: bytes) -> int:
    """Number of bytes of a kind; in UTF-8 no other character holds an ASCII byte."""
    return len(document.data) - len(document.data.translate(None, kind))


def _blanks(document: Document) -> int:
    beyond = document.view(_beyond_ascii)
    return _among_ascii(document, _BLANKS) + sum(c.isspace() for c in beyond)


def _visible(document: Document) -> int:
    return len(document.text) - document.view(_blanks)


def _letters(document: Document) -> int:
    beyond = document.view(_beyond_ascii)
    return _among_ascii(document, _LETTERS) + sum(c.isalpha() for c in beyond)


def letter_fraction(document: Document) -> float:
    """Letters over characters that are not blank; 0 when there are none."""
    visible = _visible(document)
    return document.view(_letters) / visible if visible else 0.0


def alphabetic_fraction(document: Document) -> float:
    """Letters over all characters, blanks among them; 0 for an empty text."""
    return document.view(_letters) / max(1, len(document.text))


def alphanumeric_fraction(document: Document) -> float:
    """Letters and digits over all characters, blanks among them; 0 for an empty text."""
    beyond = document.view(_beyond_ascii)
    found = _among_ascii(document, _LETTERS + _DIGITS) + sum(c.isalnum() for c in beyond)
    return found / max(1, len(document.text))


def digit_fraction(document: Document) -> float:
    """Digits over characters that are not blank; 1 when there are none, as in OpenCoder."""
    beyond = document.view(_beyond_ascii)
    digits = _among_ascii(document, _DIGITS) + sum(c.isdigit() for c in beyond)
    visible = _visible(document)
    return digits / visible if visible else 1.0


def whitespace_fraction(document: Document) -> float:
    """Blank characters over all characters; 1 for an empty text, as in OpenCoder."""
    return document.view(_blanks) / len(document.text) if document.text else 1.0


def curly_bracket_fraction(document: Document) -> float:
    """`{` and `}` over all characters; 0 for an empty text."""
    return _among_ascii(document, b"{}") / max(1, len(document.text))


def _curly_brackets(document: Document) -> list[Span]:
    return [Span(at, at + 1) for at, byte in enumerate(document.data) if byte in b"{}"]


def _replacements(document: Document) -> list[Span]:
    """Find each U+FFFD; raises Unmeasured for an empty text, as OpenCoder."""
    if not document.text:
        raise Unmeasured("the text is empty")
    mark = REPLACEMENT.encode()
    spans, at = [], -1
    while (at := document.data.find(mark, at + 1)) >= 0:
        spans.append(Span(at, at + len(mark)))
    return spans


SIZE_FINDERS = (
    Finder("text.replacements", "U+FFFD, the mark that a broken decoding leaves", _replacements),
)
SIZE_SIGNALS = (
    Signal("text.bytes", "bytes", "size of the file as it is stored", lambda d: d.size),
    Signal("text.characters", "characters", "length of the decoded text", lambda d: len(d.text)),
    Signal(
        "text.letter_fraction",
        "share of visible characters",
        "letters of any script over characters that are not blank",
        letter_fraction,
    ),
    Signal(
        "text.alphabetic_fraction",
        "share of characters",
        "letters of any script over all characters",
        alphabetic_fraction,
    ),
    Signal(
        "text.alphanumeric_fraction",
        "share of characters",
        "letters and digits of any script over all characters",
        alphanumeric_fraction,
    ),
    Signal(
        "text.digit_fraction",
        "share of visible characters",
        "digits over characters that are not blank",
        digit_fraction,
    ),
    Signal(
        "text.whitespace_fraction",
        "share of characters",
        "blank characters over all characters",
        whitespace_fraction,
    ),
    Signal(
        "text.curly_bracket_fraction",
        "share of characters",
        "`{` and `}` over all characters (OpenCoder, qsc_doc_frac_chars_curly_bracket: no limit)",
        curly_bracket_fraction,
        _curly_brackets,
    ),
)
