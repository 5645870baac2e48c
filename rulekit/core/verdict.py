"""Findings and verdicts: what the rules found, as data."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Literal

from rulekit.core.document import MAX_BYTES, Document, Kind
from rulekit.core.escape import in_short, visible
from rulekit.core.position import Evidence
from rulekit.core.reading import Reading
from rulekit.core.rule import written
from rulekit.core.scorecard import ScorePart

Decision = Literal["keep", "drop", "error"]
Outcome = Literal["pass", "fail", "unmeasured"]
Action = Literal["drop", "flag", "spare"]

EVIDENCE_SHOWN = 20  # pieces of evidence kept per finding; `evidence_count` says how many there are
EVIDENCE_COUNTED = 100_000  # and that there are as many or more, when it is this


@dataclass(frozen=True, repr=False)
class Finding:
    """The outcome of one rule on one document.

    `limit` is the bound that is violated, or the nearer one; `bound` says which end of the range it
    is. `margin` is the distance beyond it: positive when violated. `limit_from` is the layer that
    set it. `action` is what a failure does: drop the document, only flag it, or nothing for the
    spared. An `unmeasured` finding has a note and no value; `applies` is False when a guard of the
    rule was closed, so that it says nothing of this document. `unit` is of value, limit and margin.
    `implied_by` is the rule of the failure that this one follows from; "" when it stands by itself.

    Records and tables of audits have these fields, in this order.
    """

    rule: str
    outcome: Outcome
    action: Action = field(default="drop", kw_only=True)
    value: float | None = None
    limit: float | None = None
    bound: Literal["min", "max"] | None = None
    margin: float | None = None
    limit_from: str | None = None
    unit: str = ""
    implied_by: str = ""
    applies: bool = True
    message: str = ""
    note: str = ""
    evidence: tuple[Evidence, ...] = ()
    evidence_count: int = 0

    @property
    def drops(self) -> bool:
        """True if this finding alone drops the document."""
        return self.outcome == "fail" and self.action == "drop"

    @property
    def excess(self) -> float:
        """How many times the limit the margin is; infinite where nothing at all is allowed."""
        return (self.margin or 0) / abs(self.limit) if self.limit else math.inf

    @property
    def must_be(self) -> str:
        """The limit as people write it: `<= 0.2`, `>= 10`; "" for an unmeasured finding."""
        if self.limit is None:
            return ""
        return f"{'>=' if self.bound == 'min' else '<='} {written(self.limit)}"

    def __repr__(self) -> str:
        spared = f" ({self.action})" if self.outcome == "fail" and not self.drops else ""
        said = in_short(self.message or self.note)
        value = "" if self.value is None else f" {written(self.value)} (must be {self.must_be})"
        told = f": {said}" if said else ""
        return f"<finding {self.outcome}{spared} {self.rule}{value}{told}>"


@dataclass(frozen=True, kw_only=True, repr=False)
class Verdict:
    """The end of one document.

    `decided_by` groups: rule ids, or one of the words of CAUSES. `reason` is the same as a
    sentence. `candidate` is False for what no rule was asked about. `score` is the chance that a
    careful reader keeps the document, by the profile's scorecard, and `score_parts` what each
    signal adds to its log-odds, where everything is to be explained; without a scorecard, the
    weight of the passed rules over that of the measured ones, 0 to 1; None when nothing was
    measured. `shard` and `row` (from 0) say where in a corpus it stood, `repo` what its column of
    repositories says.

    Records and tables of audits have these fields, in this order.
    """

    id: str | None = None
    shard: str | None = None
    row: int | None = None
    path: str = field(kw_only=False)
    repo: str | None = None
    sha256: str | None = None
    size: int | None = None
    language: str | None = None
    kind: Kind | None = None
    natural_language: str | None = None
    detected_by: str | None = None
    candidate: bool = True
    decision: Decision = field(kw_only=False)
    reason: str = field(kw_only=False)
    decided_by: tuple[str, ...] = field(default=(), kw_only=False)
    score: float | None = None
    score_parts: tuple[ScorePart, ...] = ()
    findings: tuple[Finding, ...] = ()
    readings: tuple[tuple[str, Reading], ...] = ()

    @property
    def target(self) -> str:
        """Name of the document for `rulekit explain`: its path, or its row in a shard."""
        return self.path if self.shard is None else f"{self.shard}#row={self.row}"

    @property
    def name(self) -> str:
        """Path of the document, after its place when it stood in a corpus."""
        return self.path if self.shard is None else f"{self.target}  {self.path}"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Of `decided_by`, those that follow from no other."""
        follow = {finding.rule for finding in self.findings if finding.implied_by}
        return tuple(one for one in self.decided_by if one not in follow)

    @property
    def kept(self) -> bool:
        """True if the document stays."""
        return self.decision == "keep"

    def __str__(self) -> str:
        return visible(f"{self.decision}  {self.path}  {self.reason}")

    def __repr__(self) -> str:
        name, reason = in_short(self.name), in_short(self.reason)
        return f"<verdict {self.decision} {name}: {reason}>"

    def _repr_html_(self) -> str:
        """Page of a notebook: what `rulekit explain` shows."""
        # Reports stand above, so import-linter must not see it: a verdict never needs them, only
        # a notebook does, which asks by this name alone.
        shown: str = import_module("rulekit.report.notebook").verdict_html(self)
        return shown


