"""Counting verdicts: what a summary says of a whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict


@dataclass
class Count:
    """Documents of one group."""

    keep: int = 0
    drop: int = 0
    error: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Candidates: what was judged, or should have been."""
        return self.keep + self.drop + self.error

    @property
    def drop_rate(self) -> float:
        """Dropped over all candidates, 0 when there are none."""
        return self.drop / self.total if self.total else 0.0

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        if verdict.decision == "keep":
            self.keep += 1
        elif verdict.decision == "drop":
            self.drop += 1
        else:
            self.error += 1
        self.reasons.update(verdict.decided_by)


@dataclass
class Reason:
    """What one rule (or other cause) did: documents it dropped, those that it alone did, bytes."""

    drops: int = 0
    errors: int = 0
    alone: int = 0
    alone_bytes: int = 0
    flags: int = 0


@dataclass
class Tally:
    """Everything that is counted in a run. Documents that are no candidates are counted apart."""

    all: Count = field(default_factory=Count)
    by_language: dict[str, Count] = field(default_factory=dict)
    by_folder: dict[str, Count] = field(default_factory=dict)
    by_reason: dict[str, Reason] = field(default_factory=dict)
    not_judged: Counter[str] = field(default_factory=Counter)
    unmeasured: Counter[tuple[str, str]] = field(default_factory=Counter)
    bytes: int = 0

    def add(self, verdict: Verdict) -> None:
        """Count one verdict."""
        if not verdict.candidate:
            self.not_judged.update(verdict.decided_by)
            return
        self.bytes += verdict.size or 0
        self.all.add(verdict)
        self.by_language.setdefault(verdict.language or "unknown", Count()).add(verdict)
        folder = verdict.path.rpartition("/")[0] or "."
        self.by_folder.setdefault(folder, Count()).add(verdict)
        self._reasons(verdict)
        for finding in verdict.findings:
            if finding.outcome == "unmeasured" and finding.applies:
                self.unmeasured[finding.rule, finding.note] += 1

    def _reasons(self, verdict: Verdict) -> None:
        for cause in verdict.decided_by:
            reason = self.by_reason.setdefault(cause, Reason())
            reason.drops += verdict.decision == "drop"
            reason.errors += verdict.decision == "error"
            if len(verdict.decided_by) == 1:
                reason.alone += 1
                reason.alone_bytes += verdict.size or 0
        for finding in verdict.findings:
            if finding.outcome == "fail" and finding.action != "drop":
                self.by_reason.setdefault(finding.rule, Reason()).flags += 1
