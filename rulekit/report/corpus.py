"""A run over a corpus as people see it: what it begins with, how far it is, how it ended."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from rulekit.core.escape import visible
from rulekit.core.tally import Tally
from rulekit.report.number import percent, plural
from rulekit.report.printer import Printer, Styled
from rulekit.report.summary import not_judged, show_statistics

EVERY = 0.1  # seconds between two looks of the line on a terminal
TOP = 20  # reasons that are shown at the end
BESIDE = 3  # files beside the shards that are named


def show_begin(
    printer: Printer,
    *,
    columns: str,
    form: str,
    plan: str,
    shards: Sequence[str],
    beside: Sequence[str],
    resumed: int,
) -> None:
    """Show the corpus and the plan, before the first row is judged."""
    told = f"{columns}   ({form}, detected)" if form else columns
    printer.line(Styled("columns  ", "bold"), told)
    printer.line(Styled("plan     ", "bold"), plan)
    names = shards[0] if len(shards) == 1 else f"{len(shards):,}: {shards[0]} … {shards[-1]}"
    printer.line(Styled("shards   ", "bold"), names)
    if beside:
        more = f", {len(beside) - BESIDE} more" if len(beside) > BESIDE else ""
        printer.line(Styled("beside   ", "bold"), f"not read: {', '.join(beside[:BESIDE])}{more}")
    if resumed:
        printer.line(Styled("resume   ", "bold"), f"{plural(resumed, 'block')} done already")


def show_end(printer: Printer, tally: Tally, audit: str) -> None:
    """The counts, what each reason did, and the next step. `audit` is quoted for a shell."""
    counts, total = tally.all, tally.total
    printer.line()
    parts = (("keep", counts.keep), ("drop", counts.drop), ("error", counts.error))
    shown = "   ".join(f"{name} {n:,} ({percent(n, counts.total)})" for name, n in parts)
    apart = total - counts.total
    shown += f"   not judged {apart:,}" if apart else ""
    printer.line(Styled("rows ", "bold"), f"{total:,}   {shown}")
    if told := not_judged(tally, "row", ""):
        printer.line(told)
    show_statistics(printer, tally, TOP)
    dropping = [(reason.drop, name) for name, reason in tally.by_reason.items() if "/" in name]
    steps = [f"--rule {max(dropping)[1]}"] if dropping and max(dropping)[0] else []
    failing = [(reason.error, name) for name, reason in tally.by_reason.items() if reason.error]
    steps += [f"--cause {max(failing)[1]}"] if failing else []
    steps += ["--random drop"] if counts.drop else []
    if steps:
        printer.line("next: " + " · ".join(f"rulekit explain {audit} {step}" for step in steps))


@dataclass
class CorpusProgress:
    """A line on the terminal, or a line for each shard elsewhere; on stderr, never a result."""

    show: bool
    before: Tally  # what was done when the run began, which says nothing of the speed
    begun: float  # the share of the corpus that it was
    started: float = field(default_factory=time.monotonic)
    shown: float = 0.0

    def __post_init__(self) -> None:
        self.rows, self.bytes = self.before.total, self.before.bytes  # it goes on being counted
        self.terminal = sys.stderr.isatty()

    def step(self, shard: str, tally: Tally, finished: float) -> None:
        """A task was done; `finished` is the share of the corpus that is."""
        now = time.monotonic()
        if self.show and self.terminal and now - self.shown > EVERY:
            self.shown = now
            filled = int(20 * finished)
            bar = "█" * filled + "░" * (20 - filled)
            told = f"{finished:.0%}  {self._speed(tally, now)}  eta {self._left(finished, now)}"
            sys.stderr.write(f"\r\x1b[2K {visible(shard)} {bar} {told}")
            sys.stderr.flush()

    def _left(self, finished: float, now: float) -> str:
        """The time that is left if it goes on like this."""
        done = finished - self.begun
        if done <= 0:
            return "--:--"
        seconds = int((now - self.started) * (1 - finished) / done)
        hours = f"{seconds // 3600}:" if seconds >= 3600 else ""
        return f"{hours}{seconds // 60 % 60:02}:{seconds % 60:02}"

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
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def _shares(tally: Tally) -> str:
    counts = tally.all
    parts = (("keep", counts.keep), ("drop", counts.drop), ("error", counts.error))
    shown = [f"{name} {percent(number, counts.total)}" for name, number in parts]
    apart = tally.total - counts.total
    return "  ".join([*shown, *([f"not judged {apart:,}"] if apart else [])])
