"""The progress of a synthesis, as a terminal shows it."""

from __future__ import annotations

import sys
import time

from rulekit.report.progress import show_line

EVERY = 0.2  # seconds between two looks


class SynthesisProgress:
    """What is told on a terminal meanwhile; it is never part of a result."""

    def __init__(self, *, quiet: bool) -> None:
        self.shows = sys.stderr.isatty() and not quiet
        self.shown = time.monotonic()

    def __call__(self, text: str) -> None:
        """Tell it, if it is time."""
        now = time.monotonic()
        if self.shows and now - self.shown > EVERY:
            self.shown = now
            show_line(f" {text}")

    def wipe(self) -> None:
        """Take it away."""
        if self.shows:
            show_line("")
