"""Running the examples of rules: each rule's own test."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.check_pack import NOT_PACKS
from rulekit.catalog.compile_rule import RuleFile
from rulekit.catalog.extra_rules import languages_of
from rulekit.catalog.rule_files import TUNE, read_rule, read_text
from rulekit.core.document import MAX_BYTES
from rulekit.core.judge import judge
from rulekit.core.location import Location
from rulekit.core.rule import Bound, Range, Rule
from rulekit.core.verdict import Finding
from rulekit.errors import Problem, RulekitError, SpecError, UsageError
from rulekit.spec.rule import ExampleSpec

Side = Literal["keep", "drop"]
DIGITS = 1e-8  # how exactly `reads` must be met, relative and absolute


@dataclass(frozen=True)
class Miss:
    """An example that did not do what it says."""

    line: int
    message: str


@dataclass
class RuleOutcome:
    """The examples of one rule: how many there are, how many held, which did not."""

    rule: str
    path: str
    held: dict[str, int] = field(default_factory=lambda: {"keep": 0, "drop": 0, "reads": 0})
    total: dict[str, int] = field(default_factory=lambda: {"keep": 0, "drop": 0, "reads": 0})
    misses: list[Miss] = field(default_factory=list)

    def note(self, what: str, line: int, complaint: str) -> None:
        """Count one expectation; an empty complaint means that it held."""
        self.total[what] += 1
        if complaint:
            self.misses.append(Miss(line, complaint))
        else:
            self.held[what] += 1


def rule_files(catalog: Catalog, paths: Iterable[str]) -> list[RuleFile]:
    """The rule files at paths (files or folders), or all that are installed when none is given.

    Raises RulekitError with every mistake in them.
    """
    found: list[RuleFile] = []
    problems: list[Problem] = []
    for path in paths:
        for file in _yaml_files(Path(path)):
            pack = file.resolve().parent.name
            try:
                languages = languages_of(pack, catalog.packs)
                found.append(read_rule(file, pack, languages, catalog.names))
            except RulekitError as error:
                problems += error.problems
    if problems:
        raise RulekitError(problems)
    return found or list(catalog.rules.values())


def _yaml_files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(path.rglob("*.yaml"))
        rules = [file for file in files if file.name != TUNE and file.parent.name not in NOT_PACKS]
        if not rules:
            raise UsageError(f"there is no rule file in `{path}`")
        return rules
    if not path.exists():
        raise UsageError(f"there is no file or folder `{path}`")
    return [path]


class ExampleRunner:
    """Runs examples against their rule as its file says it, whatever profiles make of it."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def run(self, file: RuleFile) -> RuleOutcome:
        """Run the examples of a rule."""
        outcome = RuleOutcome(file.rule.id, file.path)
        for side, i, example in examples_of(file):
            line = file.examples.get((side, i), 0)
            finding = self._finding(file, example)
            if isinstance(finding, str):
                outcome.note(side, line, finding)
                continue
            outcome.note(side, line, _complaint(side, finding))
            if example.reads is not None:
                outcome.note("reads", line, _misread(example.reads, finding))
        return outcome

    def mutants(self, file: RuleFile, share: float = 0.2) -> list[str]:
        """Limits that could move by a share of themselves without any example noticing."""
        unnoticed = []
        for name, moved in _moved(file.rule.keep, share):
            other = replace(file, rule=replace(file.rule, keep=moved))
            if not self.run(other).misses:
                unnoticed.append(f"{name}, and no example notices")
        return unnoticed

    def _finding(self, file: RuleFile, example: ExampleSpec) -> Finding | str:
        """Finding of the rule on an example, or the reason why it cannot be asked."""
        text = example_text(file, example)
        path = example.path or usual_path(self.catalog, file.rule)
        marks = None if example.marks is None else tuple(example.marks)
        location = Location(path, marks, package=example.package)
        document = self.catalog.languages.document(text, path, location=location)
        if document is None:
            return f"no known language has the name `{path}`: give the example another `path`"
        if not file.rule.applies_to(document.language, document.kind):
            return f"the rule does not apply to `{path}` ({document.language}, {document.kind})"
        rule = replace(file.rule, spare=Bound(0.0))
        readings = {signal.name: signal.read(document) for signal in rule.signals}
        return judge([rule], readings, document.sha256, 0)[0]


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
    for i, example in enumerate(file.spec.examples.keep):
        yield "keep", i, example
    for i, example in enumerate(file.spec.examples.drop):
        yield "drop", i, example


def _complaint(side: Side, finding: Finding) -> str:
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


def _moved(keep: Range, share: float) -> Iterator[tuple[str, Range]]:
    """The range with each of its bounds moved up and down in turn."""
    for step in (1 + share, 1 - share):
        if keep.maximum:
            value = keep.maximum.value * step if keep.maximum.value else step - 1
            yield (
                f"max {keep.maximum.value:g} could be {value:g}",
                Range(keep.minimum, Bound(value)),
            )
        if keep.minimum:
            value = keep.minimum.value * step if keep.minimum.value else step - 1
            yield (
                f"min {keep.minimum.value:g} could be {value:g}",
                Range(Bound(value), keep.maximum),
            )
