"""Judging one document: read its signals, ask its rules, show where."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from rulekit.core.document import MAX_BYTES, Document
from rulekit.core.evidence import with_evidence
from rulekit.core.judge import decide, decision_alone, failures, is_measured, judge, score
from rulekit.core.location import NOWHERE, Location
from rulekit.core.readings import Readings
from rulekit.core.reason import reason, score_reason
from rulekit.core.signal import Signal
from rulekit.core.utf8 import without_surrogates
from rulekit.core.verdict import (
    Verdict,
    not_judged,
    out_of_memory,
    too_large,
    unread,
    without_rules,
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
    from rulekit.core.rule import Rule
    from rulekit.core.scorecard import ScorePart
    from rulekit.core.verdict import Decision, Finding
    from rulekit.plan.plan import Plan

SCORED = ("min-score",)  # the score decided


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

    def decide_bytes(
        self,
        data: bytes,
        path: str = "untitled",
        language: str = "",
        *,
        location: Location = NOWHERE,
    ) -> Decision:
        """The decision that `check_bytes` comes to, without its reasons, in less time.

        Rules are asked until one drops, and the score only where a `min_score` asks for it.
        """
        if len(data) > MAX_BYTES:
            return "drop"
        try:
            text, sha256 = decode(data), hashlib.sha256(data).hexdigest()
            document = self.plan.languages.document(
                text, path, hint=language, sha256=sha256, size=len(data), location=location
            )
            return self._decide(document) if document else "drop"
        except NotText:
            return "drop"
        except MemoryError:
            return "error"

    def _decide(self, document: Document) -> Decision:
        rule_set = self.plan.rules_for(document)
        if not rule_set.rules:
            return "drop"
        if rule_set.min_score > 0:
            return self.check(document).decision
        readings = Readings(document, rule_set.sheet, self.read)
        return decision_alone(rule_set.text_first, readings, document.sha256, self.plan.seed)

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
        plan, options, sha256 = self.plan, self.plan.options, document.sha256
        rule_set = plan.rules_for(document)
        rules = rule_set.rules
        if not rules:
            return without_rules(document)
        readings = Readings(document, rule_set.sheet, self.read)
        ask = failures if options.failed_only else judge
        findings = ask(rules, readings, sha256, plan.seed)
        total = self._score(rules, findings, readings)
        decision, decided_by = decide(findings, total, rule_set.min_score)
        everywhere = options.all_evidence
        findings = [
            with_evidence(document, rule, one, everywhere=everywhere)
            if everywhere or one.outcome == "fail"
            else one
            for rule, one in zip(rules, findings, strict=True)
        ]
        parts = self._score_parts(findings, readings, shown=everywhere or decided_by == SCORED)
        by_score = decided_by == SCORED
        least = rule_set.min_score
        why = score_reason(total, least, parts) if by_score else reason(findings, decided_by)
        return Verdict(
            path=document.id,
            decision=decision,
            reason=why,
            decided_by=decided_by,
            sha256=sha256,
            size=document.size,
            language=document.language,
            kind=document.kind,
            natural_language=document.natural_language.id if document.natural_language else None,
            detected_by=document.detected_by or None,
            score=total,
            score_parts=parts if everywhere else (),
            findings=tuple(one for one in findings if one.rule),
            readings=self._readings(document, readings),
        )

    def _score(
        self, rules: Sequence[Rule], findings: Sequence[Finding], readings: Readings
    ) -> float | None:
        card = self.plan.scorecard
        if not card.terms:
            return score(rules, findings)
        if not is_measured(rules, findings):
            return None
        dropped = any(finding.drops for finding in findings)
        return card.chance(card.points(readings, dropped=dropped))

    def _score_parts(
        self, findings: Sequence[Finding], readings: Readings, *, shown: bool
    ) -> tuple[ScorePart, ...]:
        """The parts of the score, where somebody will see them: they need every value."""
        if not shown:
            return ()
        dropped = any(finding.drops for finding in findings)
        return tuple(self.plan.scorecard.parts(readings, dropped=dropped))

    def _readings(self, document: Document, readings: Readings) -> tuple[tuple[str, Reading], ...]:
        """The readings that were asked for: none, those that rules used, or all.

        Signals that no rule asks for are read apart, so that they change no verdict: a query for
        more captures has more matches in progress, and may have too many.
        """
        if self.plan.options.all_signals:
            other = self.plan.catalog.languages.reread(document)
            signals = self.plan.all_signals(document.language, document.kind)
            more = {one.name: one.read(other) for one in signals if one.name not in readings}
            return tuple(sorted((dict(readings) | more).items()))
        return tuple(sorted(readings.items())) if self.plan.options.used_signals else ()
