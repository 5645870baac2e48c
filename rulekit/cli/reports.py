"""The reports of a run and the files that they are written to: the words of `-o`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import IO, NamedTuple
from urllib.parse import quote

import click

from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.errors import Problem, UsageError, pick
from rulekit.places.address import refuse_address
from rulekit.report.formats import FOR_FILES, FORMATS, RECORDS, WHOLE, Report
from rulekit.report.style import Style

Format = Callable[[IO[str], Style], Report]


class Reports(NamedTuple):
    """The reports of a run: those of records, which hold everything, and those of what is new."""

    records: tuple[Report, ...]
    others: tuple[Report, ...]

    def add(self, verdict: Verdict, new: Verdict) -> None:
        """Give each report a verdict, or what is new of it."""
        for report in self.records:
            report.add(verdict)
        for report in self.others:
            report.add(new)

    @property
    def all(self) -> tuple[Report, ...]:
        """Every report."""
        return (*self.records, *self.others)

    def finish(self, tally: Tally) -> None:
        """Let each report show what is left to show."""
        for report in self.all:
            report.finish(tally)


def open_reports(
    outputs: Sequence[str],
    style: Style,
    stack: ExitStack,
    more: Mapping[str, Format] = MappingProxyType({}),
) -> Reports:
    """The reports asked for; `more` are formats that not every command has.

    Raises UsageError for an unknown format, for two on one stream, and for one of files over rows.
    """
    wanted = [output.partition(":")[::2] for output in outputs] or [("brief", "")]
    files = [file for _, file in wanted]
    if len(set(files)) < len(files):
        raise UsageError("two reports in one place: give each a file of its own, -o FORMAT:FILE")
    reports: dict[bool, list[Report]] = {True: [], False: []}
    for name, file in wanted:
        report = pick("format", name, {**FORMATS, **more})
        if name in FOR_FILES and style.what == "row":
            raise UsageError(
                f"-o {name} tells of the files of a repository, not of a corpus's rows"
            )
        reports[name in RECORDS].append(report(_open(name, file, stack), style))
    return Reports(tuple(reports[True]), tuple(reports[False]))


def tell_counts(outputs: Sequence[str], tally: Tally) -> None:
    """Say the counts on standard error where every report goes to a file."""
    if outputs and all(":" in output for output in outputs):
        counts = tally.all
        click.echo(f"{counts.keep:,} keep, {counts.drop:,} drop, {counts.error:,} error", err=True)


def links_before(environ: Mapping[str, str]) -> str:
    """The address before the paths of files in links: on GitHub, that of the commit; "" elsewhere.

    Paths count from the current folder, which is in a checkout of the repository.
    """
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_WORKSPACE")
    server, repository, commit, workspace = (environ.get(name, "") for name in names)
    if not (server and repository and commit and workspace):
        return ""
    below = os.path.relpath(Path.cwd(), workspace).replace(os.sep, "/")
    if below == ".." or below.startswith("../"):
        return ""
    folder = "" if below == "." else f"{quote(below)}/"
    return f"{server}/{repository}/blob/{commit}/{folder}"


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


def _open(name: str, file: str, stack: ExitStack) -> IO[str]:
    """A stream for a report of a format; one that is WHOLE is in its file when the stack ends well.

    Else the file has what it had.
    """
    if not file:
        return sys.stdout
    refuse_address(file, "a report")
    path = Path(file)
    try:
        if name not in WHOLE or (path.exists() and not path.is_file()):  # or a pipe, a terminal
            return stack.enter_context(_writable(path))
        place = path.resolve()
        aside = stack.enter_context(TemporaryDirectory(prefix=".rulekit-", dir=place.parent))
        stream = _writable(Path(aside, "report"))
    except OSError as error:
        message = f"-o: cannot write `{file}`: {error.strerror}"
        missing = not path.parent.is_dir()
        remedy = f"make the folder: mkdir -p {shlex.quote(str(path.parent))}" if missing else ""
        raise UsageError([Problem(message, remedy=remedy)]) from None
    stack.push(partial(_settle, stream, place))
    return stream


def _writable(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", errors="backslashreplace", newline="")


def _settle(stream: IO[str], path: Path, kind: type[BaseException] | None, *_: object) -> None:
    """Close a report, and put it where it was wanted if nothing went wrong."""
    stream.close()
    if kind is None:
        Path(stream.name).replace(path)
