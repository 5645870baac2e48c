"""From a file's bytes to its text, or the reason why they are none.

In this order: a byte-order mark (UTF-8, UTF-16, UTF-32) says the encoding and is taken off; a NUL
in the first 8,000 bytes means binary, as in git, but for UTF-16 without a mark, where every other
byte is one, and for a few lost ones in UTF-8; UTF-8 is tried strictly. What is left is UTF-8 with a
few stray bytes of Windows-1252 where most characters beyond ASCII are UTF-8; Windows-1252 when its
bytes beyond ASCII mostly stand alone; else charset-normalizer guesses from the first 64 KB, and its
guess must decode the whole; else it is binary.
"""

from __future__ import annotations

import codecs
import re

HEAD = 8_000
GUESS = 65_536
RUN = 2  # bytes beyond ASCII in a row, on average, from which on a text is not Western

LOST = 500  # bytes of UTF-8 for each NUL, from which on it is text all the same
STRAY = 8  # characters in UTF-8, for each byte that is none, from which on a text is UTF-8

_CONTROL = bytes([*range(7), *range(14, 17)])
_CONTROLS = re.compile(r"[\x00-\x06\x0e-\x10]")
_STRAY = re.compile("[\udc80-\udcff]")
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
        return _unmarked(data)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _guessed(data)


def _strictly(data: bytes, encoding: str, otherwise: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise NotText(f"binary: {otherwise}") from None


def _unmarked(data: bytes) -> str:
    """The text of UTF-16 without a mark, or with a lost NUL; raises NotText for other bytes.

    At least half of its characters are Western, so every other byte is NUL, and the rest are not.
    """
    first, second = data[:HEAD:2], data[1:HEAD:2]
    for encoding, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        if len(data) % 2 == 0 and 2 * high.count(0) >= len(high) and 0 not in low:
            text = _strictly(data, encoding, f"looks like {encoding}, and is not")
            if not _CONTROLS.search(text, 0, HEAD):
                return text
    others = len(data) - len(data.translate(None, _CONTROL)) - data.count(0)
    if others == 0 and data.count(0) * LOST <= len(data):
        return _strictly(data, "utf-8", "a NUL byte near the start")
    raise NotText("binary: a NUL byte near the start")


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    control = len(data) - len(data.translate(None, _CONTROL))
    if control:
        raise NotText(f"binary: not UTF-8, and {control} control characters")
    if text := _with_strays(data):
        return text
    if _western(data):
        return _in_western(data)
    best = from_bytes(data[:GUESS]).best()
    if best is None:
        raise NotText("binary: not UTF-8, and no other encoding fits")
    return _strictly(data, best.encoding, f"not UTF-8, and only its start is {best.encoding}")


def _with_strays(data: bytes) -> str:
    """The text of UTF-8 in which a few bytes are Windows-1252; "" when it is not mostly UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(data) - len(text.encode("utf-8", "ignore"))
    beyond = len(text) - len(text.encode("ascii", "ignore")) - strays
    return _STRAY.sub(_western_character, text) if beyond >= STRAY * strays else ""


def _western_character(stray: re.Match[str]) -> str:
    return _in_western(stray[0].encode("utf-8", "surrogateescape"))


def _in_western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _western(data: bytes) -> bool:
    """True when bytes beyond ASCII stand alone, as accents and signs of Western languages do.

    In other scripts, and in encodings of two bytes a character, they stand in runs.
    """
    runs = _BEYOND.findall(data)
    return sum(map(len, runs)) < RUN * len(runs)


def with_line_feeds(text: str) -> str:
    """The text with `\\n` for each lone `\\r`, where most lines end with those, as on old Macs.

    Both are one byte, so whatever counts characters or bytes is the same in the file.
    """
    if "\r" not in text:
        return text
    lone = text.count("\r") - text.count("\r\n")
    if lone <= text.count("\n"):
        return text
    return "\r\n".join(part.replace("\r", "\n") for part in text.split("\r\n"))
