"""Judging one document: read its signals, ask its rules, show where."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from rulekit.core.document import MAX_BYTES, Document, without_surrogates
from rulekit.core.evidence import with_evidence
from rulekit.core.judge import decide, judge, score
from rulekit.core.location import NOWHERE, Location
from rulekit.core.signal import Signal
from rulekit.core.verdict import (
    Verdict,
    not_judged,
    out_of_memory,
    too_large,
    unread,
)
from rulekit.files.discover import FoundFile
from rulekit.files.locations import Locations
from rulekit.files.read import read
from rulekit.files.repository import printable
from rulekit.hooks.reader import BrokenRow
from rulekit.language.encoding import NotText, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rulekit.core.judged_rows import JudgedRows
    from rulekit.core.reading import Reading
    from rulekit.core.scorecard import ScorePart
    from rulekit.core.verdict import Finding
    from rulekit.plan.plan import Plan

TOLD = 3  # signals that are named where the score decides


class Engine:
    """Judges documents by one plan. The same document gives the same verdict, always."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.read: Callable[[Signal, Document], Reading] = Signal.read  # to be looked over

    def check_text(
        self, text: str, path: str = "untitled", id: str | None = None, language: str = ""
    ) -> Verdict:
        """The verdict on a text; `path` names the file that it would be and tells the language.

        `language` is a hint, used when path and text do not decide.
        """
        data = without_surrogates(text).encode()
        if len(data) > MAX_BYTES:
            return too_large(path, len(data), id=id)
        sha256 = hashlib.sha256(data).hexdigest()
        return self._check(text, path, id, sha256, len(data), language, NOWHERE)

    def check_bytes(
        self,
        data: bytes,
        path: str = "untitled",
        id: str | None = None,
        language: str = "",
        *,
        location: Location = NOWHERE,
    ) -> Verdict:
        """The verdict on a file's bytes, decoded first.

        `location` is its place in a repository.
        """
        if len(data) > MAX_BYTES:
            return too_large(path, len(data), id=id)
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            text = decode(data)
        except NotText as reason:
            return not_judged(path, "binary", str(reason), id=id, sha256=sha256, size=len(data))
        return self._check(text, path, id, sha256, len(data), language, location)

    def check_path(self, path: str | os.PathLike[str]) -> Verdict:
        """The verdict on a file. Whatever is wrong with it is in the verdict; nothing is raised."""
        file = os.fspath(path)
        found = FoundFile(printable(file), file, location=Locations().of(file))
        data = read(found)
        if isinstance(data, BrokenRow):
            return unread(found.path, data.cause, data.note, size=data.size)
        return self.check_bytes(data, found.path, location=found.location)

    def check_many(
        self, rows: Iterable[object], *, columns: str = "", language: str = ""
    ) -> JudgedRows:
        """The verdicts on many texts or rows, in order, each judged when it is asked for.

        `rows` are texts, mappings (the rows of a `datasets.Dataset`), a DataFrame or a table of
        Arrow. Columns are detected as `rulekit filter` does, by the names of a table, of the first
        hundred rows of a list, or of the first row of an iterator that has a text;
        `columns="content=text,path=file"` says them. `language` is a hint where path and text do
        not decide. What is wrong with a row is its verdict, an `error`; what an iterator raises is
        raised. Raises UsageError when there are no rows, or no column of texts.

        Rows are judged in this process, one after the other, and a text on which a parser crashes
        ends it: `rulekit filter` uses all cores, and processes that it watches.
        """
        # What reads rows stands above: import-linter must not see it, as texts need none of it.
        judged: JudgedRows = import_module("rulekit.adapters.many").judged_rows(
            self, rows, columns, language
        )
        return judged

    def _check(
        self,
        text: str,
        path: str,
        id: str | None,
        sha256: str,
        size: int,
        hint: str,
        location: Location,
    ) -> Verdict:
        try:
            document = self.plan.languages.document(
                text, path, hint=hint, sha256=sha256, size=size, location=location
            )
            if document:
                return replace(self.check(document), id=id)
        except MemoryError as error:  # whatever was read by then, another machine reads more
            return out_of_memory(path, error, id=id)
        reason = "no known language has this name or content"
        return not_judged(path, "unknown-language", reason, id=id, sha256=sha256, size=size)

    def __repr__(self) -> str:
        return f"<engine: {self.plan.summary}>"

    def check(self, document: Document) -> Verdict:
        """The verdict on a document whose language is known."""
        rule_set = self.plan.rules_for(document)
        if not rule_set.rules:
            return _without_rules(document)
        readings = {signal.name: self.read(signal, document) for signal in rule_set.signals}
        findings = judge(rule_set.rules, readings, document.sha256, self.plan.seed)
        card = self.plan.scorecard
        parts = card.parts(readings, dropped=any(finding.drops for finding in findings))
        passed = score(rule_set.rules, findings)
        total = card.score(parts) if card.terms and passed is not None else passed
        decision, decided_by = decide(findings, total, rule_set.min_score)
        findings = [
            with_evidence(document, rule, finding, everywhere=self.plan.options.all_evidence)
            for rule, finding in zip(rule_set.rules, findings, strict=True)
        ]
        return Verdict(
            path=document.id,
            decision=decision,
            reason=_reason(findings, decided_by, total, rule_set.min_score, parts),
            decided_by=decided_by,
            sha256=document.sha256,
            size=document.size,
            language=document.language,
            kind=document.kind,
            natural_language=document.natural_language.id if document.natural_language else None,
            detected_by=document.detected_by or None,
            score=total,
            score_parts=tuple(parts) if self.plan.options.all_evidence else (),
            findings=tuple(findings),
            readings=self._readings(document, readings),
        )

    def _readings(
        self, document: Document, readings: dict[str, Reading]
    ) -> tuple[tuple[str, Reading], ...]:
        """The readings that were asked for: none, those that rules used, or all.

        Signals that no rule asks for are read apart, so that they change no verdict: a query for
        more captures has more matches in progress, and may have too many.
        """
        if self.plan.options.all_signals:
            other = self.plan.catalog.languages.reread(document)
            signals = self.plan.all_signals(document.language, document.kind)
            more = {one.name: one.read(other) for one in signals if one.name not in readings}
            return tuple(sorted((readings | more).items()))
        return tuple(sorted(readings.items())) if self.plan.options.used_signals else ()


