"""Progress of a process, seen from outside: one that makes none for long is ended."""

from __future__ import annotations

import time
from contextlib import suppress

STALLED = 600.0  # seconds; a mount that hangs, a lock that nobody frees
BLIND = 6  # times as long where the system does not tell what a process does


class Stall:
    """Notices when a process has done nothing for `seconds`.

    Something is: a word from it; bytes that it reads or writes; while it judges, CPU time, of which
    there is a limit of its own. So a busy machine makes nothing late.
    """

    def __init__(self, seconds: float = STALLED) -> None:
        self.seconds = seconds
        self.words = 0
        self._seen: tuple[int, ...] = ()
        self._since = time.monotonic()

    def word(self) -> None:
        """Count a word from the process."""
        self.words += 1

    def over(self, pid: int, *, judging: bool, row: int = 0) -> bool:
        """True if nothing has happened for too long; that it is at another `row` is something."""
        done, blind = _done(pid, judging=judging)
        seen = (self.words, row, *done)
        now = time.monotonic()
        if seen != self._seen:
            self._seen, self._since = seen, now
        return now - self._since > self.seconds * (BLIND if blind else 1)


def _done(pid: int, *, judging: bool) -> tuple[tuple[int, ...], bool]:
    """Bytes read and written, and ticks of CPU time while judging; True if that is unknown."""
    with suppress(OSError, ValueError, IndexError):
        with open(f"/proc/{pid}/io") as file:
            moved = sum(int(line.split()[1]) for line in list(file)[:2])
        with open(f"/proc/{pid}/stat") as file:
            ticks = file.read().rpartition(")")[2].split()[11:13]  # utime and stime
        return (moved, sum(map(int, ticks)) if judging else 0), False
    return (), True
