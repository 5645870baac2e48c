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
    """Plain data: it travels as JSON. Without a job only files are judged."""

    settings: Settings
    job: Job | None = None
    timeout: float = TIMEOUT

    def to_json(self) -> str:
        """The recipe as one line."""
        job = self.job and self.job.to_json()
        about = {"settings": self.settings.to_json(), "job": job, "timeout": self.timeout}
        return json.dumps(about)

    @staticmethod
    def from_json(text: str) -> Recipe:
        """The recipe that `to_json` wrote."""
        about: dict[str, Any] = json.loads(text)
        job = about["job"] and Job.from_json(about["job"])
        return Recipe(Settings.from_json(about["settings"]), job, about["timeout"])