def _without_rules(document: Document) -> Verdict:
    reason = f"no rule of the selection is for {document.language}"
    sha256, size = document.sha256, document.size
    verdict = not_judged(document.id, "no-rules", reason, sha256=sha256, size=size)
    return replace(
        verdict,
        language=document.language,
        kind=document.kind,
        detected_by=document.detected_by or None,
    )


def _reason(
    findings: list[Finding],
    decided_by: tuple[str, ...],
    score: float | None,
    min_score: float,
    parts: Sequence[ScorePart],
) -> str:
    if decided_by == ("unmeasured",):
        return f"nothing could be measured: {next(one.note for one in findings if one.applies)}"
    if decided_by == ("min-score",):
        worst = sorted(parts, key=lambda part: (part.points, part.signal))[:TOLD]
        told = ", ".join(f"{one.signal} {one.value:.4g}" for one in worst if one.points < 0)
        because = f", most of all for {told}" if told else ""
        return f"score {score:.2f} is under {min_score:g}{because}"
    if decided_by:
        first = next(finding for finding in findings if finding.rule == decided_by[0])
        more = f" (+{len(decided_by) - 1} more)" if len(decided_by) > 1 else ""
        return f"{first.rule}: {first.message}{more}"
    counts = Counter(finding.outcome for finding in findings)
    told_of = [f"{counts['pass']} {'rule' if counts['pass'] == 1 else 'rules'} passed"]
    told_of += [f"{counts['fail']} failed without dropping"] if counts["fail"] else []
    told_of += [f"{counts['unmeasured']} did not apply or measure"] if counts["unmeasured"] else []
    return ", ".join(told_of)
