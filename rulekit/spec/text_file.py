"""The small files that say how to judge, read with care: they may lie in what is judged."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

PROJECT_FILE = "rulekit.toml"
LARGEST = 1_000_000  # bytes; the largest file of the bundled rules has 20 KB
_FLAGS = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")  # as far as the system has them
_OPENED = os.O_RDONLY | sum(getattr(os, name, 0) for name in _FLAGS)
_UNFOLLOWED = getattr(os, "O_NOFOLLOW", 0)


class RefusedFile(Exception):  # noqa: N818  an answer, not a failure
    """Why a file is not read, as `reason`, and the next step, as `remedy`."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"not read: {reason}")
        self.reason = reason
        self.remedy = remedy


def read_small(
    path: str | os.PathLike[str], *, linked: bool = False, largest: int = LARGEST
) -> bytes:
    """The bytes of a regular file, at most `largest`; raises Refused for any other, or OSError.

    A link is refused unless the file may be `linked`. The file that was opened is looked at once
    more, so that nothing can take its place between the look and the reading, and it is opened so
    that neither a pipe nor a device makes anybody wait.
    """
    _check(Path(path).stat(follow_symlinks=linked), largest)
    try:
        file = os.open(path, _OPENED if linked else _OPENED | _UNFOLLOWED)
    except OSError as error:
        if error.errno == errno.ELOOP and not linked:  # it has become a link since the look
            raise _link() from None
        raise
    try:
        _check(os.fstat(file), largest)
        return _bytes_of(file, largest)
    finally:
        os.close(file)


def read_beneath(folder: str, name: str) -> bytes:
    """`read_small` of a file below a folder, none of the folders between them being a link."""
    below = Path(folder)
    for part in Path(name).parts[:-1]:
        below /= part
        if below.is_symlink():
            raise RefusedFile(f"`{part}` is a link", "put a folder there, or remove the link")
    return read_small(below / Path(name).name)


def why_refused(path: str | os.PathLike[str]) -> RefusedFile | None:
    """Why `read_small` would not read what stands at a path now; None when it would."""
    try:
        _check(Path(path).lstat())
    except RefusedFile as refused:
        return refused
    except OSError as error:
        return RefusedFile(error.strerror or str(error), "see that it can be read, or remove it")
    return None


def _check(status: os.stat_result, largest: int = LARGEST) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise _link()
    if not stat.S_ISREG(status.st_mode):
        raise RefusedFile("it is no regular file", "put a regular file there, or remove it")
    if status.st_size > largest:
        raise _large(largest)


def _bytes_of(file: int, largest: int) -> bytes:
    """All of an open file; what grows while it is read is held to the same size."""
    parts, size = [], 0
    while part := os.read(file, largest + 1 - size):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise _large(largest)
    return b"".join(parts)


def _link() -> RefusedFile:
    return RefusedFile("it is a link", "name the file that it points to, or put a copy there")


def _large(largest: int) -> RefusedFile:
    return RefusedFile(
        f"it is over {largest / 1e6:.0f} MB", "split it, or take out what is not needed"
    )
