"""Findings as comma-separated values, which no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from typing import IO, TYPE_CHECKING

from rulekit.core.escape import visible
from rulekit.report.finding import reasons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rulekit.core.tally import Tally
    from rulekit.core.verdict import Finding, Verdict
    from rulekit.report.style import Style

COLUMNS = (
    *("path", "line", "column", "end_line", "end_column", "language", "decision", "rule", "action"),
    *("value", "limit", "bound", "margin", "unit", "limit_from", "implied_by", "places", "message"),
)
# What begins a formula in a spreadsheet, with the full-width forms that some take for the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Spreadsheet:
    """For spreadsheets: a row for each failed rule of each file, and for what is no rule's."""

    def __init__(self, stream: IO[str], _style: Style) -> None:
        self.rows = csv.writer(stream)  # RFC 4180: commas, CRLF, quotes doubled
        self.rows.writerow(COLUMNS)

    def add(self, verdict: Verdict) -> None:
        """Write the rows of a file at once."""
        if not verdict.candidate:
            return
        failed = reasons(verdict.findings)
        for finding in failed:
            self._write(verdict, _cells(finding))
        if verdict.decision != "keep" and not any(finding.drops for finding in failed):
            cause = verdict.decided_by[0] if verdict.decided_by else verdict.decision
            told = {"rule": cause, "action": verdict.decision, "message": verdict.reason}
            self._write(verdict, told)

    def _write(self, verdict: Verdict, cells: Mapping[str, object]) -> None:
        told = {
            **cells,
            "path": verdict.target,
            "language": verdict.language,
            "decision": verdict.decision,
        }
        self.rows.writerow([_inert(told.get(name)) for name in COLUMNS])

    def finish(self, _tally: Tally) -> None:
        """Write nothing: the rows say it all."""


def _cells(finding: Finding) -> dict[str, object]:
    cells: dict[str, object] = {**vars(finding), "places": finding.evidence_count}
    first = finding.evidence[0] if finding.evidence else None
    if first and first.line:
        cells |= {
            name: getattr(first, name) for name in ("line", "column", "end_line", "end_column")
        }
    return cells


def _inert(value: object) -> object:
    """A cell that is shown as it is: numbers stay, a text that begins a formula gets a quote."""
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if value.startswith(_FORMULA) or text.startswith(_FORMULA) else text
