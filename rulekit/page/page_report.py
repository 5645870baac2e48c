"""The page of an audit where a report of verdicts is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, NamedTuple

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.page.page import Page


class PageReport(NamedTuple):
    """Writes a page; the audit that it is made of has its verdicts."""

    page: Callable[[], Page]
    stream: IO[str]

    def add(self, verdict: Verdict) -> None:
        """Pass over a verdict."""

    def finish(self, tally: Tally) -> None:  # noqa: ARG002  as reports do
        """Write the page."""
        self.stream.write(self.page().html())
