"""Evidence as a reader of compilers expects it: the place, the line, a pointer under it."""

from __future__ import annotations

from rulekit.core.escape import visible
from rulekit.core.position import Evidence
from rulekit.core.verdict import EVIDENCE_COUNTED, Finding, Verdict
from rulekit.report.finding import compared, followers, reasons
from rulekit.report.pieces import DECISION_STYLE, Styled
from rulekit.report.printer import Printer

BEFORE = 8  # characters that are shown before a span in a line that is too long


def show_verdict(printer: Printer, verdict: Verdict) -> None:
    """A file with its reasons: each that stands by itself, its first place, and what follows."""
    decision = Styled(f"{verdict.decision:<5}", DECISION_STYLE[verdict.decision])
    printer.line(decision, " ", Styled(verdict.name, "bold"))
    failed = reasons(verdict.findings)
    if not any(finding.drops for finding in failed):
        printer.line("  ", verdict.reason)
    for finding in failed:
        if not finding.implied_by:
            show_finding(printer, verdict, finding)


def show_finding(
    printer: Printer, verdict: Verdict, finding: Finding, *, excerpts: int = 1
) -> None:
    """A failed rule: what it found against its limit, the first places, and what follows."""
    style = "bold red" if finding.drops else "yellow"
    label = "" if finding.drops else f" ({finding.note or finding.action})"
    against = f" ({shown})" if (shown := compared(finding)) else ""
    printer.line("  ", Styled(finding.rule, style), f"  {finding.message}{against}{label}")
    show_places(printer, verdict.path, finding, excerpts)
    if follow := followers(finding, verdict.findings):
        told = ", ".join(f"{one.rule} ({compared(one)})" for one in follow if compared(one))
        rest = ", ".join(one.rule for one in follow if not compared(one))
        printer.line("    ", Styled(f"and so: {', '.join(filter(None, (told, rest)))}", "dim"))


def show_places(printer: Printer, path: str, finding: Finding, excerpts: int) -> None:
    """The first places of a finding, and how many more there are."""
    shown = finding.evidence[:excerpts]
    for i, evidence in enumerate(shown, 1):
        show_evidence(printer, path, evidence, _more(finding, i) if i == len(shown) else "")


def _more(finding: Finding, shown: int) -> str:
    """The number of places that are not shown, which may not have been counted to the end."""
    more = finding.evidence_count - shown
    least = "at least " if finding.evidence_count >= EVIDENCE_COUNTED else ""
    return f"  (+{least}{more:,} more)" if more > 0 else ""


def show_evidence(printer: Printer, path: str, evidence: Evidence, more: str = "") -> None:
    """Show one place: position, line, pointer. Of a line that is too long, the part around it."""
    place = f":{evidence.line}:{evidence.column}" if evidence.line else "  the path"
    printer.line("    ", Styled("--> ", "blue"), f"{path}{place}{more}")
    if not evidence.source:
        return
    lead = visible(evidence.source[: evidence.source_column - 1])
    rest = evidence.source[evidence.source_column - 1 :]
    covered = evidence.end_column - evidence.column if evidence.line == evidence.end_line else None
    marked = visible(rest[:covered] if covered is not None else rest)
    margin = f"{evidence.line or '':>6} | "
    room = None if printer.width is None else max(10, printer.width - len(margin))
    source, at, long = window(visible(evidence.source), len(lead), len(marked), room)
    printer.line(Styled(margin, "blue"), source)
    blank = " " * (len(margin) - 2)
    printer.line(Styled(f"{blank}| ", "blue"), " " * at, Styled("^" * long, "red"))


def window(source: str, at: int, long: int, room: int | None) -> tuple[str, int, int]:
    """As much of a line as there is room for, with a span in it: the text, its place and length."""
    if room is None or len(source) <= room:
        return source, at, max(1, long)
    begin = 0 if at + min(long, room - BEFORE) < room else at - BEFORE
    text = source[begin : begin + room]
    if begin:
        text = f"…{text[1:]}"
    if begin + room < len(source):
        text = f"{text[:-1]}…"
    return text, at - begin, max(1, min(long, room - (at - begin)))
