"""Which rules' failures follow from which: the words of rule files as ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from rulekit.catalog.compile_rule import RuleFile
from rulekit.errors import Problem
from rulekit.spec.selection import selected, unknown


def with_implications(files: Mapping[str, RuleFile]) -> dict[str, RuleFile]:
    """The rule files, each rule with the ids of those that imply it, whichever of both says so."""
    implying = {name: selected(file.spec.implied_by, files) for name, file in files.items()}
    for name, file in files.items():
        for other in selected(file.spec.implies, files):
            implying[other].add(name)
    return {
        name: replace(file, rule=replace(file.rule, implied_by=frozenset(implying[name] - {name})))
        for name, file in files.items()
    }


def implication_problems(
    files: Iterable[RuleFile], known: Iterable[str], absent: Collection[str]
) -> list[Problem]:
    """Words that mean no rule; those of `absent` plugins cannot be known."""
    ids = list(known)
    return [
        file.tree.problem(message, (key, i))
        for file in files
        for key, words in (("implied_by", file.spec.implied_by), ("implies", file.spec.implies))
        for i, word in enumerate(words)
        if (message := unknown(word, ids, absent))
    ]
