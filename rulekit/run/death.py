"""Deaths of judging processes, and their number before a document is to blame."""

from __future__ import annotations

import signal
from collections import Counter
from typing import NamedTuple

# What a process does not do to itself: the system short of memory, an administrator, a scheduler.
OUTSIDE = {"SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGPWR"}

INSIDE_DEATHS = 2  # at one row: the first might have been any other's fault
OUTSIDE_DEATHS = 6  # in spite of pauses: then it is what the system kills the process for
STALLS = 2  # a mount may come back
PAUSE = 0.1  # seconds after a death from outside; twice as long after each further one
LONGEST = 10.0


class Death(NamedTuple):
    """The end of a process: a word of CAUSES, a sentence, and the number that is `enough`.

    `row` is the row that it was at, -1 for none; `doing` its work then: to `read` the row,
    to `judge` it, or to `write` the outcome of a block. One from `outside` tells of no document.
    """

    cause: str
    note: str
    enough: int = INSIDE_DEATHS
    outside: bool = False
    row: int = -1
    doing: str = "judge"

    @property
    def how(self) -> tuple[str, str]:
        """Cause and note."""
        return self.cause, self.note


# The time was the document's own, so it would be again.
LATE = Death("timed-out", "stopped: it takes more CPU time than --timeout allows", enough=1)
IDLE = Death("timed-out", "stopped: it makes no progress, and takes no CPU time either", STALLS)


def how_it_died(code: int | None) -> Death:
    """Tell the death from an exit code; a `code` of None is a process that cannot be killed."""
    if code is None:
        return IDLE
    if code >= 0:
        return Death("crashed", f"the process judging it died (exit code {code})")
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    if name == "SIGPROF":
        return LATE
    note = f"the process judging it died ({name})"
    if name in OUTSIDE:
        return Death("crashed", note, OUTSIDE_DEATHS, outside=True)
    return Death("crashed", note)


class Deaths:
    """The deaths in one task. `pause` is the wait before the next try, in seconds.

    `unreadable` counts the rows that no process survived reading.
    """

    def __init__(self) -> None:
        self.pause = 0.0
        self.unreadable = 0
        self._at: Counter[int] = Counter()
        self._outside = 0

    def are_enough(self, death: Death) -> bool:
        """Count one more; True if its row is to blame now."""
        self._at[death.row] += 1
        self.pause = 0.0
        if death.outside:
            self.pause = min(PAUSE * 2**self._outside, LONGEST)
            self._outside += 1
        return self._at[death.row] >= death.enough
