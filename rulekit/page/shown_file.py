"""One document as a page has it: its verdict, what rules found, and pieces of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from rulekit.core.escape import in_short
from rulekit.core.verdict import Finding, Verdict
from rulekit.page.piece import WHOLE, pieces_of
from rulekit.report.number import quantity

NAME = 300  # characters of a path or an id
SAID = 500  # characters of a message, a reason or a note
QUOTED = 20  # pieces of evidence of a finding


def shown_file(verdict: Verdict, text: str | None, most: int = WHOLE) -> dict[str, Any]:
    """A verdict as plain data, with `most` characters of its text, if that is at hand."""
    findings = sorted(verdict.findings, key=partial(_order, verdict.decided_by))
    quoted = (piece for one in findings if one.outcome == "fail" for piece in one.evidence)
    return {
        "path": in_short(verdict.path, NAME),
        "repo": in_short(verdict.repo or "", NAME),
        "place": "" if not verdict.shard else in_short(verdict.target, NAME),
        "id": in_short(verdict.id or "", NAME),
        "sha256": verdict.sha256 or "",
        "language": verdict.language or "",
        "size": verdict.size,
        "decision": verdict.decision,
        "reason": in_short(verdict.reason, SAID),
        "reasons": list(verdict.reasons),
        "decided": list(verdict.decided_by),
        "score": verdict.score,
        "findings": [_finding(one) for one in findings if one.applies],
        "text": None if text is None else [list(one) for one in pieces_of(text, quoted, most)],
    }


def without_text(file: Mapping[str, Any]) -> dict[str, Any]:
    """The same document without its text, for a page that would be too large."""
    return {**file, "text": None, "cut": file["text"] is not None}


def _order(decided_by: Sequence[str], finding: Finding) -> tuple[int, bool, bool, str]:
    """What decided comes first, then what is flagged, what was not measured, what passed."""
    decides = finding.drops and finding.rule in decided_by
    place = decided_by.index(finding.rule) if decides else len(decided_by)
    return (place, finding.outcome != "fail", finding.outcome == "pass", finding.rule)


def _finding(finding: Finding) -> dict[str, Any]:
    told = {
        "rule": finding.rule,
        "outcome": finding.outcome,
        "action": finding.action,
        "value": finding.value,
        "limit": finding.limit,
        "shown": quantity(finding.value, finding.unit),
        "must": _must_be(finding),
        "bound": finding.bound,
        "margin": finding.margin,
        "from": finding.limit_from,
        "follows": finding.implied_by,
        "message": in_short(finding.message, SAID),
        "note": in_short(finding.note, SAID),
        "quoted": list(_quoted(finding)),
        "count": finding.evidence_count,
    }
    return {name: value for name, value in told.items() if value not in (None, "", [], 0)} | {
        "value": finding.value
    }


def _must_be(finding: Finding) -> str:
    """The limit in the unit that people think in."""
    if finding.limit is None:
        return ""
    return f"{'≥' if finding.bound == 'min' else '≤'} {quantity(finding.limit, finding.unit)}"


def _quoted(finding: Finding) -> Iterator[list[Any]]:
    """Places: first line and column, end line and column, and the text that stands there."""
    for one in finding.evidence[:QUOTED]:
        yield [one.line, one.column, one.end_line, one.end_column, in_short(one.text)]
