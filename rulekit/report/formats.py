"""The formats of `check`: each takes verdicts one by one, and the counts at the end."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import IO, Protocol

from rulekit.core.record import SCHEMA
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report.as_json import as_json, written
from rulekit.report.brief import Brief
from rulekit.report.excerpt import show_verdict
from rulekit.report.finding import reasons
from rulekit.report.pieces import DECISION_STYLE, Styled
from rulekit.report.printer import Printer
from rulekit.report.remark import remarks
from rulekit.report.style import Style
from rulekit.report.summary import show_statistics, show_summary


class Report(Protocol):
    """Shows the verdicts of a run."""

    def add(self, verdict: Verdict, /) -> None:
        """Show one verdict, or keep it for the end."""

    def finish(self, tally: Tally, /) -> None:
        """Show what is left to show."""


class Full:
    """For people: each dropped file with its reasons and their evidence, then a table."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.printer, self.style = Printer(stream), style
        self.apart: list[Verdict] = []
        self.first_drop = ""

    def add(self, verdict: Verdict) -> None:
        """Show what was dropped or failed; remember what was no candidate."""
        if not verdict.candidate:
            if self.style.show_files:
                self.apart.append(verdict)
            return
        if self.style.statistics or self.style.quiet:
            return
        if verdict.decision == "keep" and not (reasons(verdict.findings) or self.style.verbose):
            return
        if verdict.decision == "drop":
            self.first_drop = self.first_drop or verdict.target
        show_verdict(self.printer, verdict)

    def finish(self, tally: Tally) -> None:
        """The table, what was not judged, and the next step."""
        show_summary(self.printer, tally, self.style)
        for verdict in self.apart:
            self.printer.line(f"  {verdict.name}: {verdict.reason}")
        if self.style.config:
            self.printer.line(f"Configured by {self.style.config}.")
        if self.first_drop:
            self.printer.line(
                f"Explain one: rulekit explain {self.style.words}{shlex.quote(self.first_drop)}"
            )


class Concise:
    """For editors and greps: a line for each failed rule that follows from no other."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.printer, self.style = Printer(stream), style

    def add(self, verdict: Verdict) -> None:
        """Write a line for each reason that the file has."""
        hidden = self.style.statistics or self.style.quiet
        if hidden or not (verdict.candidate or self.style.show_files):
            return
        path = Styled(verdict.target, "bold")
        for one in remarks(verdict):
            place = f":{one.line}:{one.column}" if one.line else ""
            action = Styled(one.action, DECISION_STYLE.get(one.action, "yellow"))
            rule = f"{one.rule} " if one.finding else ""
            self.printer.line(path, f"{place}: ", action, f": {rule}{one.text}")
        if verdict.decision == "keep" and self.style.verbose:
            self.printer.line(path, ": ", Styled("keep", "green"), f": {verdict.reason}")

    def finish(self, tally: Tally) -> None:
        """Write a line of counts."""
        if self.style.statistics:
            show_statistics(self.printer, tally)
        counts = tally.all
        text = f"{counts.total:,} judged: {counts.keep:,} keep, {counts.drop:,} drop"
        known = f", {tally.known:,} in the baseline" if tally.known else ""
        by = f", by {self.style.config}" if self.style.config else ""
        self.printer.line(f"{text}, {counts.error:,} error{known}{by}")


class JsonLines:
    """For programs: a record a line, in input order (docs/record.md)."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.stream, self.style = stream, style

    def add(self, verdict: Verdict) -> None:
        """Write a line."""
        self.stream.write(as_json(told(verdict, self.style), self.style.config) + "\n")

    def finish(self, tally: Tally) -> None:
        """Write nothing: the records say it all."""


def told(verdict: Verdict, style: Style) -> Verdict:
    """The verdict without what passed or does not apply, unless every finding is wanted."""
    if style.every_finding:
        return verdict
    kept = [
        one
        for one in verdict.findings
        if one.outcome == "fail" or (one.outcome == "unmeasured" and one.applies)
    ]
    return replace(verdict, findings=tuple(kept))


class Json:
    """For programs that read one object: the records in a list, and the counts."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.stream, self.style = stream, style
        self.started = False

    def add(self, verdict: Verdict) -> None:
        """Write an element of the list at once."""
        self.stream.write(",\n" if self.started else self._head())
        self.started = True
        self.stream.write(as_json(told(verdict, self.style), self.style.config))

    def _head(self) -> str:
        from importlib import metadata  # 20 ms that no other format spends

        about = {
            "schema": SCHEMA,
            "rulekit": metadata.version("rulekit"),
            "profile": self.style.profile,
            "config": self.style.config or None,
        }
        return json.dumps(about)[:-1] + ', "verdicts": [\n'

    def finish(self, tally: Tally) -> None:
        """Close the list and say the counts."""
        if not self.started:
            self.stream.write(self._head())
        totals, known = tally.totals(), {"in_baseline": tally.known} if tally.known else {}
        self.stream.write(f'\n], "summary": {written(totals | known)}}}\n')


def _late(module: str, name: str) -> Callable[[IO[str], Style], Report]:
    """A format whose module is imported when it is asked for: most runs want no other than one."""

    def report(stream: IO[str], style: Style) -> Report:
        made: Report = getattr(import_module(f"rulekit.report.{module}"), name)(stream, style)
        return made

    return report


FORMATS: Mapping[str, Callable[[IO[str], Style], Report]] = {
    "brief": Brief,
    "concise": Concise,
    "csv": _late("spreadsheet", "Spreadsheet"),
    "full": Full,
    "github": _late("github", "Annotations"),
    "json": Json,
    "jsonl": JsonLines,
    "junit": _late("junit", "JUnit"),
    "md": _late("markdown", "Comment"),
    "sarif": _late("sarif", "Sarif"),
}
FOR_FILES = frozenset({"github", "sarif"})  # their places are files of a repository, never rows
HTML = "html"  # a page, which needs readings and an audit: page/ makes it
WHOLE = frozenset({HTML, "json", "junit", "md", "sarif"})  # a part of one is worth nothing
RECORDS = frozenset({HTML, "json", "jsonl"})  # of every file, whatever a baseline knows
