"""Whole verdicts: whether the profile `opencoder` and the reference drop the same files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from agreement import cause
from pairs import TREE
from reading import Reader, Subject

RULE_OF = {pair.reference: pair.rule for pair in TREE}


@dataclass(frozen=True)
class Disagreement:
    """A file that one side drops and the other keeps, and the cause for each of its reasons."""

    where: str
    language: str
    by: str
    causes: tuple[tuple[str, str], ...]  # the reference's signal, and a key of CAUSES

    @property
    def main(self) -> str:
        """The cause that all reasons have, or `several`."""
        found = {cause for _, cause in self.causes}
        return found.pop() if len(found) == 1 else "several"


@dataclass
class Drops:
    """Files by language and outcome: whether rulekit drops them, and whether the reference does."""

    outcomes: dict[str, Counter[tuple[bool, bool]]] = field(default_factory=dict)
    disagreements: list[Disagreement] = field(default_factory=list)

    def add(self, file: Subject, reader: Reader) -> None:
        """Count one file."""
        failed = file.failed()
        ours, theirs = bool(failed), bool(file.golden.drops)
        language = file.golden.language
        self.outcomes.setdefault(language, Counter())[ours, theirs] += 1
        if ours == theirs:
            return
        if theirs:
            reasons = sorted(file.golden.drops)
        else:
            carried = [name for name, rule in RULE_OF.items() if rule in failed]
            reasons = sorted(name for name in carried if name in file.golden.readings)
        causes = tuple((name, self._cause(name, file, reader)) for name in reasons)
        by = "the reference" if theirs else "rulekit"
        self.disagreements.append(Disagreement(file.where, language, by, causes))

    def _cause(self, name: str, file: Subject, reader: Reader) -> str:
        rule = reader.rule(RULE_OF[name], file.document)
        return cause(name, file, rule, file.finding(rule or reader.written(RULE_OF[name])))


def drops(files: Iterable[Subject], reader: Reader) -> Drops:
    """The whole verdicts of all files."""
    found = Drops()
    for file in files:
        found.add(file, reader)
    return found
