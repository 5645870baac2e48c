"""A plugin, and all that one may bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from rulekit.errors import Problem
from rulekit.hooks.harness import Harness
from rulekit.hooks.model_kind import ModelKind
from rulekit.hooks.pack import Language, Pack
from rulekit.hooks.reader import Reader
from rulekit.hooks.runner import Runner
from rulekit.hooks.step import Step
from rulekit.hooks.step_parts import Benchmark, Cutter, Detector

Status = Literal["ok", "failed", "off"]
PARTS: dict[str, type] = {
    "packs": Pack,
    "readers": Reader,
    "runners": Runner,
    "steps": Step,
    "detectors": Detector,
    "benchmarks": Benchmark,
    "cutters": Cutter,
    "kinds": ModelKind,
    "harnesses": Harness,
}


@dataclass(frozen=True)
class Plugin:
    """A plugin: its origin, and the outcome of loading it.

    `problems` say what is wrong with a failed one; `trace` is Python's own account for its author.
    """

    name: str
    origin: str
    version: str
    status: Status = "ok"
    packs: tuple[Pack, ...] = ()
    readers: tuple[Reader, ...] = ()
    runners: tuple[Runner, ...] = ()
    steps: tuple[Step, ...] = ()
    detectors: tuple[Detector, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    cutters: tuple[Cutter, ...] = ()
    kinds: tuple[ModelKind, ...] = ()
    harnesses: tuple[Harness, ...] = ()
    problems: tuple[Problem, ...] = ()
    trace: str = ""
    file: str = ""  # of the module that it is

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of its packs."""
        return tuple(language for pack in self.packs for language in pack.languages)

    @property
    def absent(self) -> frozenset[str]:
        """Names of packs whose rules and captures are not known without it; none if it works.

        One that is left out for another of its name leaves things behind that name its rules.
        """
        if self.status == "ok":
            return frozenset()
        plain = self.name.rpartition("/")[2]
        return frozenset({self.name, plain} if self.status == "off" else {self.name})

    def failed(self, problems: Sequence[Problem], trace: str = "") -> Plugin:
        """The same plugin, known to be broken and bringing nothing."""
        nothing = Plugin(self.name, self.origin, self.version, "failed")
        return replace(nothing, problems=tuple(problems), trace=trace)
