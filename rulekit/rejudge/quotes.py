"""Messages and evidence of findings: those that an audit has, else those of a text at hand."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rulekit.core.evidence import message_of

if TYPE_CHECKING:
    from rulekit.core.rule import Rule
    from rulekit.core.verdict import Finding
    from rulekit.rejudge.stored_rows import StoredRows

Locate = Callable[[int, "Rule", "Finding"], "Finding | None"]  # by the number of a row
UNCHANGED = frozenset({"value", "words", "text", "count"})  # by other limits
UNKNOWN = "where is not known: the audit has no evidence of it, and its text was not at hand"


class Quoted(NamedTuple):
    """A finding with its message, and the line of stored evidence that is its own; None: none."""

    finding: Finding
    line: int | None = None


@dataclass(frozen=True)
class Quotes:
    """What is quoted for the findings of some rows.

    `known` are rules that say the same as when the audit was made, so that its evidence is theirs.
    `locate` gives a finding with the evidence of its text, or None where that is not at hand.
    """

    rows: StoredRows
    known: frozenset[str]
    locate: Locate

    def quoted(self, place: int, rule: Rule, finding: Finding) -> Quoted:
        """The finding with its message."""
        if finding.outcome != "fail":
            return Quoted(finding)
        known = rule.id in self.known
        line = self.rows.findings.failed(place, rule.id) if known else None
        words = "words" in _fields(rule.message)  # only the text itself tells them
        if line is not None and (not words or _fields(rule.message) <= UNCHANGED):
            count = self.rows.evidence["evidence_count"][line].as_py()
            text = self._first_text(line) if "text" in _fields(rule.message) else ""
            message = self._said(line) if words else message_of(rule, finding, text, count)
            return Quoted(replace(finding, message=message, evidence_count=count), line)
        if located := self.locate(self.rows.known["row"][place], rule, finding):
            return Quoted(located, line)
        message = rule.title
        if line is not None:
            count = self.rows.evidence["evidence_count"][line].as_py()
            return Quoted(replace(finding, message=message, evidence_count=count), line)
        if not words and not _fields(rule.message) & {"text", "count"}:
            message = message_of(rule, finding, "", 0)
        note = f"{finding.note}; {UNKNOWN}" if finding.note else UNKNOWN
        return Quoted(replace(finding, message=message, note=note))

    def _said(self, line: int) -> str:
        return str(self.rows.evidence["message"][line].as_py())

    def _first_text(self, line: int) -> str:
        pieces = self.rows.evidence["evidence"][line]
        return str(pieces[0]["text"].as_py()) if len(pieces) else ""


@cache
def _fields(template: str) -> frozenset[str]:
    """Names that a message asks for."""
    parsed = string.Formatter().parse(template)
    return frozenset((name or "").partition(".")[0] for _, name, _, _ in parsed)
