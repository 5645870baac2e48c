"""A line on the terminal that says how far a long run is. It is never part of a result."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rulekit.core.escape import visible
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report.number import percent, plural
from rulekit.report.pieces import shortened

Item = TypeVar("Item", bound=Verdict)
AFTER = 1.0  # seconds before it first shows: a short run needs none
EVERY = 0.1  # seconds between two looks of it
KNOWN = 5.0, 0.02  # seconds and share of the work after which the rest can be told


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
            show_line("")
            wiped = True
        yield verdict
        if now - start > AFTER and now - shown > EVERY:
            rate = f"{done:,}/{total:,} files  {done / (now - start):,.0f} files/s"
            part = done / total
            show_line(f" {bar(part)} {rate}{time_left(now - start, part, 1 - part)}")
            shown, wiped = now, False
    if not wiped:
        show_line("")


def show_line(text: str) -> None:
    """Show a line in the place of the one before, as much as the terminal has room for."""
    import shutil  # with the compressions that it knows, 3 ms

    sys.stderr.write("\r\x1b[2K" + shortened(text, shutil.get_terminal_size().columns - 1))
    sys.stderr.flush()


def bar(part: float) -> str:
    """A share of the work, drawn."""
    filled = int(20 * part)
    return "█" * filled + "░" * (20 - filled)


def time_left(seconds: float, done: float, left: float) -> str:
    """The time that is left if it goes on like this; "" while nobody can tell."""
    least, share = KNOWN
    if seconds < least or done < share:
        return ""
    rest = int(seconds * left / done)
    hours = f"{rest // 3600}:" if rest >= 3600 else ""
    return f"  eta {hours}{rest // 60 % 60:02}:{rest % 60:02}"


class CorpusProgress:
    """A line on the terminal, or a line for each shard elsewhere; on stderr, never a result.

    `before` is what was done when the run began, the share `begun` of the corpus: it says nothing
    of the speed.
    """

    def __init__(
        self, before: Tally, begun: float, started: float | None = None, *, show: bool
    ) -> None:
        self.show, self.begun = show, begun
        self.started = time.monotonic() if started is None else started
        self.shown = 0.0
        self.rows, self.bytes = before.total, before.bytes  # it goes on being counted
        self.terminal = sys.stderr.isatty()

    def step(self, shard: str, tally: Tally, finished: float) -> None:
        """A task was done; `finished` is the share of the corpus that is."""
        now = time.monotonic()
        if self.show and self.terminal and now - self.shown > EVERY:
            self.shown = now
            left = time_left(now - self.started, finished - self.begun, 1 - finished)
            show_line(
                f" {visible(shard)} {bar(finished)} {finished:.0%}  {self._speed(tally, now)}{left}"
            )

    def shard_done(self, shard: str, of_shard: Tally, tally: Tally) -> None:
        """A shard was closed."""
        if self.show and not self.terminal:
            speed = self._rate(tally, time.monotonic())
            rows = f"{plural(of_shard.total, 'row')}  {_shares(of_shard)}"
            sys.stderr.write(f"{visible(shard)}  {rows}  ({speed})\n")
            sys.stderr.flush()

    def _speed(self, tally: Tally, now: float) -> str:
        return f"{self._rate(tally, now)}  drop {percent(tally.all.drop, tally.all.total)}"

    def _rate(self, tally: Tally, now: float) -> str:
        """Of the whole run, so far."""
        seconds = max(now - self.started, 1e-9)
        rows, bytes_ = (tally.total - self.rows) / seconds, (tally.bytes - self.bytes) / seconds
        return f"{rows:,.0f} rows/s  {bytes_ / 1e6:.1f} MB/s"

    def end(self) -> None:
        """Wipe the line."""
        if self.show and self.terminal:
            show_line("")


def _shares(tally: Tally) -> str:
    counts = tally.all
    parts = (("keep", counts.keep), ("drop", counts.drop), ("error", counts.error))
    shown = [f"{name} {percent(number, counts.total)}" for name, number in parts]
    apart = tally.total - counts.total
    return "  ".join([*shown, *([f"not judged {apart:,}"] if apart else [])])
