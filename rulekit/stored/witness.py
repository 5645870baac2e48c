"""Files that a plan was made of, and a look at each that tells if one has changed."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Sequence

Look = tuple[str, int, int, int]  # path, bytes, nanoseconds of the last two sorts of change
Installed = tuple[tuple[str, int], ...]

SETTLED = 2_000_000_000  # nanoseconds that a file must be older than the plan that was made of it:
# on the coarsest file system a later change has another time, and so is seen
_GONE = (-1, -1, -1)
_DISTRIBUTIONS = (".dist-info", ".egg-info", ".egg-link")


def look(path: str) -> Look:
    """How a file or folder is now."""
    try:
        status = os.stat(path)  # noqa: PTH116  as `unchanged`, for which Path is too slow
    except (OSError, ValueError):
        return path, *_GONE
    # The size of a folder and of its bytecode's one tells nothing that its times do not.
    return path, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def unchanged(looks: Iterable[Look]) -> bool:
    """True if every file is as it was looked at."""
    stat = os.stat
    try:
        for path, size, modified, changed in looks:
            now = stat(path)
            if (now.st_mtime_ns, now.st_size, now.st_ctime_ns) != (modified, size, changed):
                return False
    except (OSError, ValueError):
        return False
    return True


def looks_at(paths: Iterable[str], since: int, settled: int = SETTLED) -> Sequence[Look] | None:
    """A look at each path; None if one is not there, or may have changed while it was read.

    `since` is when the first of them was, in nanoseconds of the system's clock.
    """
    looks = [look(path) for path in sorted({*paths})]
    latest = since - settled
    if any(max(modified, changed) >= latest or size < 0 for _, size, modified, changed in looks):
        return None
    return looks


def now() -> int:
    """The time, in nanoseconds, as files are stamped."""
    return time.time_ns()


def installed() -> Installed:
    """The distributions that this Python finds, each with its version in its name, and its time.

    Whatever is installed, removed or given another version changes this.
    """
    found = []
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as entries:
                found += [
                    (entry.path, entry.stat().st_mtime_ns)
                    for entry in entries
                    if entry.name.endswith(_DISTRIBUTIONS)
                ]
        except OSError:  # no folder: nothing is installed there
            continue
    return tuple(sorted(found))
