"""The lock of an audit: only one run at a time writes it, and only into its own folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rulekit.audit.folder import AuditFolder
from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable

_FLAGS = os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class Lock:
    """A lock for the time of a run; the system frees it when the run dies. Raises UsageError."""

    def __init__(self, audit: AuditFolder) -> None:
        self.audit = audit
        self.file: int | None = None

    def __enter__(self) -> None:
        for link in _links(self.audit):
            message = f"`{printable(str(link))}` is a link, and an audit writes through none"
            raise UsageError([Problem(message, remedy="remove it, or name another folder")])
        try:
            self.audit.work.mkdir(parents=True, exist_ok=True)
            self.file = os.open(self.audit.work / "lock", _FLAGS, 0o644)
            if not stat.S_ISREG(os.fstat(self.file).st_mode):
                raise OSError("it is no file")
        except OSError as error:
            self.__exit__()
            message = f"`{self.audit.work / 'lock'}` cannot be written: {error.strerror or error}"
            remedy = "remove it, or name another folder"
            raise UsageError([Problem(message, remedy=remedy)]) from None
        self._lock(self.file)

    def _lock(self, file: int) -> None:
        with suppress(ImportError):  # Windows has no such lock
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.__exit__()
                message = f"another run is writing `{self.audit.folder}`"
                raise UsageError(message) from None

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            os.close(self.file)
        self.file = None


def _links(audit: AuditFolder) -> Iterator[Path]:
    """Links among what an audit writes to, at the levels that every run touches."""
    for folder in (audit.folder, audit.work):
        with suppress(OSError):  # it is not there yet, or no folder, which is told otherwise
            yield from (path for path in sorted(folder.iterdir()) if path.is_symlink())
