"""Warnings that are logged while a run is on, in the place of the line of its progress."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rulekit.core.escape import visible
from rulekit.report.progress import CorpusProgress

Item = TypeVar("Item")


def with_warnings(items: Iterable[Item], progress: CorpusProgress) -> Iterator[Item]:
    """The same items; meanwhile warnings are shown on stderr: of executors that come or go."""
    logger, handler = logging.getLogger("rulekit"), _Lines(progress)
    logger.addHandler(handler)
    try:
        yield from items
    finally:
        logger.removeHandler(handler)


class _Lines(logging.Handler):
    def __init__(self, progress: CorpusProgress) -> None:
        super().__init__(logging.WARNING)
        self.progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Wipe the progress, and show a warning."""
        self.progress.end()
        sys.stderr.write(f"warning: {visible(record.getMessage())}\n")
        sys.stderr.flush()