# Words that stand in `decided_by` where no rule decided, and what they mean.
CAUSES: dict[str, str] = {
    "binary": "not a candidate: the bytes are not text",
    "too-large": "not a candidate: over the size that is read",
    "unknown-language": "not a candidate: no language of the table fits its name or content",
    "symbolic-link": "not a candidate: a link found in a directory is not followed",
    "special-file": "not a candidate: a pipe, socket or device is not read",
    "no-rules": "not a candidate: the selection has no rule for its language",
    "min-score": "the score is under the profile's min_score",
    "unmeasured": "no rule of the selection could be measured",
    "unreadable": "the file could not be read",
    "broken-row": "the row of the corpus could not be read",
    "no-content": "the row of the corpus has no text where its content should be",
    "out-of-memory": "there was no memory to read or to judge it",
    "crashed": "the process that judged it died",
    "timed-out": "the process that judged it did not answer in time",
    "failed": "judging it raised an error, which is a bug of rulekit",
}
NO_CANDIDATE = frozenset(
    {"binary", "too-large", "unknown-language", "symbolic-link", "special-file", "no-rules"}
)


def not_judged(
    path: str,
    cause: str,
    reason: str,
    *,
    id: str | None = None,
    sha256: str | None = None,
    size: int | None = None,
) -> Verdict:
    """The verdict on what is no candidate: a drop that no rule decided; `cause` is of CAUSES."""
    return Verdict(path, "drop", reason, (cause,), id=id, sha256=sha256, size=size, candidate=False)


def without_rules(document: Document) -> Verdict:
    """The verdict on a document that the selection has no rule for."""
    reason = no_rules_reason(document.language)
    sha256, size = document.sha256, document.size
    verdict = not_judged(document.id, "no-rules", reason, sha256=sha256, size=size)
    return replace(
        verdict,
        language=document.language,
        kind=document.kind,
        detected_by=document.detected_by or None,
    )


def no_rules_reason(language: str) -> str:
    """Say that the selection has no rule for a language."""
    return f"no rule of the selection is for {language}"


def too_large(path: str, size: int, *, id: str | None = None) -> Verdict:
    """The verdict on a document over MAX_BYTES."""
    return not_judged(path, "too-large", over_limit(size), id=id, size=size)


def over_limit(size: int) -> str:
    """Say how far a size in bytes is over MAX_BYTES."""
    return f"{size / 1e6:.1f} MB, over {MAX_BYTES / 1e6:.0f} MB"


def out_of_memory(path: str, error: MemoryError, *, id: str | None = None) -> Verdict:
    """The verdict on what asked for more memory than there was, here and now."""
    told = f": {error}" if str(error) else ""
    return failed(path, "out-of-memory", f"no memory to judge it{told}", id=id)


def failed(path: str, cause: str, reason: str, *, id: str | None = None) -> Verdict:
    """The verdict on what could not be judged. `cause` is one of CAUSES."""
    return Verdict(path, "error", reason, (cause,), id=id)


def unread(
    path: str, cause: str, reason: str, *, id: str | None = None, size: int | None = None
) -> Verdict:
    """The verdict on what cannot be read: no candidate or an error, by NO_CANDIDATE."""
    if cause in NO_CANDIDATE:
        return not_judged(path, cause, reason, id=id, size=size)
    return failed(path, cause, reason, id=id)
