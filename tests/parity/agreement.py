"""Where rulekit reads by syntax tree: how far it agrees with the reference, and why not."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pairs import TREE, Tree
from reading import Reader, Subject
from reference_code import READINGS, WHOLE_WORDS

from rulekit.core.rule import Rule
from rulekit.core.verdict import Finding

WINDOW = 200  # characters at the start in which the reference looks for a generator's words

# Why two outcomes differ, as far as it can be told of a single file; the first that fits counts.
CAUSES = {
    "not asked": "the profile does not ask the rule of this language",
    "guard": "the rule has a condition that the file does not meet",
    "no value": "one side has none: no code, or a text that the reference cannot parse",
    "split": "comments and code are told apart otherwise; counted alike, both say the same",
    "substring": "the reference finds its word inside others; of whole words, both say the same",
    "window": "a generator's marker stands after the start, in which alone the reference looks",
    "functions": "to the reference, prototypes, calls and objects may be functions, methods none",
    "variables": "the reference does not see some forms of declaration, nor parameters",
    "logic": "rulekit counts declarations of the tree, the reference adds up patterns of lines",
    "literals": "the reference sees no raw or template literals, or takes apostrophes for some",
    "assertions": "rulekit counts the calls of test frameworks, with all their lines",
    "marker": "the reference looks for a bare word, rulekit for a generator's own words",
    "count": "something else is counted, as the last column says",
}


@dataclass
class Agreement:
    """One definition over the files of its languages.

    `unread` are the files without a grammar here; they are in no other number. An outcome is
    a pair: whether rulekit's rule fails the file, and whether the reference's does.
    """

    pair: Tree
    values: list[tuple[float, float]] = field(default_factory=list)  # rulekit's, the reference's
    outcomes: Counter[tuple[bool, bool]] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    limited: bool = False  # whether the profile asks the rule of any of them

    @property
    def same(self) -> int:
        """Files that both fail, or neither."""
        return self.outcomes[True, True] + self.outcomes[False, False]

    @property
    def correlation(self) -> float | None:
        """Pearson's, over the files that both have a value for; None when one never varies."""
        ours, theirs = [[pair[side] for pair in self.values] for side in (0, 1)]
        if len({*ours}) < 2 or len({*theirs}) < 2:
            return None
        return statistics.correlation(ours, theirs)

    def add(self, file: Subject, reader: Reader) -> None:
        """Count one file."""
        read = file.golden.readings[self.pair.reference]
        rule = reader.rule(self.pair.rule, file.document)
        self.limited = self.limited or rule is not None
        finding = file.finding(rule or reader.written(self.pair.rule))
        if finding.value is not None and read is not None:
            self.values.append((self.pair.ours(finding.value), self.pair.theirs(read)))
        ours = rule is not None and finding.outcome == "fail"
        theirs = self.pair.reference in file.golden.drops
        self.outcomes[ours, theirs] += 1
        if ours != theirs:
            self.causes[cause(self.pair.reference, file, rule, finding)] += 1


def cause(name: str, file: Subject, rule: Rule | None, finding: Finding) -> str:
    """The key in CAUSES of why the two outcomes differ."""
    if rule is None:
        return "not asked"
    if not finding.applies:
        return "guard"
    if finding.value is None or file.golden.readings[name] is None:
        return "no value"
    for cause, readings in (("split", READINGS), ("substring", WHOLE_WORDS)):
        if name in readings:
            value = readings[name](file.our_split)
            if (value is not None and value not in rule.keep) == (finding.outcome == "fail"):
                return cause
    if name == "qsc_code_cate_autogen" and finding.outcome == "fail":
        places = [span.start for span in rule.signal.locate(file.document)]
        return "window" if min(places) >= WINDOW else "marker"
    return next(pair.counts for pair in TREE if pair.reference == name)


def agreements(files: Iterable[Subject], reader: Reader) -> Sequence[Agreement]:
    """One for each pair whose rule is installed and of which there are files."""
    found = [Agreement(pair) for pair in TREE if reader.has_rule(pair.rule)]
    for file in files:
        for agreement in found:
            if agreement.pair.reference not in file.golden.readings:
                continue
            if reader.signal(agreement.pair.rule).needs and file.document.syntax is None:
                agreement.unread += 1
            else:
                agreement.add(file, reader)
    return [agreement for agreement in found if agreement.outcomes]
