"""The report that `check` prints by default: a line for each reason, however many the files."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import IO

from rulekit.core.tally import Tally
from rulekit.core.verdict import CAUSES, Verdict
from rulekit.report.excerpt import show_verdict
from rulekit.report.finding import compared, in_words, reasons
from rulekit.report.number import plural, quantity
from rulekit.report.pieces import DECISION_STYLE, Piece, Styled
from rulekit.report.printer import Printer
from rulekit.report.style import Style
from rulekit.report.summary import show_summary

ALONE = 5  # files with the same reason that have a line each
NAMED = 3  # files that the line of a group names
FEW = 3  # files that are shown with their evidence, when there are no more


class Group:
    """Files that one reason decided: how many, the first of them, and the range of values."""

    def __init__(self, *, drop: bool) -> None:
        self.drop, self.count = drop, 0
        self.first: list[tuple[int, Verdict]] = []
        self.low: float | None = None
        self.high: float | None = None

    def add(self, place: int, verdict: Verdict, value: float | None) -> None:
        """Count a file, and keep the first ones."""
        self.count += 1
        if len(self.first) < ALONE:
            self.first.append((place, verdict))
        if value is not None:
            self.low = value if self.low is None else min(self.low, value)
            self.high = value if self.high is None else max(self.high, value)


class Brief:
    """For people: a line for each file that is not kept, or for many with the same reason."""

    def __init__(self, stream: IO[str], style: Style) -> None:
        self.printer, self.style = Printer(stream), style
        self.groups: dict[tuple[str, str], Group] = {}
        self.place = 0
        self.apart: list[Verdict] = []

    def add(self, verdict: Verdict) -> None:
        """Take a file up into its group; with --show-files, show it."""
        self.place += 1
        if not verdict.candidate:
            self.apart += [verdict] if self.style.show_files else []
            return
        failed = reasons(verdict.findings)
        if self.style.statistics or self.style.quiet:
            return
        if verdict.decision == "keep" and not failed:
            if self.style.verbose:
                self.printer.line(*line_of(verdict))
            return
        if self.style.show_files:
            self.printer.line(*line_of(verdict))
            return
        reason = verdict.decided_by[0] if verdict.decided_by else failed[0].rule
        value = failed[0].value if failed and failed[0].rule == reason else None
        group = self.groups.setdefault(
            (verdict.decision, reason), Group(drop=verdict.decision == "drop")
        )
        group.add(self.place, verdict, value)

    def finish(self, tally: Tally) -> None:
        """Show the files, then the counts and the next step."""
        few = sum(group.count for group in self.groups.values()) <= FEW
        for verdict in self._alone():
            if few:
                show_verdict(self.printer, verdict)
            else:
                self.printer.line(*line_of(verdict))
        many = [(key, group) for key, group in self.groups.items() if group.count > ALONE]
        for (decision, reason), group in sorted(many, key=lambda one: (-one[1].count, one[0])):
            self.printer.line(*self._line_of_group(decision, reason, group))
        show_summary(self.printer, tally, self.style)
        for verdict in self.apart:
            self.printer.line(f"  {verdict.name}: {verdict.reason}")
        self._show_ways(few=few)

    def _alone(self) -> Iterator[Verdict]:
        """The files that have a line each, in the order in which they came."""
        alone = [
            one for group in self.groups.values() if group.count <= ALONE for one in group.first
        ]
        yield from (verdict for _, verdict in sorted(alone, key=lambda one: one[0]))

    def _line_of_group(self, decision: str, reason: str, group: Group) -> list[Piece]:
        _, first = group.first[0]
        finding = next((one for one in first.findings if one.rule == reason), None)
        title = self.style.titles.get(reason) or CAUSES.get(reason) or reason
        if finding and (asked := in_words(finding)):
            low, high = (quantity(one, finding.unit) for one in (group.low, group.high))
            spread = low if low == high else f"{low} to {high}"
            title += f" ({spread}; {asked})"
        if finding and not finding.drops:
            title += f" ({finding.action})"
        named = ", ".join(verdict.target for _, verdict in group.first[:NAMED])
        return [
            Styled(f"{plural(group.count, self.style.what)}: ", "bold"),
            Styled(reason, DECISION_STYLE.get(decision, "") if decision != "keep" else "yellow"),
            f"  {title}: {named}, …",
        ]

    def _show_ways(self, *, few: bool) -> None:
        if self.style.config:
            self.printer.line(f"Configured by {self.style.config}.")
        drops = [group for group in self.groups.values() if group.drop]
        if drops:
            _, first = min(one for group in drops for one in group.first)
            ways = f"Explain one: rulekit explain {self.style.words}{shlex.quote(first.target)}"
            if not few:
                ways += "   every file: --show-files   with evidence: -o full"
            self.printer.line(ways)


def line_of(verdict: Verdict) -> list[Piece]:
    """A file on a line: the reason that says the most, and how many more there are."""
    failed = reasons(verdict.findings)
    if verdict.decision != "keep" and not any(one.drops for one in failed):
        failed = []
    if not failed:
        decision = Styled(verdict.decision, DECISION_STYLE[verdict.decision])
        return [Styled(verdict.target, "bold"), ": ", decision, f"  {verdict.reason}"]
    first, *others = failed
    line = first.evidence[0].line if first.evidence else None
    place = f":{line}" if line else ""
    against = f" ({shown})" if (shown := compared(first)) else ""
    action = "" if first.drops else f" ({first.action})"
    more = f" (+{len(others)} more)" if others else ""
    rule = Styled(first.rule, DECISION_STYLE["drop"] if first.drops else "yellow")
    path = Styled(f"{verdict.target}{place}", "bold")
    return [path, ": ", rule, f"  {first.message}{against}{action}", Styled(more, "dim")]
