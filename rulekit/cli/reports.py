"""The reports of a run and the files that they are written to: the words of `-o`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import IO

from rulekit.errors import UsageError, pick
from rulekit.report.formats import FORMATS, Report
from rulekit.report.style import Style


def open_reports(
    outputs: Sequence[str],
    style: Style,
    stack: ExitStack,
    more: Mapping[str, Callable[[IO[str], Style], Report]] = MappingProxyType({}),
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


def _open(file: str, stack: ExitStack) -> IO[str]:
    if not file:
        return sys.stdout
    try:
        return stack.enter_context(
            Path(file).open("w", encoding="utf-8", errors="backslashreplace")
        )
    except OSError as error:
        raise UsageError(f"-o: cannot write `{file}`: {error.strerror}") from None
