"""A line on the terminal that says how far a long run is. It is never part of a result."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rulekit.core.verdict import Verdict

Item = TypeVar("Item", bound=Verdict)
AFTER = 1.0  # seconds before it first shows: a short run needs none
EVERY = 0.1


def with_progress(verdicts: Iterable[Item], total: int, *, show: bool) -> Iterator[Item]:
    """The same verdicts; meanwhile their count, speed and remaining time, on stderr.

    The line is wiped before each verdict is handed on, so that what is printed for it stands alone.
    """
    if not (show and sys.stderr.isatty()):
        yield from verdicts
        return
    start = shown = time.monotonic()
    wiped = True
    for done, verdict in enumerate(verdicts, 1):
        now = time.monotonic()
        if not wiped:
            sys.stderr.write("\r\x1b[2K")
            wiped = True
        yield verdict
        if now - start > AFTER and now - shown > EVERY:
            sys.stderr.write("\r\x1b[2K" + _line(done, total, now - start))
            sys.stderr.flush()
            shown, wiped = now, False
    if not wiped:
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()


def _line(done: int, total: int, seconds: float) -> str:
    filled = 20 * done // total
    left = int(seconds / done * (total - done))
    eta = f"{left // 60:02}:{left % 60:02}"
    bar = "█" * filled + "░" * (20 - filled)
    return f" {bar} {done:,}/{total:,} files  {done / seconds:,.0f} files/s  eta {eta}"
