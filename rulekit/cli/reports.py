"""The reports of a run and the files that they are written to: the words of `-o`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import IO, NamedTuple

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.errors import UsageError, pick
from rulekit.report.formats import FORMATS, Report
from rulekit.report.style import Style

Format = Callable[[IO[str], Style], Report]


def open_reports(
    outputs: Sequence[str],
    style: Style,
    stack: ExitStack,
    more: Mapping[str, Format] = MappingProxyType({}),
) -> list[Report]:
    """The reports asked for; `more` are formats that not every command has.

    Raises UsageError for an unknown format or two on one stream.
    """
    wanted = [output.partition(":")[::2] for output in outputs] or [("brief", "")]
    files = [file for _, file in wanted]
    if len(set(files)) < len(files):
        raise UsageError("two reports in one place: give each a file of its own, -o FORMAT:FILE")
    reports = []
    for name, file in wanted:
        report = pick("format", name, {**FORMATS, **more})
        reports.append(report(_open(file, stack), style))
    return reports


class _WithoutReadings(NamedTuple):
    """A report of verdicts as they are where nobody asks for readings."""

    report: Report

    def add(self, verdict: Verdict) -> None:
        """Show one verdict."""
        self.report.add(replace(verdict, readings=()))

    def finish(self, tally: Tally) -> None:
        """Show what is left to show."""
        self.report.finish(tally)


def without_readings(formats: Mapping[str, Format]) -> dict[str, Format]:
    """The same formats for verdicts with readings that only another report wants."""

    def plain(made: Format) -> Format:
        return lambda stream, style: _WithoutReadings(made(stream, style))

    return {name: plain(made) for name, made in formats.items()}


def _open(file: str, stack: ExitStack) -> IO[str]:
    if not file:
        return sys.stdout
    try:
        return stack.enter_context(
            Path(file).open("w", encoding="utf-8", errors="backslashreplace")
        )
    except OSError as error:
        raise UsageError(f"-o: cannot write `{file}`: {error.strerror}") from None
