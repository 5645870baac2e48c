"""Configuration of a worker: the options of its engine, and the job of its run."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from typing import Any

from rulekit.corpus.job import FILES, CorpusJob
from rulekit.curate.job import CurationJob
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError
from rulekit.loader import build_engine
from rulekit.plan.fingerprint import Fingerprint, differences, fingerprint
from rulekit.plan.options import PlanOptions
from rulekit.run.limit import TIMEOUT
from rulekit.run.stall import STALLED


@dataclass(frozen=True)
class WorkerConfig:
    """Plain data: it travels as JSON. The job is that of judging files unless another is given.

    `timeout` is CPU time for one document, `stall` time in which nothing happens, both in seconds.

    A worker may be started elsewhere, on another machine, too: paths count from `folder`, and what
    it builds must be what `plan` says, if there is one. With a `curation`, rows go its steps.
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
        engine = build_engine(self.options)
        if self.plan and (changed := differences(self.plan, fingerprint(engine.plan))):
            message = f"rulekit on {socket.gethostname()} is not that of the run: {changed[0]}"
            raise RulekitError([Problem(message, remedy="install the same on every machine")])
        return engine

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
