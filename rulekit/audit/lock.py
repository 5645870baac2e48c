"""The lock of an audit: only one run at a time writes it, and only into its own folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from rulekit.audit.folder import WORK, AuditFolder
from rulekit.audit.lease import Lease
from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable
from rulekit.places.remote_path import RemotePath

_FLAGS = os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def lock_of(audit: AuditFolder, share: object = None) -> Lock | Lease:
    """The lock of an audit; a lease in a store, which has none, and on a task's share of a run."""
    if share is not None or isinstance(audit.folder, RemotePath):
        return Lease(audit, "run" if share is None else str(share))
    return Lock(audit, audit.folder)


class Lock:
    """A lock for the time of a run; the system frees it when the run dies. Raises UsageError."""

    def __init__(self, audit: AuditFolder, folder: Path) -> None:
        self.audit = audit
        self.work = folder / WORK
        self.file: int | None = None

    def tell(self, rows: int) -> None:
        """Nothing: nobody else looks at it, and the system keeps it."""

    def __enter__(self) -> Lock:
        for link in _links(self.work):
            message = f"`{printable(str(link))}` is a link, and an audit writes through none"
            raise UsageError([Problem(message, remedy="remove it, or name another folder")])
        try:
            self.work.mkdir(parents=True, exist_ok=True)
            self.file = os.open(self.work / "lock", _FLAGS, 0o644)
            if not stat.S_ISREG(os.fstat(self.file).st_mode):
                raise OSError("it is no file")
        except OSError as error:
            self.__exit__()
            message = f"`{self.work / 'lock'}` cannot be written: {error.strerror or error}"
            remedy = "remove it, or name another folder"
            raise UsageError([Problem(message, remedy=remedy)]) from None
        self._lock(self.file)
        return self

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


def _links(work: Path) -> Iterator[Path]:
    """Links among what an audit writes to, at the levels that every run touches."""
    for folder in (work.parent, work):
        with suppress(OSError):  # it is not there yet, or no folder, which is told otherwise
            yield from (path for path in sorted(folder.iterdir()) if path.is_symlink())
