"""Configuration of a worker: the options of its engine, and the job of its run."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rulekit.corpus.job import FILES, CorpusJob
from rulekit.curate.job import CurationJob
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import ELSEWHERE, Fingerprint, differences, fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.limit import TIMEOUT
from rulekit.run.stall import STALLED

SHOWN = 5  # differences of a machine that are named


@dataclass(frozen=True)
class WorkerConfig:
    """Plain data: it travels as JSON. The job is that of judging files unless another is given.

    `timeout` is CPU time for one document, `stall` time in which nothing happens, both in seconds.

    A worker may be started elsewhere, on another machine, too: paths count from `folder`, None if
    none does, and what it builds must be what `plan` says, if there is one. With a `curation`, rows
    go its steps.
    """

    options: PlanOptions
    job: CorpusJob = FILES
    timeout: float = TIMEOUT
    folder: str | None = None
    plan: Fingerprint | None = None
    stall: float = STALLED
    curation: CurationJob | None = None

    def build(self) -> Engine:
        """Build the engine; raises RulekitError when there is none, or only one of another plan."""
        try:
            engine = build_engine(self.options)
        except RulekitError as error:
            raise RulekitError([*self._missing_plugins(), *error.problems]) from None
        if self.plan and (others := differences(self.plan, fingerprint(engine.plan), ELSEWHERE)):
            raise RulekitError([_another(others)])
        return engine

    def _missing_plugins(self) -> Iterator[Problem]:
        """Plugins of the run that are missing or broken here, so that their rules are not known."""
        if self.plan is None:
            return
        from rulekit.catalog.load_catalog import load_catalog  # with YAML, which a plan needs not

        plugins = load_catalog(self.options.off).plugins
        there = {one.name: one.version for one in plugins if one.status == "ok"}
        if missing := differences(self.plan, {"plugins": there}, ELSEWHERE):
            yield _another(missing)
        for one in plugins:
            yield from one.problems if one.name in self.plan["plugins"] else ()

    def to_json(self) -> str:
        """Write the configuration as one line."""
        about = {
            "options": self.options.to_json(),
            "job": self.job.to_json(),
            "timeout": self.timeout,
            "folder": self.folder,
            "plan": self.plan,
            "stall": self.stall,
            "curation": self.curation and self.curation.to_fields(),
        }
        return json.dumps(about)

    @staticmethod
    def from_json(text: str) -> WorkerConfig:
        """Read the configuration that `to_json` wrote."""
        about: dict[str, Any] = json.loads(text)
        about["options"] = PlanOptions.from_json(about["options"])
        about["job"] = CorpusJob.from_json(about["job"])
        about["curation"] = about["curation"] and CurationJob.from_fields(about["curation"])
        return WorkerConfig(**about)


def _another(others: Sequence[str]) -> Problem:
    """The problem of a machine that has another rulekit than the run was begun with."""
    shown = [*others[:SHOWN], *([f"{len(others) - SHOWN} more"] if len(others) > SHOWN else [])]
    message = f"rulekit is not that of the run: {'; '.join(shown)}"
    remedy = "have the same rulekit, plugins and rules on every machine"
    return Problem(message, socket.gethostname(), remedy=remedy)
