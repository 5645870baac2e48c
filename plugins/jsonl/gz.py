"""gzip, read in pieces of bounded size and written the same each time."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO, cast

from .stream import CHUNK, StreamError

_MAGIC = b"\x1f\x8b"
_GZIP = 31  # what zlib calls a gzip header, a trailer, and the largest window


def gunzip(file: BinaryIO) -> Iterator[bytes]:
    """The content of every member. StreamError is raised behind all that could be told."""
    data = file.read(CHUNK)
    if not data.startswith(_MAGIC):
        raise StreamError("not a gzip file" if data else "an empty file, not a gzip file")
    while data:
        rest = yield from _member(file, data)
        data = _following(file, rest)


def _member(file: BinaryIO, data: bytes) -> Generator[bytes, None, bytes]:
    """The content of one member; returns what was read past its end."""
    inflate = zlib.decompressobj(_GZIP)
    while not inflate.eof:
        data = data or file.read(CHUNK)
        before = inflate.copy()  # an error takes with it what the same call had inflated
        try:
            content = inflate.decompress(data, CHUNK)
        except zlib.error as error:
            yield _salvage(before, data)
            raise StreamError(f"corrupt gzip: {str(error).rpartition(': ')[2]}") from None
        if not (data or content or inflate.eof):
            raise StreamError("the gzip stream breaks off")
        yield content
        data = inflate.unconsumed_tail
    return inflate.unused_data


def _salvage(inflate: zlib._Decompress, data: bytes) -> bytes:
    """Inflate what comes before the byte that is wrong."""
    content = bytearray()
    for place in range(len(data)):
        try:
            content += inflate.decompress(data[place : place + 1])
        except zlib.error:
            break
    return bytes(content)


def _following(file: BinaryIO, rest: bytes) -> bytes:
    """The beginning of the next member, behind the zeros that may stand between two; or nothing."""
    rest = rest.lstrip(b"\0")
    while len(rest) < len(_MAGIC) and (more := file.read(CHUNK)):
        rest = (rest + more).lstrip(b"\0")
    if rest and not rest.startswith(_MAGIC):
        raise StreamError("something that is not gzip follows the gzip stream")
    return rest


def gzipped(file: BinaryIO) -> BinaryIO:
    """A file to write to. No name and no time go into the header: the bytes are the same again."""
    return cast("BinaryIO", gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0))
