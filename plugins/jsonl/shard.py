"""The file of a shard: its bytes unpacked, and files that are packed the same way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import rulekit

from .gz import gunzip, gzipped
from .stream import CHUNK
from .zst import unzstd, zstandarded

_ZSTD = (".zst", ".zstd")


def chunks(path: str, like: str = "") -> Iterator[bytes]:
    """The content in pieces, none much over CHUNK; StreamError is raised where it is broken.

    It is packed as its name says, or as that of the file `like` does.
    """
    with rulekit.open_place(path) as file:
        name = _name(like or path)
        if name.endswith(".gz"):
            yield from gunzip(file)
        elif name.endswith(_ZSTD):
            yield from unzstd(file)
        else:
            while chunk := file.read(CHUNK):
                yield chunk


def _name(path: str) -> str:
    """The name of a file, in lower case; behind the address of one on the web, a query may be."""
    is_web = path.startswith(("http://", "https://"))
    return (path.partition("?")[0] if is_web else path).lower()


@contextmanager
def packed_like(path: str, output: str) -> Iterator[BinaryIO]:
    """A new file to write content to, packed as the file at `path` is."""
    with open(output, "wb") as file:  # noqa: PTH123  names that are not UTF-8 stay as they are
        name = _name(path)
        if name.endswith(".gz"):
            with gzipped(file) as packed:
                yield packed
        elif name.endswith(_ZSTD):
            with zstandarded(file) as packed:
                yield packed
        else:
            yield file
