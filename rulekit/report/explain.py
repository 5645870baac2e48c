"""Why one file was kept or dropped: every rule, what set its limit, where, what would flip it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rulekit.core.verdict import Finding, Verdict
from rulekit.report.excerpt import show_evidence
from rulekit.report.number import number, plural, signed, size
from rulekit.report.printer import DECISION_STYLE, Printer, Row, Styled

NEAR = 0.2  # a passed rule within this share of its limit is shown without --all
LINES = 3  # line numbers shown in the table

MARKS = {"fail": Styled("✗", "red"), "pass": Styled("✓", "green"), "unmeasured": Styled("-", "dim")}


def show_explanation(
    printer: Printer,
    verdict: Verdict,
    *,
    everything: bool,
    about: str,
    place: str = "",
    excerpts: int = 3,
    hint: str = "--all",
) -> None:
    """The whole story of one verdict.

    `about` names grammar and profile; `place` is the file as rulekit.toml's folder sees it; `hint`
    says how to see what is left out.
    """
    _show_head(printer, verdict, about)
    ordered = sorted(verdict.findings, key=_importance)
    shown = [finding for finding in ordered if everything or _matters(finding)]
    if shown:
        printer.line()
        _show_table(printer, shown)
    if hidden := len(ordered) - len(shown):
        printer.line(f"   {hidden} more passed or did not apply ({hint})")
    for finding in ordered:
        if finding.outcome == "fail":
            _show_places(printer, verdict.path, finding, excerpts)
    _show_advice(printer, place or verdict.path, [one for one in ordered if one.drops])


def _show_head(printer: Printer, verdict: Verdict, about: str) -> None:
    language = f"{verdict.language} ({verdict.detected_by})" if verdict.language else "no language"
    natural_language = f"in {verdict.natural_language}" if verdict.natural_language else ""
    facts = "   ".join(
        part for part in (language, natural_language, size(verdict.size), about) if part
    )
    printer.line(Styled(verdict.name, "bold"), f"   {facts}")
    decided = f"   decided by {', '.join(verdict.decided_by)}" if verdict.decided_by else ""
    score = "" if verdict.score is None else f"   score {verdict.score:.2f}"
    decision = Styled(verdict.decision.upper(), DECISION_STYLE[verdict.decision])
    printer.line(decision, decided, score)
    if not verdict.findings:
        printer.line(verdict.reason)


def _importance(finding: Finding) -> tuple[int, str]:
    rank = 0 if finding.drops else 1 if finding.outcome == "fail" else 2 if _near(finding) else 3
    return (rank + (finding.outcome == "unmeasured"), finding.rule)


def _near(finding: Finding) -> bool:
    """True if a passed rule came near its limit."""
    if finding.outcome != "pass" or finding.margin is None or not finding.limit:
        return False
    return -finding.margin <= NEAR * abs(finding.limit)


def _matters(finding: Finding) -> bool:
    if finding.outcome == "unmeasured":
        return finding.applies
    return finding.outcome == "fail" or _near(finding)


def _show_table(printer: Printer, findings: Sequence[Finding]) -> None:
    heads = ("", "rule", "value", "must be", "margin", "limit from", "where")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    rows += [_row(finding) for finding in findings]
    printer.table(rows, right=(2, 4))


def _row(finding: Finding) -> Row:
    if finding.outcome == "unmeasured":
        text = f"not measured: {finding.note}" if finding.applies else finding.note
        return (MARKS["unmeasured"], finding.rule, "—", "", "", "", Styled(text, "dim"))
    mark = Styled("~", "yellow") if _near(finding) else MARKS[finding.outcome]
    if finding.outcome == "fail" and not finding.drops:
        mark = Styled("!", "yellow")
    return (
        mark,
        finding.rule,
        number(finding.value),
        finding.must_be,
        signed(finding.margin),
        finding.limit_from or "",
        _where(finding),
    )


def _where(finding: Finding) -> str:
    lines = list(dict.fromkeys(evidence.line for evidence in finding.evidence))
    if not lines:
        return "whole file" if finding.outcome == "fail" else ""
    more = finding.evidence_count - LINES
    shown = ", ".join(map(str, lines[:LINES]))
    return f"{shown} (+{more})" if more > 0 and len(lines) > LINES else shown


def _show_places(printer: Printer, path: str, finding: Finding, excerpts: int) -> None:
    printer.line()
    note = f"  ({finding.note})" if finding.note else ""
    printer.line("  ", Styled(finding.rule, "bold red"), f"  {finding.message}{note}")
    for i, evidence in enumerate(finding.evidence[:excerpts]):
        more = finding.evidence_count - excerpts
        text = f"  (+{more} more)" if more > 0 and i == excerpts - 1 else ""
        show_evidence(printer, path, evidence, text)


def _show_advice(printer: Printer, place: str, dropping: Sequence[Finding]) -> None:
    if not dropping:
        return
    printer.line()
    for finding in dropping:
        places = f" over {plural(finding.evidence_count, 'place')}" if finding.evidence else ""
        reads = f"it reads {number(finding.value)}{places}"
        printer.line(f"To keep this file: {finding.rule} must read {finding.must_be}; {reads}.")
    rules = ", ".join(f'"{finding.rule}"' for finding in dropping)
    pattern = "".join(f"\\{c}" if c in "*?[]\\" else c for c in f"/{place}")
    printer.line("Or in rulekit.toml:")
    printer.line("  [[override]]")
    printer.line(f"  paths = ['{pattern}']")
    printer.line(f"  skip = [{rules}]")
    printer.line('  reason = "…"')


def show_readings(
    printer: Printer,
    verdict: Verdict,
    units: Mapping[str, str],
    uses: Mapping[str, Sequence[str]],
    config: str = "",
) -> None:
    """Show the numbers that were measured, with units and the limits that use them.

    `config` is the rulekit.toml that they come from, if any do.
    """
    by = f"   {config}" if config else ""
    printer.line(Styled(verdict.path, "bold"), f"   {verdict.language or verdict.reason}{by}")
    heads = ("signal", "value", "unit", "limits")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    for name, reading in verdict.readings:
        limits = ", ".join(uses.get(name, ()))
        unit = units.get(name, "") if reading.value is not None else f"({reading.note})"
        rows.append((name, number(reading.value), Styled(unit, "dim"), limits))
    printer.table(rows, right=(1,))
