"""zstd, read a block at a time and written the same each time.

A frame is walked by its blocks (RFC 8878, section 3.1.1), because zstandard's own streams end a
frame that breaks off without a word, or give as much at once as a bomb holds. A block is 128 KB at
most.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any, BinaryIO, cast

import rulekit

from .stream import CHUNK, StreamError

_MAGIC = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = range(0x184D2A50, 0x184D2A60)
_REPEATED = 1  # the type of a block that is one byte, many times


def _zstandard() -> ModuleType:
    try:
        import zstandard
    except ImportError:
        raise rulekit.RulekitError(
            "zstandard is not installed, which reads and writes .zst: pip install 'rulekit[zstd]'"
        ) from None
    return zstandard


def unzstd(file: BinaryIO) -> Iterator[bytes]:
    """The content of every frame. StreamError is raised behind all that could be told."""
    zstandard = _zstandard()
    magic = file.read(len(_MAGIC))
    if not magic:
        raise StreamError("an empty file, not a zstd file")
    known = "not a zstd file"
    while magic:
        if magic == _MAGIC:
            yield from _frame(zstandard, file)
        elif int.from_bytes(magic, "little") in _SKIPPABLE:
            _skip(file, int.from_bytes(_take(file, 4), "little"))
        else:
            raise StreamError(known)
        known = "something that is not zstd follows the zstd stream"
        magic = file.read(len(_MAGIC))


def _frame(zstandard: ModuleType, file: BinaryIO) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor().decompressobj()
    start = _MAGIC + _take(file, 1)
    try:
        start += _take(file, zstandard.frame_header_size(start) - len(start))
    except zstandard.ZstdError as error:
        raise StreamError(f"corrupt zstd: {error}") from None
    _decoded(zstandard, decoder, start)
    last = False
    while not last:
        head = _take(file, 3)
        word = int.from_bytes(head, "little")
        last, kind, size = bool(word & 1), word >> 1 & 3, word >> 3
        data = _take(file, 1 if kind == _REPEATED else size)
        yield _decoded(zstandard, decoder, head + data)
    if not decoder.eof:
        _decoded(zstandard, decoder, _take(file, 4))  # the checksum


def _decoded(zstandard: ModuleType, decoder: Any, data: bytes) -> bytes:
    try:
        return cast("bytes", decoder.decompress(data))
    except zstandard.ZstdError as error:
        raise StreamError(f"corrupt zstd: {str(error).rpartition(': ')[2]}") from None


def _take(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise StreamError("the zstd stream breaks off")
    return data


def _skip(file: BinaryIO, size: int) -> None:
    while size:
        size -= len(_take(file, min(size, CHUNK)))


def zstandarded(file: BinaryIO) -> BinaryIO:
    """A file to write to: level 3, one thread, a checksum at the end."""
    compressor = _zstandard().ZstdCompressor(level=3, threads=0, write_checksum=True)
    return cast("BinaryIO", compressor.stream_writer(file, closefd=False))
