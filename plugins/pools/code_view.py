"""The code of a document where it stands: comments as blanks, strings as quotes."""

from __future__ import annotations

import rulekit

_QUOTES = bytes(byte if byte in b"\r\n" else ord('"') for byte in range(256))


def code_of(document: rulekit.Document) -> bytes:
    """As many bytes as the text has, with nothing inside of strings and comments."""
    return document.view(_code)


def _code(document: rulekit.Document) -> bytes:
    strings = [(span, True) for span in document.union("string")]
    others = [(span, False) for span in document.union("comment", "docstring")]
    pieces, at = list[bytes](), 0
    for (start, end), is_string in sorted(strings + others):
        if start < at:  # inside of another: a string in the hole of a string
            continue
        piece = document.data[start:end]
        pieces.append(document.data[at:start])
        pieces.append(piece.translate(_QUOTES) if is_string else rulekit.blanked(piece))
        at = end
    return b"".join([*pieces, document.data[at:]])
