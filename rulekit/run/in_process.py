"""An executor in this very process, for stores that no other process can see."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import Future
from functools import cached_property

from rulekit.corpus.job import Task
from rulekit.errors import RulekitError
from rulekit.hooks.runner import Executor
from rulekit.run.build_runner import build_runner
from rulekit.run.tasks import TaskRunner
from rulekit.run.worker_config import WorkerConfig


class InProcessExecutor:
    """Does each task when it is given. A document that kills the process kills the run."""

    def __init__(self, worker_config: str) -> None:
        self._config = WorkerConfig.from_json(worker_config)

    @cached_property
    def _runner(self) -> TaskRunner:
        return build_runner(self._config.build(), self._config)

    def submit(self, task: str) -> Future[str]:
        """Do a task, and return its answer."""
        answer: Future[str] = Future()
        try:
            done = self._runner.do(Task.from_json(task), lambda _row, _doing: None)
            answer.set_result(json.dumps(done))
        except RulekitError as error:
            answer.set_result(json.dumps({"fatal": [vars(one) for one in error.problems]}))
        return answer

    def close(self) -> None:
        """Nothing is to be ended."""


class InProcessRunner:
    """One executor: the process itself. Its stores are those of its memory."""

    name = "in-process"

    def executors(
        self,
        worker_config: str,
        count: int | None,  # noqa: ARG002  there is one process
        address: str | None,  # noqa: ARG002  it has none
    ) -> Sequence[Executor]:
        """Make the executor."""
        return [InProcessExecutor(worker_config)]
