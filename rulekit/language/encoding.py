"""From a file's bytes to its text, or the reason why they are none.

In this order: a byte-order mark (UTF-8, UTF-16, UTF-32) says the encoding and is taken off; a NUL
in the first 8,000 bytes means binary, as in git; UTF-8 is tried strictly. What is left is
Windows-1252 when its bytes beyond ASCII mostly stand alone; else charset-normalizer guesses from
the first 64 KB, and its guess must decode the whole; else it is binary.
"""

from __future__ import annotations

import codecs
import re

HEAD = 8_000
GUESS = 65_536
RUN = 2  # bytes beyond ASCII in a row, on average, from which on a text is not Western

_CONTROL = bytes([*range(7), *range(14, 17)])
_BEYOND = re.compile(rb"[\x80-\xff]+")

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

    control = len(data) - len(data.translate(None, _CONTROL))
    if control:
        raise NotText(f"binary: not UTF-8, and {control} control characters")
    if _western(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    best = from_bytes(data[:GUESS]).best()
    if best is None:
        raise NotText("binary: not UTF-8, and no other encoding fits")
    return _strictly(data, best.encoding, f"not UTF-8, and only its start is {best.encoding}")


def _western(data: bytes) -> bool:
    """True when bytes beyond ASCII stand alone, as accents and signs of Western languages do.

    In other scripts, and in encodings of two bytes a character, they stand in runs.
    """
    runs = _BEYOND.findall(data)
    return sum(map(len, runs)) < RUN * len(runs)
