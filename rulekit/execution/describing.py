"""Describing installed packages: their public names as rows, each package by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rulekit.core.escape import visible
from rulekit.errors import Problem, RulekitError, UsageError, did_you_mean
from rulekit.execution.execute import OF_CAUSE
from rulekit.hooks.describer import Describer, PackageAsked, PackageTold
from rulekit.hooks.harness import Harness
from rulekit.sandbox.quota import MEGABYTE, Quota
from rulekit.sandbox.sandbox import Sandbox

# To load a package takes more than to run a solution, and memory is counted as addresses.
LOADING = Quota(cpu=60, seconds=120, memory=4096 * MEGABYTE, files=256)
FATAL = 8  # modules of a package that may each end the program that loads them
CHARACTERS = range(100, 100_001)  # of an entry, so that some fit into a result


@dataclass(frozen=True)
class PackageBounds:
    """Entries of a package, and characters of each, at the most."""

    most: int = 500
    characters: int = 8_000

    def __post_init__(self) -> None:
        if self.most < 1:
            raise UsageError("of a package, 1 entry or more is told")
        if self.characters not in CHARACTERS:
            few, many = CHARACTERS.start, CHARACTERS.stop - 1
            raise UsageError(f"an entry has from {few} to {many:,} characters")


@dataclass(frozen=True)
class Described:
    """Rows of one package; `why` there are none; what of it was `lost`, each with why.

    `is_absent` is true if the package is not there at all. `left` counts entries beyond the bound.
    """

    name: str
    rows: Sequence[Mapping[str, Any]] = ()
    why: str = ""
    lost: Mapping[str, str] = field(default_factory=dict)
    left: int = 0
    is_absent: bool = False


def package_rows(
    harness: Harness,
    names: Sequence[str],
    interpreter: str,
    sandbox: Sandbox,
    bounds: PackageBounds | None = None,
) -> Iterator[Described]:
    """Describe packages that are installed for an interpreter, in their order, each once.

    A row is in the first package that has it. Raises UsageError where the language cannot describe
    packages, or nothing can be started in the sandbox.
    """
    if harness.describe is None:
        raise UsageError(f"nothing describes packages of `{harness.name}`")
    harness.versions(interpreter)
    bounds, seen = bounds or PackageBounds(), set[str]()
    for name in dict.fromkeys(names):
        asked = PackageAsked(name, interpreter, bounds.most, bounds.characters)
        found = _described(harness.describe, asked, sandbox)
        rows = [one for one in found.rows if one["id"] not in seen]
        seen |= {one["id"] for one in rows}
        yield replace(found, rows=rows)


def _described(describer: Describer, asked: PackageAsked, sandbox: Sandbox) -> Described:
    """One package, by as many programs as it takes: a module that ends one is left out."""
    rows: list[Mapping[str, Any]] = []
    lost: dict[str, str] = {}
    while True:
        told = _told(describer, asked, sandbox)
        if told.why and told.loading not in {"", asked.name} and len(asked.without) < FATAL:
            lost[told.loading] = visible(told.why)
            asked = replace(asked, first=0, without=(*asked.without, told.loading))
            rows = []
            continue
        if told.why:
            why = visible(told.why + did_you_mean(asked.name, told.known))
            return Described(asked.name, why=why, lost=lost, is_absent=bool(told.known))
        rows += told.rows
        lost |= {visible(name): visible(why) for name, why in told.lost.items()}
        if told.following <= asked.first:
            break
        asked = replace(asked, first=told.following)
    why = "" if rows else "it has no public functions and classes, and no docstring"
    return Described(asked.name, rows[: asked.most], why, lost, told.left)


def _told(describer: Describer, asked: PackageAsked, sandbox: Sandbox) -> PackageTold:
    try:
        program = describer.program(asked)
    except RulekitError as error:  # of a name that is none
        return PackageTold(why=error.problems[0].message)
    end = sandbox.run(program)
    told = describer.told(end, asked)
    if not end.cause:
        return told
    _, why = OF_CAUSE[end.cause]
    if end.cause == "start":
        remedy = "bubblewrap lets root's programs read what others may read: --sandbox landlock"
        refusal = Problem(f"{why}: {end.note}", remedy=remedy if "Permission" in end.note else "")
        raise UsageError([refusal])
    return replace(told, rows=(), why=why)
