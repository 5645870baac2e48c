"""Lines of a stream of bytes, which may be longer than memory."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

# Bytes. A content at the engine's limit of 8,000,000 is 48,000,000 when every byte of it is written
# as \uXXXX; the rest is for the other fields.
LINE_LIMIT = 64_000_000


class Line(NamedTuple):
    """A line without its line feed; over LINE_LIMIT only its size, and its bytes in a file."""

    data: bytes
    size: int
    file: BinaryIO | None = None


def pieces(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Cut lines into pieces, each with True if the line ends with it.

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


def lines(chunks: Iterable[bytes], *, whole: bool = False) -> Iterator[Line]:
    """The lines, of which one at a time is held.

    With `whole` no byte of a line over LINE_LIMIT is lost: it is put into a temporary file, which
    lasts as long as somebody has it.
    """
    held, size = bytearray(), 0
    file: BinaryIO | None = None
    for piece, ends in pieces(chunks):
        size += len(piece)
        if whole and size > LINE_LIMIT and file is None:
            file = tempfile.TemporaryFile()  # noqa: SIM115  whoever takes the line closes it
            file.write(held)
        if size > LINE_LIMIT:
            held.clear()
        if file is not None:
            file.write(piece)
        elif size <= LINE_LIMIT:
            held += piece
        if ends:
            line = Line(bytes(held), size, file)
            held, size, file = bytearray(), 0, None  # before the line is parsed: it may be large
            yield line
