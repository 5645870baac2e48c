"""The formats of `check`: each takes verdicts one by one, and the counts at the end."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import IO, Protocol

from rulekit.core.record import SCHEMA, to_record
from rulekit.core.tally import Tally
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.excerpt import show_finding
from rulekit.report.number import number
from rulekit.report.printer import DECISION_STYLE, Printer, Styled
from rulekit.report.summary import show_statistics, show_summary


@dataclass(frozen=True)
class Style:
    """Choices of the user about a report, and the profile that judged."""

    by: str = "language"
    statistics: bool = False
    show_files: bool = False
    quiet: bool = False
    verbose: bool = False
    profile: str = ""
    config: str = ""  # the rulekit.toml in force


class Report(Protocol):
    """Shows the verdicts of a run."""

    def add(self, verdict: Verdict) -> None:
        """Show one verdict, or keep it for the end."""

    def finish(self, tally: Tally) -> None:
        """Show what is left to show."""


@dataclass
class Full:
    """For people: each dropped file with its reasons and their evidence, then a table."""

    stream: IO[str]
    style: Style
    printer: Printer = field(init=False)
    apart: list[Verdict] = field(default_factory=list)
    first_drop: str = ""

    def __post_init__(self) -> None:
        self.printer = Printer(self.stream)

    def add(self, verdict: Verdict) -> None:
        """Show what was dropped or failed; remember what was no candidate."""
        if not verdict.candidate:
            if self.style.show_files:
                self.apart.append(verdict)
            return
        flagged = [finding for finding in verdict.findings if finding.outcome == "fail"]
        if self.style.statistics or self.style.quiet:
            return
        if verdict.decision == "keep" and not (flagged or self.style.verbose):
            return
        if verdict.decision == "drop":
            self.first_drop = self.first_drop or verdict.target
        self._show(verdict, flagged)

    def _show(self, verdict: Verdict, failures: list[Finding]) -> None:
        decision = Styled(f"{verdict.decision:<5}", DECISION_STYLE[verdict.decision])
        score = "" if verdict.score is None else f"  score {verdict.score:.2f}"
        self.printer.line(decision, " ", Styled(f"{verdict.name:<64}", "bold"), score)
        if not any(finding.drops for finding in failures):
            self.printer.line("  ", verdict.reason)
        for finding in failures:
            show_finding(self.printer, verdict.path, finding)

    def finish(self, tally: Tally) -> None:
        """The table, what was not judged, and the next step."""
        if self.style.statistics and self.style.by != "rule":
            show_statistics(self.printer, tally)
        show_summary(self.printer, tally, self.style.by, told=self.style.statistics)
        for verdict in self.apart:
            self.printer.line(f"  {verdict.name}: {verdict.reason}")
        if self.style.config:
            self.printer.line(f"Configured by {self.style.config}.")
        if self.first_drop:
            self.printer.line(f"Explain one: rulekit explain {shlex.quote(self.first_drop)}")


@dataclass
class Concise:
    """For editors and greps: a line for each failed rule."""

    stream: IO[str]
    style: Style
    printer: Printer = field(init=False)

    def __post_init__(self) -> None:
        self.printer = Printer(self.stream)

    def add(self, verdict: Verdict) -> None:
        """Write a line for each reason that the file has."""
        hidden = self.style.statistics or self.style.quiet
        if hidden or not (verdict.candidate or self.style.show_files):
            return
        failures = [finding for finding in verdict.findings if finding.outcome == "fail"]
        path = Styled(verdict.target, "bold")
        for finding in failures:
            action = Styled(finding.action, DECISION_STYLE.get(finding.action, "yellow"))
            limit = f"({number(finding.value)}, limit {finding.must_be}, {finding.limit_from})"
            text = f": {finding.rule} {finding.message} {limit}"
            self.printer.line(path, f"{_place(finding)}: ", action, text)
        if verdict.decision != "keep" and not any(finding.drops for finding in failures):
            decision = Styled(verdict.decision, DECISION_STYLE[verdict.decision])
            self.printer.line(path, ": ", decision, f": {verdict.reason}")
        elif verdict.decision == "keep" and self.style.verbose:
            self.printer.line(path, ": ", Styled("keep", "green"), f": {verdict.reason}")

    def finish(self, tally: Tally) -> None:
        """Write a line of counts."""
        if self.style.statistics:
            show_statistics(self.printer, tally)
        counts = tally.all
        text = f"{counts.total:,} judged: {counts.keep:,} keep, {counts.drop:,} drop"
        by = f", by {self.style.config}" if self.style.config else ""
        self.printer.line(f"{text}, {counts.error:,} error{by}")


def _place(finding: Finding) -> str:
    if not finding.evidence:
        return ""
    return f":{finding.evidence[0].line}:{finding.evidence[0].column}"


@dataclass
class JsonLines:
    """For programs: a record a line, in input order (docs/record.md)."""

    stream: IO[str]
    style: Style

    def add(self, verdict: Verdict) -> None:
        """Write a line."""
        self.stream.write(as_json(verdict, self.style.config) + "\n")

    def finish(self, tally: Tally) -> None:
        """Write nothing: the records say it all."""


@dataclass
class Json:
    """For programs that read one object: the records in a list, and the counts."""

    stream: IO[str]
    style: Style
    started: bool = False

    def add(self, verdict: Verdict) -> None:
        """Write an element of the list at once."""
        self.stream.write(",\n" if self.started else self._head())
        self.started = True
        self.stream.write(as_json(verdict, self.style.config))

    def _head(self) -> str:
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
        self.stream.write(f'\n], "summary": {_written(tally.totals())}}}\n')


# JSON leaves these as they are, and a terminal obeys them; inside a string an escape is the same.
# C1 controls, then Unicode 16's format characters (Cf: bidi, joiners, tags) and line separators.
_OBEYED = (
    (0x7F, 0x9F), (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F),
    (0x890, 0x891), (0x8E2, 0x8E2), (0x180E, 0x180E), (0x200B, 0x200F), (0x2028, 0x202E),
    (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0x110BD, 0x110BD),
    (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A),
    (0xE0001, 0xE0001), (0xE0020, 0xE007F),
)  # fmt: skip
_ESCAPES = {
    code: json.dumps(chr(code))[1:-1] for low, high in _OBEYED for code in range(low, high + 1)
} | {0x7F: "\\u007f"}  # json leaves that one of ASCII


def as_json(verdict: Verdict, config: str = "") -> str:
    """A verdict's record as one line of JSON, with the rulekit.toml in force if there was one."""
    return _written(to_record(verdict) | ({"config": config} if config else {}))


def _written(data: object) -> str:
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


FORMATS: Mapping[str, Callable[[IO[str], Style], Report]] = {
    "concise": Concise,
    "full": Full,
    "json": Json,
    "jsonl": JsonLines,
}
