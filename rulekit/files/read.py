"""Reading one file whole, if it is one that ends."""

from __future__ import annotations

import os
import stat

from rulekit.core.document import MAX_BYTES


class SpecialFile(Exception):  # noqa: N818  an answer, not a failure
    """A pipe, a socket, a device: reading it might never end."""


def read_file(file: str) -> bytes | int:
    """The file's bytes, or its size if that is over MAX_BYTES; raises SpecialFile, OSError."""
    status = os.stat(file)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(0, "it is a folder", file)
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFile("not a regular file")
    if status.st_size > MAX_BYTES:
        return status.st_size
    with open(file, "rb") as opened:
        return opened.read(MAX_BYTES + 1)
