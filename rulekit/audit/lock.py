"""The lock of an audit: one run at a time writes it, or tasks, and only into its own folders."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from rulekit.audit.folder import WORK, AuditFolder
from rulekit.audit.lease import RUN, Lease, wait_for_death_of_others
from rulekit.errors import Problem, UsageError
from rulekit.files.repository import printable
from rulekit.places.remote_path import RemotePath

Tell = Callable[[int], None]

# Those of NFS are shared only by files that can be read.
_FLAGS = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def lock_of(audit: AuditFolder, share: object = None) -> Iterator[Tell]:
    """Hold an audit for the time of a run, or a share of it; yield what is told the rows judged.

    A run of one command keeps out all others, and is kept out by the tasks of an array. On a disk
    the system locks; in a store, which has no locks, and for shares there are leases.
    Raises UsageError that says who is at it.
    """
    with ExitStack() as stack:
        lease: Lease | None = None
        if isinstance(audit.folder, Path):
            stack.enter_context(Lock(audit, audit.folder, shared=share is not None))
        if share is not None or isinstance(audit.folder, RemotePath):
            lease = stack.enter_context(Lease(audit, RUN if share is None else str(share)))
        wait_for_death_of_others(audit, alone=share is None)
        yield lease.tell if lease else _nobody


def _nobody(rows: int) -> None:
    """Tell nobody: no lease is held, and the system keeps the lock."""


def is_locked(audit: AuditFolder) -> bool:
    """True if one command is at an audit on a disk, as far as its system knows."""
    if not isinstance(audit.folder, Path) or not (audit.folder / WORK / "lock").is_file():
        return False
    try:
        with Lock(audit, audit.folder, shared=True):
            return False
    except UsageError:
        return True


class Lock:
    """A lock for the time of a run; the system frees it when the run dies. Raises UsageError."""

    def __init__(self, audit: AuditFolder, folder: Path, *, shared: bool = False) -> None:
        self.audit = audit
        self.shared = shared
        self.work = folder / WORK
        self.file: int | None = None

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

            if _is_locked(file, fcntl.LOCK_SH if self.shared else fcntl.LOCK_EX):
                who = "another run is"
                if not self.shared and not _is_locked(file, fcntl.LOCK_SH):
                    who = "tasks of an array (--shard) are"
                self.__exit__()
                raise UsageError(f"{who} writing `{self.audit.folder}`")

    def __exit__(self, *_: object) -> None:
        if self.file is not None:
            os.close(self.file)
        self.file = None


def _is_locked(file: int, kind: int) -> bool:
    """Lock a file; True if another process has. Some network disks have no locks."""
    import fcntl

    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in (errno.EWOULDBLOCK, errno.EACCES)
    return False


def _links(work: Path) -> Iterator[Path]:
    """Links among what an audit writes to, at the levels that every run touches."""
    for folder in (work.parent, work):
        with suppress(OSError):  # it is not there yet, or no folder, which is told otherwise
            yield from (path for path in sorted(folder.iterdir()) if path.is_symlink())
