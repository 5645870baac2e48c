"""The lock of an audit: only one run at a time writes it."""

from __future__ import annotations

from contextlib import suppress
from typing import IO

from rulekit.errors import UsageError
from rulekit.run.audit import Audit


class Lock:
    """Held while a run goes on; the system frees it when the run dies. Raises UsageError."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.file: IO[str] | None = None

    def __enter__(self) -> None:
        self.audit.work.mkdir(parents=True, exist_ok=True)
        with suppress(ImportError):  # Windows has no such lock
            import fcntl

            self.file = open(self.audit.work / "lock", "w")
            try:
                fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.file.close()
                message = f"another `rulekit filter` is writing `{self.audit.folder}`"
                raise UsageError(message) from None

    def __exit__(self, *_: object) -> None:
        if self.file:
            self.file.close()
