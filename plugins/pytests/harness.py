"""The harness for Python: what is sent into the sandbox, and how its report is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rulekit

from .describer import DESCRIBER
from .interpreter import NAME, OWN, asked

PARTS = ("trial", "rewriting", "discovery", "telling")  # the program that runs in the sandbox
START = "from trial.trial import main; main()"
REPORT = re.compile(r"(\w+) (\d+) ([01]) ([01])\n(.*)", re.DOTALL)
ADDRESS = re.compile(r"0x[0-9a-f]{6,16}")  # of an object: another one each time
OUTCOMES = {"passed", "failed", "error", "memory"}


@cache
def _files() -> Mapping[str, str]:
    here = Path(__file__).parent
    files = {f"trial/{part}.py": here.joinpath(f"{part}.py").read_text("utf-8") for part in PARTS}
    return files | {"trial/__init__.py": ""}


def program(run: rulekit.SolutionRun) -> rulekit.Program:
    """Python in its plainest: no environment but a seed of hashes, and no folder of the user's."""
    for name in run.names:
        if not NAME.fullmatch(name):
            raise rulekit.UsageError(f"`{name}` is not the name of a function")
    solution = run.solution.encode("utf-8", "replace")
    head = [run.secret, run.emptied or "-", str(len(solution)), *run.names]
    python = run.interpreter or OWN
    return rulekit.Program(
        (python, "-s", "-B", "-c", START),  # not -I, with which the seed would not be read
        " ".join(head).encode() + b"\n" + solution + run.tests.encode("utf-8", "replace"),
        _files(),
        asked(python)[1:],
        {"PYTHONHASHSEED": str(run.seed)},
    )


def report(end: rulekit.ProgramEnd, run: rulekit.SolutionRun) -> rulekit.RunReport:
    """The report that the program made, if it was that program."""
    told = end.result.decode("utf-8", "replace")
    secret, _, rest = told.partition(" ")
    found = REPORT.fullmatch(rest)
    if not told:
        how = f"died of signal {-end.code}" if end.code < 0 else f"ended with code {end.code}"
        return rulekit.RunReport("error", f"Python {how} before its tests had ended")
    if secret != run.secret or not found or found[1] not in OUTCOMES:
        return rulekit.RunReport("error", "something else was written where the report is written")
    outcome, assertions, loading, chance, note = found.groups()
    return rulekit.RunReport(
        outcome,  # type: ignore[arg-type]  # one of OUTCOMES
        ADDRESS.sub("0x…", note),
        int(assertions),
        loading == "1",
        chance == "1",
    )


def versions(interpreter: str) -> Mapping[str, str]:
    """The version of Python."""
    return {"python": asked(interpreter or OWN)[0]}


HARNESS = rulekit.Harness(
    "python",
    "Runs a module of Python with its tests: assertions, functions, classes, unittest.",
    program=program,
    report=report,
    versions=versions,
    describe=DESCRIBER,
)
