"""Running one solution with its tests, as often as it takes to believe what they say."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rulekit.core.escape import visible
from rulekit.errors import RulekitError
from rulekit.hooks.harness import Harness, RunReport, SolutionRun
from rulekit.sandbox.program import Cause
from rulekit.sandbox.sandbox import Sandbox

OUTCOMES = (
    "passed", "failed", "error", "timed out", "memory", "output", "no assertion", "vacuous",
    "flaky", "refused",
)  # fmt: skip
OF_CAUSE: Mapping[Cause, tuple[str, str]] = {
    "start": ("refused", "it could not be started in the sandbox"),
    "cpu": ("timed out", "it computed for longer than `cpu` seconds"),
    "seconds": ("timed out", "it took longer than `seconds`"),
    "output": ("output", "it printed more than `output` bytes"),
    "disk": ("error", "it wrote more than `disk` bytes"),
    "threads": ("error", "it started more than `threads` threads"),
    "result": ("error", "something else was written where the report is written"),
}


@dataclass(frozen=True)
class Repeats:
    """How often tests are run: `chance` times where solution or tests name a source of chance."""

    plain: int = 2
    chance: int = 10

    def of(self, report: RunReport) -> int:
        """Runs of tests of which one has been reported."""
        return self.chance if report.has_chance else self.plain


@dataclass(frozen=True)
class Execution:
    """What came of a solution: one of OUTCOMES, why, and how many assertions and runs there were.

    `versions` are those of what ran it, `sandbox` is where.
    """

    outcome: str
    note: str = ""
    assertions: int = 0
    runs: int = 0
    sandbox: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_kept(self) -> bool:
        """True if the tests passed each time, and failed for a solution that does nothing."""
        return self.outcome == "passed"


@dataclass
class Runs:
    """The runs of one solution, one after the other, each with a secret of its own."""

    harness: Harness
    sandbox: Sandbox
    count: int = 0

    def report(self, run: SolutionRun) -> tuple[str, RunReport]:
        """Run it once; its outcome, and the report."""
        self.count += 1
        run = replace(run, secret=secrets.token_hex(16))
        try:
            program = self.harness.program(run)
        except RulekitError as error:  # of names that are none
            return "error", RunReport("error", error.problems[0].message)
        end = self.sandbox.run(program)
        if end.cause:
            outcome, note = OF_CAUSE[end.cause]
            return outcome, RunReport("error", f"{note}: {end.note}" if end.note else note)
        report = self.harness.report(end, run)
        return report.outcome, report


def execute(
    run: SolutionRun, harness: Harness, sandbox: Sandbox, repeats: Repeats | None = None
) -> Execution:
    """Run a solution with its tests until it is known what they are worth.

    It is kept if they pass, if an assertion ran, if they fail once the functions under test are
    emptied, and if they pass again, with other hashes. One that fails is run once more, to tell it
    from one that fails by chance.
    """
    runs = Runs(harness, sandbox)
    outcome, first = runs.report(run)
    repeats, note = repeats or Repeats(), first.note
    if outcome in {"failed", "error"}:
        outcome, note = _failed(run, runs, (outcome, first), repeats)
    elif outcome == "passed":
        outcome, note = _passed(run, runs, first, repeats)
    versions = harness.versions(run.interpreter)
    return Execution(outcome, visible(note), first.assertions, runs.count, str(sandbox), versions)


def _failed(
    run: SolutionRun, runs: Runs, first: tuple[str, RunReport], repeats: Repeats
) -> tuple[str, str]:
    outcome, report = first
    for seed in range(1, repeats.of(report)):
        again, _ = runs.report(replace(run, seed=seed))
        if again == "passed":
            return "flaky", f"run 1 was `{outcome}`, run {seed + 1} passed: {report.note}"
    return outcome, report.note


def _passed(run: SolutionRun, runs: Runs, first: RunReport, repeats: Repeats) -> tuple[str, str]:
    if not first.assertions:
        return "no assertion", "no assertion was reached"
    outcome, emptied = runs.report(replace(run, emptied="emptied"))
    if emptied.loading:  # the solution needs its functions to be loaded, which is no test of them
        outcome, emptied = runs.report(replace(run, emptied="late"))
    if outcome == "refused":
        return outcome, emptied.note
    if emptied.loading:
        return "error", f"it cannot be loaded with empty functions: {emptied.note}"
    if outcome == "passed":
        return "vacuous", "the tests pass when the functions under test are emptied"
    for seed in range(1, repeats.of(first)):
        outcome, report = runs.report(replace(run, seed=seed))
        if outcome == "refused":
            return outcome, report.note
        if outcome != "passed":
            return "flaky", f"run {seed + 1} was `{outcome}`: {report.note}"
    return "passed", ""
