"""Running the examples of rules: each rule's own test."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.compile_rule import RuleFile, listed_examples
from rulekit.catalog.rule_files import read_text
from rulekit.core.document import MAX_BYTES
from rulekit.core.judge import judge
from rulekit.core.location import Location
from rulekit.core.reading import Reading
from rulekit.core.rule import Bound, Rule
from rulekit.core.verdict import Finding
from rulekit.errors import Problem, SpecError
from rulekit.replies.reply_set import reply_name
from rulekit.spec.rule import ExampleSpec

Side = Literal["keep", "drop"]
Readings = Mapping[str, Reading]
DIGITS = 1e-8  # how exactly `reads` must be met, relative and absolute


@dataclass(frozen=True)
class Miss:
    """An example that did not do what it says."""

    line: int
    message: str


@dataclass(frozen=True)
class TriedExample:
    """One example, and what came of it.

    `complaint` is about its side, `misread` about its `reads`; "" where there is none. `finding` is
    None where the rule could not be asked. `number` counts from 0 on each side.
    """

    side: Side
    number: int
    line: int
    reads: float | None
    complaint: str
    misread: str = ""
    finding: Finding | None = None

    @property
    def complaints(self) -> tuple[str, ...]:
        """All that is wrong with it."""
        return tuple(one for one in (self.complaint, self.misread) if one)


@dataclass(frozen=True)
class RuleOutcome:
    """The examples of one rule, tried."""

    rule: str
    path: str
    examples: tuple[TriedExample, ...]

    @property
    def misses(self) -> list[Miss]:
        """What did not hold, in the order of the file's keys."""
        return [Miss(one.line, said) for one in self.examples for said in one.complaints]

    @cached_property
    def total(self) -> Mapping[str, int]:
        """Expectations: sides, and readings of examples of which the rule could be asked."""
        return self._counted(broken=True)

    @cached_property
    def held(self) -> Mapping[str, int]:
        """Expectations that held."""
        return self._counted(broken=False)

    def _counted(self, *, broken: bool) -> Mapping[str, int]:
        counts = {"keep": 0, "drop": 0, "reads": 0}
        for one in self.examples:
            counts[one.side] += broken or not one.complaint
            if one.finding and one.reads is not None:
                counts["reads"] += broken or not one.misread
        return counts


class ExampleRunner:
    """Runs examples against their rule as its file says it, whatever profiles make of it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def run(self, file: RuleFile) -> RuleOutcome:
        """Run the examples of a rule."""
        tried = (self.tried(file, side, i) for side, i, _ in examples_of(file))
        return RuleOutcome(file.rule.id, file.path, tuple(tried))

    def tried(self, file: RuleFile, side: Side, number: int) -> TriedExample:
        """Run one example of a rule."""
        example = getattr(file.spec.examples, side)[number]
        line = file.examples.get((side, number), 0)
        readings = self.readings(file, example)
        if isinstance(readings, str):
            return TriedExample(side, number, line, example.reads, readings)
        finding = found(file.rule, readings)
        misread = "" if example.reads is None else _misread(example.reads, finding)
        complaint = complaint_of(side, finding)
        return TriedExample(side, number, line, example.reads, complaint, misread, finding)

    def readings(self, file: RuleFile, example: ExampleSpec) -> Readings | str:
        """What the rule's signals read on an example, or the reason why it cannot be asked."""
        text = example_text(file, example)
        path = example.path or usual_path(self.catalog, file.rule)
        marks = None if example.marks is None else tuple(example.marks)
        location = Location(path, marks, package=example.package)
        document = self.catalog.languages.document(text, path, location=location)
        if document is None:
            return f"no known language has the name `{path}`: give the example another `path`"
        if not file.rule.applies_to(document.language, document.kind):
            return f"the rule does not apply to `{path}` ({document.language}, {document.kind})"
        said = {reply_name(name): value for name, value in example.reply.items()}
        document = replace(document, said=said)
        return {signal.name: signal.read(document) for signal in file.rule.signals}


def found(rule: Rule, readings: Readings) -> Finding:
    """The finding of a rule that spares nothing."""
    return judge([replace(rule, spare=Bound(0.0))], readings, "", 0)[0]


def usual_path(catalog: Catalog, rule: Rule) -> str:
    """A file name of the first language that the rule is for; a plain text without any."""
    for language in sorted(rule.languages):
        if extensions := catalog.table.facts(language).extensions:
            return f"example{extensions[0]}"
    return "example.txt"


def example_text(file: RuleFile, example: ExampleSpec) -> str:
    """The whole text of an example; raises SpecError when it is too long, or its file elsewhere."""
    text = example.text
    if text is None:
        text = read_text(_beside(file, str(example.file)))
    if (size := len(text) * example.repeat) > MAX_BYTES:
        message = f"an example of {size:,} characters: over {MAX_BYTES:,} bytes, no file is judged"
        raise SpecError([Problem(message, file.path, remedy="repeat it less often")])
    return text * example.repeat


def _beside(file: RuleFile, name: str) -> Path:
    """The file of an example, which lies in the folder of its rule: no link and no `..` leads out.

    A rule's page shows it, and a rule may come with what is judged.
    """
    folder = Path(file.path).parent.resolve()
    path = Path(os.path.normpath(folder / name))
    inside = path.is_relative_to(folder)
    with suppress(OSError, ValueError):  # a circle of links, a NUL: it lies nowhere
        if inside and path.resolve() == path:
            return path
    message = f"the example `{name}` is not read: it lies outside of the folder of its rule"
    message += ", or is a link" if inside else ""
    raise SpecError([Problem(message, file.path, remedy="put it beside the rule")])


def examples_of(file: RuleFile) -> Iterator[tuple[Side, int, ExampleSpec]]:
    """Examples of a rule: side, number there, text as written."""
    return listed_examples(file.spec)


def complaint_of(side: Side, finding: Finding) -> str:
    """How a finding is not that of an example on this side; "" when it is."""
    if side == "keep" and finding.outcome == "fail":
        return f"expected keep, got drop: {finding.value:g} must be {finding.must_be}"
    if side == "drop" and finding.outcome == "pass":
        return f"expected drop, got keep: {finding.value:g} must not be {finding.must_be}"
    if finding.outcome == "unmeasured" and (side == "drop" or finding.applies):
        return f"expected {side}, got nothing measured: {finding.note}"
    return ""


def _misread(reads: float, finding: Finding) -> str:
    if finding.value is None:
        return f"expected to read {reads:g}, got nothing measured: {finding.note}"
    if math.isclose(reads, finding.value, rel_tol=DIGITS, abs_tol=DIGITS):
        return ""
    return f"expected to read {reads:.9g}, got {finding.value:.9g}"
