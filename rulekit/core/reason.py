"""The reason of a verdict as a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rulekit.core.scorecard import ScorePart
    from rulekit.core.verdict import Finding

TOLD = 3  # signals that are named where the score decides


def reason(findings: Sequence[Finding], decided_by: tuple[str, ...]) -> str:
    """Say what rules decided, or how many did not."""
    if decided_by == ("unmeasured",):
        return f"nothing could be measured: {next(one.note for one in findings if one.applies)}"
    if decided_by:
        first = next(finding for finding in findings if finding.rule == decided_by[0])
        more = f" (+{len(decided_by) - 1} more)" if len(decided_by) > 1 else ""
        return f"{first.rule}: {first.message}{more}"
    counts = Counter(finding.outcome for finding in findings)
    return kept_reason(counts["pass"], counts["fail"], counts["unmeasured"])


def kept_reason(passed: int, failed: int, unmeasured: int) -> str:
    """Say of how many rules nothing drops a document."""
    told_of = [f"{passed} {'rule' if passed == 1 else 'rules'} passed"]
    told_of += [f"{failed} failed without dropping"] if failed else []
    told_of += [f"{unmeasured} did not apply or measure"] if unmeasured else []
    return ", ".join(told_of)


def score_reason(score: float | None, min_score: float, parts: Sequence[ScorePart]) -> str:
    """Say how low a score is, and what it is low for."""
    worst = sorted(parts, key=lambda part: (part.points, part.signal))[:TOLD]
    told = ", ".join(f"{one.signal} {one.value:.4g}" for one in worst if one.points < 0)
    because = f", most of all for {told}" if told else ""
    return f"score {score:.2f} is under {min_score:g}{because}"
