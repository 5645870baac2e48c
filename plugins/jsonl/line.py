"""Lines of a stream of bytes, which may be longer than memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .stream import StreamError

# Bytes. A content at the engine's limit of 8,000,000 is 48,000,000 when every byte of it is written
# as \uXXXX; the rest is for the other fields.
LINE_LIMIT = 64_000_000


class Line(NamedTuple):
    """A line without its line feed; over LINE_LIMIT, only its size is known."""

    data: bytes
    size: int


def pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Each line in one piece or more, and whether the line ends with this piece.

    A line feed at the very end makes no further line.
    """
    begun = False
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield piece, True
        begun = bool(rest) or (begun and not ended)
        if rest:
            yield rest, False
    if begun:
        yield b"", True


def lines(chunks: Iterable[bytes]) -> Iterator[Line]:
    """The lines, of which one at a time is held."""
    held, size = bytearray(), 0
    for piece, ends in pieces(chunks):
        size += len(piece)
        if size <= LINE_LIMIT:
            held += piece
        else:
            held.clear()
        if ends:
            line = Line(bytes(held), size)
            held, size = bytearray(), 0  # before the line is parsed: it may be large
            yield line


def whole_lines(chunks: Iterable[bytes]) -> int:
    """How many lines there are to their end, before the stream breaks off if it does."""
    whole = 0
    try:
        for _, ends in pieces(chunks):
            whole += ends
    except StreamError:
        pass
    return whole
