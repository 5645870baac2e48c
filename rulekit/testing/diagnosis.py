"""What is wrong with a plugin, what may be, and the next step for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rulekit.catalog.catalog import Catalog
from rulekit.catalog.plugin import Plugin
from rulekit.catalog.version_gate import unheld, version_problems
from rulekit.errors import Problem, RulekitError
from rulekit.testing.checkup import Checkup, checkup
from rulekit.testing.cost import Cost, relative_costs
from rulekit.testing.sample import (
    Sample,
    by_language,
    example_sources,
    folder_sources,
    languages_in,
)


@dataclass(frozen=True)
class Diagnosis:
    """A plugin, what must be mended, what should be looked at, and each language that can be."""

    plugin: Plugin
    mend: Sequence[Problem]
    look: Sequence[Problem] = ()
    checkups: Sequence[Checkup] = ()
    costs: Mapping[str, Cost] = field(default_factory=dict)  # in multiples of a bundled pack

    @property
    def status(self) -> str:
        """`ok`, `off`, or `failed` for what must be mended."""
        return "failed" if self.mend else self.plugin.status

    @property
    def to_look_at(self) -> int:
        """How many things should be looked at: each capture that is lacking unsaid is one."""
        return len(self.look) + sum(len(one.unsaid) for one in self.checkups)


def to_mend(catalog: Catalog, plugin: Plugin) -> list[Problem]:
    """All that keeps a plugin from doing what it should: rules, queries, grammars, versions."""
    if plugin.status != "ok":  # one that is off for want of an extra is in order
        return list(plugin.problems) if plugin.status == "failed" else []
    problems = version_problems(plugin)
    for name in languages_in(plugin):
        try:
            _ = catalog.syntaxes[name].query
        except RulekitError as error:
            problems += error.problems
    return problems


def diagnose(
    catalog: Catalog, plugin: Plugin, folder: str | None = None, *, cost: bool = False
) -> Diagnosis:
    """Look at a plugin, its languages over the examples of rules and the files of a folder.

    Raises UsageError for a folder without a file in its languages.
    """
    mend = to_mend(catalog, plugin)
    if mend or plugin.status != "ok" or not languages_in(plugin):
        return Diagnosis(plugin, mend, () if mend else plugin.problems)
    known = list(example_sources(catalog, plugin))
    known += folder_sources(catalog, plugin, folder) if folder else ()
    groups = by_language(catalog, plugin, known)
    checkups = [checkup(catalog, name, samples) for name, samples in groups.items()]
    look = [*unheld(plugin), *(one for each in checkups for one in _to_look_at(each, groups))]
    return Diagnosis(plugin, mend, look, checkups, relative_costs(catalog, groups) if cost else {})


def _to_look_at(one: Checkup, groups: Mapping[str, Sequence[Sample]]) -> Iterator[Problem]:
    if not groups[one.language]:
        message = f"no sample is in `{one.language}`, so nothing was tried"
        yield Problem(message, remedy="give files of it: --sources FOLDER")
    elif one.never:
        names = ", ".join(f"@{name}" for name in one.never)
        message = f"no sample of {one.samples:,} in `{one.language}` has {names}: "
        message += "a pattern may be wrong"
        remedy = "try `rulekit query FILE PATTERN`, or give files that have it: --sources FOLDER"
        yield Problem(message, one.queries, remedy=remedy)
