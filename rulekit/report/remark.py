"""Remarks: what reports for editors, CI and spreadsheets say of a file, one for each reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rulekit.report.finding import compared, followers, reasons

if TYPE_CHECKING:
    from rulekit.core.verdict import Finding, Verdict


class Remark(NamedTuple):
    """A reason of a file: a failed rule that follows from no other, or a cause that is no rule.

    `rule` is its id, or one of CAUSES. `action` is what it does: `drop`, `flag` or `spare`, or
    `error` for a file that could not be judged. Lines and columns are 1-based, the end is
    exclusive; all are 0 where the whole file or its path is meant.
    """

    rule: str
    action: str
    text: str
    finding: Finding | None = None
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def remarks(verdict: Verdict) -> Iterator[Remark]:
    """The remarks on a file, the one that says the most first; none on a file without fault."""
    failed = reasons(verdict.findings)
    for finding in failed:
        if not finding.implied_by:
            yield _of(finding, len(followers(finding, failed)))
    if verdict.decision != "keep" and not any(finding.drops for finding in failed):
        cause = verdict.decided_by[0] if verdict.decided_by else verdict.decision
        yield Remark(cause, verdict.decision, verdict.reason)


def _of(finding: Finding, follow: int) -> Remark:
    against = f" ({shown})" if (shown := compared(finding)) else ""
    more = f" (+{follow} that follow{'s' if follow == 1 else ''})" if follow else ""
    place = (0, 0, 0, 0)
    if finding.evidence and finding.evidence[0].line:
        first = finding.evidence[0]
        place = (first.line, first.column, first.end_line, first.end_column)
    return Remark(
        finding.rule, finding.action, f"{finding.message}{against}{more}", finding, *place
    )
