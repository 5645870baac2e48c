"""The row that a process is at, in a few bytes that it and its guard both see.

They outlive the process, so whoever finds it dead knows where it died, and nobody has to listen
meanwhile: a word for each row, over a pipe, costs both sides more than to write the row's verdict.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from contextlib import suppress
from typing import Literal, get_args

from rulekit.errors import Problem, RulekitError

Doing = Literal["read", "judge", "write"]
NO_ROW = -1  # the row where none is at hand

_DOINGS: tuple[Doing, ...] = get_args(Doing)
_NUMBER = struct.Struct("=q")  # row and doing as one number, which is written at once


class Whereabouts:
    """The bytes; `path` is their file, which has no name any more once `forget` is called.

    Without a path, a file of its own is made; raises RulekitError where that cannot be.
    """

    def __init__(self, path: str = "") -> None:
        self.path = path or _made()
        with open(self.path, "r+b") as opened:
            self._bytes = mmap.mmap(opened.fileno(), _NUMBER.size)
        self._set = _NUMBER.pack_into

    def tell(self, row: int, doing: Doing) -> None:
        """Say what is being done with a row."""
        self._set(self._bytes, 0, row * len(_DOINGS) + _DOINGS.index(doing))

    def at(self) -> tuple[int, Doing]:
        """The row, and what was being done with it."""
        row, doing = divmod(_NUMBER.unpack_from(self._bytes)[0], len(_DOINGS))
        return row, _DOINGS[doing]

    def forget(self) -> None:
        """Take the name of the file away; Windows keeps it as long as it is open."""
        with suppress(OSError):
            os.unlink(self.path)

    def close(self) -> None:
        """Let go of the bytes, and of the file."""
        self._bytes.close()
        self.forget()


def _made() -> str:
    """Make the file, in the folder for such files."""
    try:
        file, path = tempfile.mkstemp(prefix="rulekit-at-")
        with os.fdopen(file, "wb") as made:
            made.write(bytes(_NUMBER.size))
    except OSError as error:
        message = f"no temporary file can be made: {error.strerror or error}"
        raise RulekitError([Problem(message, remedy="name a folder for them: TMPDIR")]) from None
    return path
