"""Why one file was kept or dropped: every rule, what set its limit, where, what would flip it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from rulekit.core.position import PATH
from rulekit.core.verdict import Finding, Verdict
from rulekit.report.advice import show_advice, show_score_advice
from rulekit.report.excerpt import show_finding
from rulekit.report.finding import asks_whether, compared, in_words, limit, reasons
from rulekit.report.number import number, plural, quantity, size
from rulekit.report.pieces import DECISION_STYLE, Row, Styled
from rulekit.report.printer import Printer

NEAR = 0.2  # a passed rule within this share of its limit is shown without --all
NEAREST = 3  # passed rules that are shown of a kept file, however far they are
NAME = 56  # characters of a signal's name that its numbers stand beside
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
    base: float | None = None,
) -> None:
    """The whole story of one verdict.

    `about` names grammar and profile; `place` is the file as rulekit.toml's folder sees it; `hint`
    says how to see what is left out; `base` is what the points of a scorecard are added to.
    """
    _show_head(printer, verdict, about)
    near = nearest(verdict)
    first = [*reasons(verdict.findings), *near]
    places = {one.rule: place for place, one in enumerate(first)}
    ordered = sorted(
        verdict.findings, key=lambda one: (_rank(one, near), places.get(one.rule, len(first)))
    )
    for finding in reasons(ordered):
        if not finding.implied_by:
            printer.line()
            show_finding(printer, verdict, finding, excerpts=excerpts)
    shown = [one for one in ordered if everything or _rank(one, near) < len(MARKS)]
    if shown:
        printer.line()
        _show_table(printer, shown, near)
    if hidden := [one for one in ordered if one not in shown]:
        printer.line(f"   {_told_of(hidden)} ({hint})")
    by_score = verdict.decided_by == ("min-score",)
    if (everything or by_score) and verdict.score is not None:
        _show_score(printer, verdict, base)
    if by_score:
        show_score_advice(printer, place or verdict.path)
    show_advice(printer, place or verdict.path, [one for one in reasons(ordered) if one.drops])
    if verdict.decided_by == ("unknown-language",) and verdict.shard is None:
        file = shlex.quote(verdict.path)
        printer.line(f"As another file: rulekit explain - --stdin-filename NAME < {file}")


def _show_score(printer: Printer, verdict: Verdict, base: float | None) -> None:
    """The score, and what adds up to it."""
    if base is None and not verdict.score_parts:
        told = "the weight of the rules that passed over that of all that were measured"
        printer.line(f"   score {verdict.score:.2f}: {told}")
        return
    told = "the chance that a careful reader keeps it, by the points of the profile's scorecard"
    printer.line(f"   score {verdict.score:.2f}: {told}")
    rows: list[Row] = [[Styled(head, "bold") for head in ("points", "signal", "value")]]
    ordered = sorted(verdict.score_parts, key=lambda one: (-abs(one.points), one.signal))
    rows += [(f"{base:+.2f}", "to begin with", "")] if base is not None else []
    rows += [(f"{one.points:+.2f}", one.signal, number(one.value)) for one in ordered]
    printer.table(rows, right=(0, 2), indent=4)


def _show_head(printer: Printer, verdict: Verdict, about: str) -> None:
    language = f"{verdict.language} ({verdict.detected_by})" if verdict.language else "no language"
    natural_language = f"in {verdict.natural_language}" if verdict.natural_language else ""
    facts = "   ".join(
        part for part in (language, natural_language, size(verdict.size), about) if part
    )
    printer.line(Styled(verdict.name, "bold"), f"   {facts}")
    word = verdict.decision.upper() if verdict.candidate else "NOT JUDGED"
    printer.line(Styled(word, DECISION_STYLE[verdict.decision]), f"  {sentence(verdict)}")


def sentence(verdict: Verdict) -> str:
    """The decision as a colleague would tell it."""
    dropping = [one for one in reasons(verdict.findings) if one.drops]
    if dropping:
        first, *others = dropping
        asked = f"; {words}" if (words := in_words(first)) else ""
        alone = sum(not one.implied_by for one in others)
        more = f" (and {plural(alone, 'other reason')})" if alone else ""
        return f"{first.message}{asked}{more}"
    near = nearest(verdict)
    if verdict.decision != "keep" or not near:
        return verdict.reason
    told = ", then ".join(f"{one.rule} ({compared(one)})" for one in near[:2])
    how = "near a limit" if _is_near(near[0]) else "no limit is near, the nearest is"
    return f"{verdict.reason}; {how}: {told}"


def nearest(verdict: Verdict) -> list[Finding]:
    """The passed rules nearest to their limits, by the share of the limit that is left.

    Those within NEAR of it, and of a kept document NEAREST at the least. A rule that asks whether
    there is any has no distance.
    """
    passed = [
        one
        for one in verdict.findings
        if one.outcome == "pass" and one.limit and not asks_whether(one)
    ]
    ordered = sorted(passed, key=lambda one: (-one.excess, one.rule))
    close = [one for one in ordered if _is_near(one)]
    return close if len(close) > NEAREST or not verdict.kept else ordered[:NEAREST]


def _is_near(finding: Finding) -> bool:
    return -finding.excess <= NEAR


def _told_of(hidden: Sequence[Finding]) -> str:
    """Findings that are not shown, counted; of what could not be measured it is said why."""
    unknown = [one.note for one in hidden if one.outcome == "unmeasured" and one.applies]
    others = len(hidden) - len(unknown)
    parts = [f"{others:,} more passed or did not apply"] if others else []
    if unknown:
        parts.append(f"{len(unknown):,} not measured: {', '.join(dict.fromkeys(unknown))}")
    return "; ".join(parts)


def _rank(finding: Finding, near: Sequence[Finding]) -> int:
    """Place in the table: dropping, failed, near; len(MARKS) and more is not shown."""
    if finding.outcome == "fail":
        return 0 if finding.drops else 1
    return 2 if finding in near else len(MARKS) + (finding.outcome == "unmeasured")


def _show_table(printer: Printer, findings: Sequence[Finding], near: Sequence[Finding]) -> None:
    heads = ("", "rule", "value", "must be", "limit from", "where")
    rows: list[Row] = [[Styled(head, "bold") for head in heads]]
    rows += [_row(finding, near) for finding in findings]
    printer.table(rows, right=(2,))


def _row(finding: Finding, near: Sequence[Finding]) -> Row:
    if finding.outcome == "unmeasured":
        text = f"not measured: {finding.note}" if finding.applies else finding.note
        return (MARKS["unmeasured"], finding.rule, "—", "", "", Styled(text, "dim"))
    close = finding in near and _is_near(finding)
    mark = Styled("~", "yellow") if close else MARKS[finding.outcome]
    if finding.outcome == "fail" and not finding.drops:
        mark = Styled("!", "yellow")
    return (
        mark,
        finding.rule,
        quantity(finding.value, finding.unit),
        limit(finding),
        finding.limit_from or "",
        _where(finding),
    )


def _where(finding: Finding) -> str:
    if finding.implied_by:
        return f"follows from {finding.implied_by}"
    lines = list(dict.fromkeys(evidence.line for evidence in finding.evidence))
    if lines == [PATH]:
        return "the path"
    if not lines:
        return "whole file" if finding.outcome == "fail" else ""
    more = finding.evidence_count - LINES
    shown = f"line {', '.join(map(str, lines[:LINES]))}"
    return f"{shown} (+{more:,})" if more > 0 and len(lines) > LINES else shown


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
        value = quantity(reading.value, units.get(name, ""))
        if len(name) > NAME:  # of a long pattern: the numbers stand beneath
            rows.append((name,))
        rows.append((name if len(name) <= NAME else "", value, Styled(unit, "dim"), limits))
    printer.table(rows, right=(1,))
