"""Evidence as a reader of compilers expects it: the place, the line, a pointer under it."""

from __future__ import annotations

from rulekit.core.escape import visible
from rulekit.core.position import Evidence
from rulekit.core.verdict import Finding
from rulekit.report.number import number
from rulekit.report.printer import Printer, Styled

BAR = 20  # characters of a bar


def show_finding(printer: Printer, path: str, finding: Finding, *, excerpts: int = 1) -> None:
    """A failed rule: what it found, how far over, and the first places."""
    style = "bold red" if finding.drops else "yellow"
    label = "" if finding.drops else f"  ({finding.action})"
    rule = Styled(f"{finding.rule:<24}", style)
    printer.line("  ", rule, f"  {finding.message}{label}")
    beyond = "short" if finding.bound == "min" else "over"
    over = (
        f"limit {finding.must_be}   {beyond} by {number(finding.margin)}   ({finding.limit_from})"
    )
    drawn = "  ".join(part for part in (number(finding.value), bar(finding), over) if part)
    printer.line("    ", Styled(drawn, "dim"))
    for i, evidence in enumerate(finding.evidence[:excerpts]):
        more = finding.evidence_count - excerpts
        last = i == min(excerpts, len(finding.evidence)) - 1
        show_evidence(printer, path, evidence, f"  (+{more} more)" if last and more > 0 else "")


def show_evidence(printer: Printer, path: str, evidence: Evidence, more: str = "") -> None:
    """Show one place: position, line, pointer."""
    printer.line("    ", Styled("--> ", "blue"), f"{path}:{evidence.line}:{evidence.column}{more}")
    if not evidence.source:
        return
    lead = visible(evidence.source[: evidence.source_column - 1])
    rest = evidence.source[evidence.source_column - 1 :]
    covered = evidence.end_column - evidence.column if evidence.line == evidence.end_line else None
    marked = visible(rest[:covered] if covered is not None else rest)
    margin = f"{evidence.line:>6}"
    printer.line(Styled(f"{margin} | ", "blue"), visible(evidence.source))
    printer.line(
        Styled(f"{' ' * 6} | ", "blue"), " " * len(lead), Styled("^" * max(1, len(marked)), "red")
    )


def bar(finding: Finding) -> str:
    """Value against limit: `#` up to the limit, `=` beyond it, `.` what is missing to it."""
    limit = finding.limit
    if finding.value is None or limit is None or finding.value < 0 or limit <= 0:
        return ""
    scale = BAR / max(finding.value, limit)
    low = max(0, round(scale * min(finding.value, limit)))
    rest = "=" if finding.value > limit else "."
    return f"|{'#' * low}|{rest * (BAR - low)}|"
