"""A file in a store, of which ranges are read; those that were read last stay at hand."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO, cast

from rulekit.core.recent import Recent
from rulekit.places.address import shown

if TYPE_CHECKING:
    from rulekit.places.info import Info
    from rulekit.places.store import Store

BLOCK = 1 << 22  # bytes of a request: of shorter ones a store answers hardly sooner
ROOM = 24 * BLOCK  # bytes that stay at hand in a process: a row group, and the ends of some files

_blocks: Recent[bytes] = Recent(ROOM, len)  # by address, version and number


def forget_blocks() -> None:
    """Let go of all that was read: a part of it may be of another version than it was read for."""
    _blocks.clear()


class RemoteFile(io.RawIOBase):
    """A file as it is in one version; blocks of it are shared by all that have it open.

    Raises RulekitError when the store gives up, and OSError when the file has become shorter; what
    is read meanwhile of a file that is written anew is not known to be of one version: whoever
    needs it asks for the version again.
    """

    def __init__(self, store: Store, address: str, info: Info) -> None:
        super().__init__()
        self.info = info
        self._store, self._address = store, address
        self._at = 0

    @staticmethod
    def of(store: Store, address: str, info: Info) -> BinaryIO:
        """The file, as Python types a binary file."""
        if info.is_folder:
            raise IsADirectoryError(21, os.strerror(21), shown(address))
        return cast("BinaryIO", RemoteFile(store, address, info))

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.info.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        """The place that is read next."""
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer, less only at the end of the file."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, or all that follow."""
        end = self.info.size if size is None or size < 0 else min(self._at + size, self.info.size)
        pieces = []
        while self._at < end:
            number, start = divmod(self._at, BLOCK)
            piece = self._block(number)[start : start + end - self._at]
            pieces.append(piece)
            self._at += len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def readall(self) -> bytes:
        """All that follows."""
        return self.read()

    def _block(self, number: int) -> bytes:
        start = number * BLOCK
        stop = min(start + BLOCK, self.info.size)
        key = (self._address, self.info.version, self.info.size, number)
        return _blocks.get(key, lambda: self._store.read(self._address, start, stop))
