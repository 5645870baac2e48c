"""The part of a worker that does tasks, by its configuration."""

from __future__ import annotations

from rulekit.engine import Engine
from rulekit.run.surroundings import Surroundings
from rulekit.run.tasks import TaskRunner
from rulekit.run.worker_config import WorkerConfig


def build_runner(
    engine: Engine, config: WorkerConfig, surroundings: Surroundings | None = None
) -> TaskRunner:
    """Make what does the tasks of a run, or of a curation."""
    if config.curation is None:
        return TaskRunner(engine, config.job, surroundings)
    from rulekit.run.curation_tasks import CurationRunner  # a check of files needs none of it

    return CurationRunner(engine, config.options, config.job, config.curation, surroundings)
