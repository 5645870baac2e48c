"""Harnesses: how solutions in a language are run with their tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from rulekit.hooks.describer import Describer
    from rulekit.sandbox.program import Program, ProgramEnd

Emptying = Literal["", "emptied", "late"]


@dataclass(frozen=True)
class SolutionRun:
    """One run of a solution with its tests.

    `names` are the functions under test, all that the solution defines where none are named. They
    are `emptied` before it is loaded, or `late`: after that, before its tests. A run of another
    `seed` has another hash of strings. `secret` is drawn for this run: what does not repeat it is
    no report. `interpreter` is the path of a program, "" for the harness's own choice.
    """

    solution: str
    tests: str
    names: tuple[str, ...] = ()
    emptied: Emptying = ""
    seed: int = 0
    secret: str = ""
    interpreter: str = ""


class RunReport(NamedTuple):
    """The report of a run: its outcome, why, and the assertions that ran.

    `loading` is true if the solution itself could not be loaded, so that no test ran. `has_chance`
    is true if solution or tests name a source of chance: clocks, random numbers, threads, sets.
    """

    outcome: Literal["passed", "failed", "error", "memory"]
    note: str = ""
    assertions: int = 0
    loading: bool = False
    has_chance: bool = False


@dataclass(frozen=True)
class Harness:
    """Runs solutions in the language `name` with their tests, each as a program in a sandbox.

    `program` makes the program of a run, `report` reads the report from its end: of one that ended
    by itself, as the sandbox tells the others. `versions` are those of what runs them, for the
    interpreter that is named; it raises UsageError for one that cannot be run. `describe` tells the
    public names of packages that are installed for it; None for a language that has no way.
    """

    name: str
    doc: str
    program: Callable[[SolutionRun], Program]
    report: Callable[[ProgramEnd, SolutionRun], RunReport]
    versions: Callable[[str], Mapping[str, str]]
    describe: Describer | None = None
