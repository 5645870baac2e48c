"""What a confined process has taken that no limit of the system bounds: a folder, threads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

from rulekit.sandbox.program import Cause
from rulekit.sandbox.quota import Quota

ENTRIES = 4_096  # in the folder, at the most
_ENTRY = 4_096  # bytes that an entry takes at the least


class FolderWatch:
    """Looks at a folder on the disk, and at the threads of one process."""

    def __init__(self, folder: str, process: int, quota: Quota) -> None:
        self.folder, self.process, self.quota = folder, process, quota

    def __call__(self) -> Cause:
        """The bound that is passed, or ""."""
        if self._threads() > self.quota.threads:
            return "threads"
        taken = 0
        for count, size in enumerate(_sizes(self.folder), 1):
            taken += max(size, _ENTRY)
            if taken > self.quota.disk or count > ENTRIES:
                return "disk"
        return ""

    def _threads(self) -> int:
        with suppress(OSError):
            return len(os.listdir(f"/proc/{self.process}/task"))
        return 0


def _sizes(folder: str) -> Iterator[int]:
    """Bytes on the disk of all that is below; what goes meanwhile is passed over."""
    folders = [folder]
    while folders:
        with suppress(OSError), os.scandir(folders.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    yield entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
