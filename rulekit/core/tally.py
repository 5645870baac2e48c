"""Counting verdicts: what a summary says of a whole run."""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from typing import TYPE_CHECKING, Any

from rulekit.core.dataclass import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

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

    def merge(self, other: Count) -> None:
        """Count what another has counted."""
        self.keep += other.keep
        self.drop += other.drop
        self.error += other.error
        self.reasons.update(other.reasons)

    def add(self, verdict: Verdict, documents: int = 1) -> None:
        """Count the verdict on some documents."""
        if verdict.decision == "keep":
            self.keep += documents
        elif verdict.decision == "drop":
            self.drop += documents
        else:
            self.error += documents
        for cause in verdict.decided_by[:1]:  # the one that says the most
            self.reasons[cause] += documents


@dataclass
class Reason:
    """Documents that one rule or cause dropped, those that it alone did, and their bytes.

    A rule and those whose failures follow from it are one reason, which is the first one's.
    """

    drop: int = 0
    error: int = 0
    only_reason: int = 0
    only_reason_bytes: int = 0
    flagged: int = 0

    def merge(self, other: Reason) -> None:
        """Count what another has counted."""
        for name, number in vars(other).items():
            setattr(self, name, getattr(self, name) + number)


@dataclass
class Tally:
    """Counts of a run. Documents that are no candidates are counted apart.

    Folders are not counted where they are as many as the documents: `by_folder` is None then.
    `known` are those with reasons, of which a baseline knows each one; they are counted in all
    other numbers, too.
    """

    all: Count = field(default_factory=Count)
    by_language: dict[str, Count] = field(default_factory=dict)
    by_folder: dict[str, Count] | None = field(default_factory=dict)
    by_reason: dict[str, Reason] = field(default_factory=dict)
    not_judged: Counter[str] = field(default_factory=Counter)
    unmeasured: Counter[tuple[str, str]] = field(default_factory=Counter)
    bytes: int = 0
    known: int = 0

    def add(self, verdict: Verdict, documents: int = 1) -> None:
        """Count the verdict on a document, or on some, of which its `size` is that of all."""
        if not verdict.candidate:
            for cause in verdict.decided_by:
                self.not_judged[cause] += documents
            return
        self.bytes += verdict.size or 0
        self.all.add(verdict, documents)
        self.by_language.setdefault(verdict.language or "unknown", Count()).add(verdict, documents)
        if self.by_folder is not None:
            folder = verdict.path.rpartition("/")[0] or "."
            self.by_folder.setdefault(folder, Count()).add(verdict, documents)
        self._reasons(verdict, documents)
        for finding in verdict.findings:
            if finding.outcome == "unmeasured" and finding.applies:
                self.unmeasured[finding.rule, finding.note] += documents

    def _reasons(self, verdict: Verdict, documents: int) -> None:
        reasons = verdict.reasons
        for cause in verdict.decided_by:
            reason = self.by_reason.setdefault(cause, Reason())
            reason.drop += documents * (verdict.decision == "drop")
            reason.error += documents * (verdict.decision == "error")
            if reasons == (cause,):
                reason.only_reason += documents
                reason.only_reason_bytes += verdict.size or 0
        for finding in verdict.findings:
            if finding.outcome == "fail" and finding.action != "drop":
                self.by_reason.setdefault(finding.rule, Reason()).flagged += documents

    @property
    def total(self) -> int:
        """All documents, those too that are no candidates."""
        return self.all.total + self.not_judged.total()

    def merge(self, other: Tally) -> None:
        """Count what another has counted; its folders are left out."""
        self.all.merge(other.all)
        for language, count in other.by_language.items():
            self.by_language.setdefault(language, Count()).merge(count)
        for name, reason in other.by_reason.items():
            self.by_reason.setdefault(name, Reason()).merge(reason)
        self.not_judged.update(other.not_judged)
        self.unmeasured.update(other.unmeasured)
        self.bytes += other.bytes
        self.known += other.known

    def totals(self) -> dict[str, Any]:
        """The counts as plain data, sorted; those of folders and of baselines are left out.

        Groups and reasons have the fields of their types.
        """
        return {
            "files": self.all.total,
            "keep": self.all.keep,
            "drop": self.all.drop,
            "error": self.all.error,
            "bytes": self.bytes,
            "not_judged": dict(sorted(self.not_judged.items())),
            "by_language": {
                name: {**vars(count), "reasons": dict(sorted(count.reasons.items()))}
                for name, count in sorted(self.by_language.items())
            },
            "by_reason": {
                name: {**vars(reason)} for name, reason in sorted(self.by_reason.items())
            },
            "unmeasured": [
                {"rule": rule, "because": note, "files": count}
                for (rule, note), count in sorted(self.unmeasured.items())
            ],
        }

    @staticmethod
    def of(totals: Mapping[str, Any]) -> Tally:
        """The counts that `totals` told."""
        tally = Tally(by_folder=None, bytes=totals["bytes"])
        for name, count in totals["by_language"].items():
            tally.by_language[name] = Count(**{**count, "reasons": Counter(count["reasons"])})
            tally.all.merge(tally.by_language[name])
        for name, reason in totals["by_reason"].items():
            tally.by_reason[name] = Reason(**reason)
        tally.not_judged.update(totals["not_judged"])
        for one in totals["unmeasured"]:
            tally.unmeasured[one["rule"], one["because"]] = one["files"]
        return tally
