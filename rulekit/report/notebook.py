"""Verdicts, lists and audits as a notebook shows them: the reports of the terminal in HTML."""

from __future__ import annotations

import io
import shlex
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from rulekit.core.escape import in_short, visible
from rulekit.core.tally import Tally
from rulekit.core.verdict import Verdict
from rulekit.report.corpus import show_end
from rulekit.report.explain import show_explanation
from rulekit.report.number import percent
from rulekit.report.pieces import DECISION_STYLE, Piece, Row, Styled, plain, style_of
from rulekit.report.printer import Printer
from rulekit.report.stored import show_overview

CELL = 80  # characters of a path or a reason in a list
# Of middle lightness, to be read on white and on black; all else has the colours of the notebook.
CSS = {
    "bold": "font-weight:bold",
    "dim": "opacity:.7",
    "red": "color:#e5484d",
    "green": "color:#2f9e4f",
    "yellow": "color:#b7791f",
    "blue": "color:#3b82f6",
    "magenta": "color:#c04fd0",
}
PAGE = "font-family:monospace;line-height:1.3;white-space:pre;overflow-x:auto"
PAGE += ";background:none;color:inherit"


class HtmlPrinter(Printer):
    """A printer of HTML: lines are whole, styles are inline, and no text is markup."""

    def __init__(self) -> None:
        self.page = io.StringIO()
        super().__init__(self.page)

    def line(self, *pieces: Piece, hang: int | None = None) -> None:  # noqa: ARG002  none is wrapped
        """Print a line; pieces stand next to each other."""
        self.page.write("".join(map(_span, pieces)).rstrip() + "\n")

    def html(self) -> str:
        """All that was printed, in columns as a terminal has them."""
        return f'<pre style="{PAGE}">{self.page.getvalue()}</pre>'


def _span(piece: Piece) -> str:
    shown = escape(visible(plain(piece)))
    rules = ";".join(CSS[word] for word in style_of(piece).split() if word in CSS)
    return f'<span style="{rules}">{shown}</span>' if rules else shown


def verdict_html(verdict: Verdict) -> str:
    """The page of a verdict: what `rulekit explain FILE` shows."""
    printer = HtmlPrinter()
    show_explanation(printer, verdict, everything=False, about="", hint="verdict.findings")
    return printer.html()


def audit_html(
    manifest: Mapping[str, Any], shards: Sequence[str], tally: Tally, folder: str
) -> str:
    """The page of an audit: what `rulekit explain AUDIT` shows."""
    printer = HtmlPrinter()
    show_overview(printer, manifest, shards)
    show_end(printer, tally, shlex.quote(folder))
    printer.line("here: audit.verdicts(rule=…, near=…) · cause=… · path=… · sample=…, limit=…")
    return printer.html()


def list_html(head: str, verdicts: Iterable[Verdict], shown: int = 0) -> str:
    """The page of a list: the counts of these verdicts, and the first `shown` of them."""
    printer, counts = HtmlPrinter(), Counter[str]()
    rows: list[Row] = [[Styled(name, "bold") for name in ("row", "decision", "reason", "path")]]
    for number, verdict in enumerate(verdicts):
        counts[verdict.decision] += 1
        if number < shown:
            rows.append(_cells(number, verdict))
    total = counts.total()
    told = [f"   {name} {counts[name]:,} ({percent(counts[name], total)})" for name in counts]
    printer.line(Styled(head, "bold"), *told)
    if total:
        printer.table(rows, right=(0,))
    if hidden := total - len(rows[1:]):
        printer.line(f"   {hidden:,} more")
    return printer.html()


def _cells(number: int, verdict: Verdict) -> Row:
    decision = Styled(verdict.decision, DECISION_STYLE[verdict.decision])
    return f"{number:,}", decision, in_short(verdict.reason, CELL), in_short(verdict.path, CELL)
