"""What a worker is built from: an engine's settings, and what is to be done with a corpus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from rulekit.run.settings import Settings
from rulekit.run.shard import Job

TIMEOUT = 60.0  # seconds for one document; budgets of work end everything known long before


@dataclass(frozen=True)
class Recipe:
    """Plain data: it travels as JSON. Without a job only files are judged.

    Paths count from `folder`: a worker may be started elsewhere, on another machine, too.
    """

    settings: Settings
    job: Job | None = None
    timeout: float = TIMEOUT
    folder: str | None = None

    def to_json(self) -> str:
        """The recipe as one line."""
        job = self.job and self.job.to_json()
        about = {"settings": self.settings.to_json(), "job": job}
        return json.dumps(about | {"timeout": self.timeout, "folder": self.folder})

    @staticmethod
    def from_json(text: str) -> Recipe:
        """The recipe that `to_json` wrote."""
        about: dict[str, Any] = json.loads(text)
        job = about["job"] and Job.from_json(about["job"])
        settings = Settings.from_json(about["settings"])
        return Recipe(settings, job, about["timeout"], about["folder"])
