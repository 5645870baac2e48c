"""From a file's bytes to its text, or the reason why they are none.

In this order: a byte-order mark (UTF-8, UTF-16, UTF-32) says the encoding and is taken off; a NUL
in the first 8,000 bytes means binary, as in git; UTF-8 is tried strictly; then charset-normalizer
guesses from the first 64 KB, and its guess must decode the whole. What is left is binary.
"""

from __future__ import annotations

import codecs

HEAD = 8_000
GUESS = 65_536

# UTF-32's little-endian mark begins with UTF-16's, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class NotText(Exception):  # noqa: N818  an answer, not a failure
    """The bytes are not text; says why."""


def decode(data: bytes) -> str:
    """The text of a file's bytes; raises NotText."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, f"broken {encoding} after its mark")
    if b"\0" in data[:HEAD]:
        raise NotText("binary: a NUL byte near the start")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _guessed(data)


def _strictly(data: bytes, encoding: str, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(f"binary: {otherwise}") from None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    if control := sum(data.count(bytes([code])) for code in (0, 1, 2, 3, 4, 5, 6, 14, 15, 16)):
        raise NotText(f"binary: not UTF-8, and {control} control characters")
    best = from_bytes(data[:GUESS]).best()
    if best is None:
        raise NotText("binary: not UTF-8, and no other encoding fits")
    return _strictly(data, best.encoding, f"not UTF-8, and only its start is {best.encoding}")
