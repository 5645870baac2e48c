"""Reading one file whole, if it is one that ends."""

from __future__ import annotations

import os
import stat

from rulekit.core.document import MAX_BYTES
from rulekit.core.verdict import over_limit
from rulekit.files.discover import FoundFile
from rulekit.hooks.reader import BrokenRow


def read(found: FoundFile) -> bytes | BrokenRow:
    """Read a file, or say why nothing of it can be judged; nothing is raised.

    Pipes, sockets and devices are not opened: reading them might never end.
    """
    if found.cause:
        return BrokenRow(found.cause, found.note, found.path)
    try:
        return _content(found)
    except MemoryError:
        return BrokenRow("out-of-memory", "no memory to read it", found.path)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        return BrokenRow("unreadable", f"cannot be read: {why}", found.path)


def _content(found: FoundFile) -> bytes | BrokenRow:
    status = os.stat(found.file)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(0, "it is a folder", found.file)
    if not stat.S_ISREG(status.st_mode):
        return BrokenRow("special-file", "not a regular file", found.path)
    if status.st_size > MAX_BYTES:
        return BrokenRow("too-large", over_limit(status.st_size), found.path, status.st_size)
    with open(found.file, "rb") as opened:
        return opened.read(MAX_BYTES + 1)
