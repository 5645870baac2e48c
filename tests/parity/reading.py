"""What rulekit reads on the golden files, and what its rules say at the published limits."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import cast

import reference
import reference_code
from golden import GoldenFile
from pairs import Plain

import rulekit
from rulekit.core.document import Document, Kind
from rulekit.core.judge import judge
from rulekit.core.rule import Bound, Rule
from rulekit.core.signal import Signal
from rulekit.core.verdict import Finding
from rulekit.language.encoding import decode


def is_transcribed(name: str) -> bool:
    """Whether a reading of the reference can be made here by its definition."""
    return name in reference_code.READINGS or name in reference.READINGS


class Reader:
    """Reads files by the profile `opencoder`, with every signal and rule that is installed."""

    def __init__(self) -> None:
        self.plan = rulekit.load("opencoder").plan
        self.catalog = self.plan.catalog

    def has_rule(self, id: str) -> bool:
        """Whether the rule is installed."""
        return id in self.catalog.rules

    def signal(self, name: str) -> Signal:
        """A named signal, or the signal of a rule."""
        if name in self.catalog.names.named_signals:
            return self.catalog.names.named_signals[name]
        return self.written(name).signal

    def document(self, text: str, language: str, path: str, size: int = -1) -> Document:
        """A document of a known language, with its grammar when that is installed."""
        kind = cast("Kind", self.catalog.table.facts(language).kind)
        return self.catalog.languages.reread(Document(path, text, language, kind, size=size))

    def rule(self, id: str, document: Document) -> Rule | None:
        """The rule with its limits in the profile, sparing nothing; None where it is not asked."""
        rule_set = self.plan.rule_set(document.language, document.kind)
        found = [rule for rule in rule_set.rules if rule.id == id]
        return replace(found[0], spare=Bound(0.0)) if found else None

    def written(self, id: str) -> Rule:
        """The rule as its file says it."""
        return self.catalog.rules[id].rule

    def value(self, pair: Plain, document: Document) -> float | None:
        """What rulekit reads for a plain definition; None when it has no value."""
        values = [self.signal(name).read(document).value for name in pair.ours]
        known = [value for value in values if value is not None]
        return pair.combine(*known) if len(known) == len(values) else None


class Subject:
    """A golden file with both sides' views of it, each made when it is asked for."""

    def __init__(self, golden: GoldenFile, data: bytes, reader: Reader) -> None:
        self.golden = golden
        self.reader = reader
        self.text = decode(data)
        self.size = len(data)

    @property
    def where(self) -> str:
        """The file's name to people."""
        return f"{self.golden.package}/{self.golden.path}"

    @cached_property
    def document(self) -> Document:
        """The file as rulekit has it."""
        return self.reader.document(
            self.text, self.golden.language, self.golden.path, size=self.size
        )

    @cached_property
    def split(self) -> reference_code.Split:
        """The file as the reference tells it apart."""
        return reference_code.split(self.text, self.golden.language)

    @cached_property
    def our_split(self) -> reference_code.Split:
        """The file as rulekit tells it apart."""
        document = self.document
        comments = b"".join(document.data[start:end] + b"\n" for start, end in document.commentary)
        return replace(self.split, code=document.code.decode(), comments=comments.decode())

    @cached_property
    def their_code(self) -> Document:
        """The reference's code without comments, as a document that has no more of them."""
        document = self.reader.document(self.split.code, self.golden.language, self.golden.path)
        document.__dict__["commentary"] = []  # in place of what the syntax tree would say
        return document

    def ours(self, pair: Plain) -> float | None:
        """What rulekit reads for a plain definition."""
        return self.reader.value(pair, self.their_code if pair.code else self.document)

    def transcribed(self, name: str) -> float | None:
        """What our transcription of the definition reads."""
        if name in reference_code.READINGS:
            return reference_code.READINGS[name](self.split)
        if name == "qsc_doc_cate_code_related_file_name":
            return reference.code_related_name(self.golden.path)
        return reference.READINGS[name](self.text)

    def failed(self) -> list[str]:
        """The rules of the profile that drop the file, nothing being spared."""
        rule_set = self.reader.plan.rule_set(self.document.language, self.document.kind)
        findings = [self.finding(replace(rule, spare=Bound(0.0))) for rule in rule_set.rules]
        return [finding.rule for finding in findings if finding.drops]

    def finding(self, rule: Rule) -> Finding:
        """What the rule finds."""
        readings = {signal.name: signal.read(self.document) for signal in rule.signals}
        return judge([rule], readings, self.golden.sha256, 0)[0]
