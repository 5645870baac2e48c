"""Executors on this machine: a guarded process each, behind a thread."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from rulekit.corpus.job import Task
from rulekit.errors import Problem, RulekitError
from rulekit.hooks.runner import Executor
from rulekit.run.process import ProcessGuard
from rulekit.run.worker_config import WorkerConfig


class Worker:
    """Does tasks, one after the other, in a process that it guards.

    Runners build one where the tasks are to be done, from the configuration that
    `Runner.executors` was given, and hand it the tasks that `Executor.submit` is given.
    """

    def __init__(self, worker_config: str) -> None:
        self.process = ProcessGuard(WorkerConfig.from_json(worker_config))

    def do(self, task: str) -> str:
        """Do a task and return its answer. Problems are in the answer, too: nothing is raised.

        A document that kills or hangs its process costs itself, not the task.
        """
        try:
            return self.process.do(Task.from_json(task))
        except RulekitError as error:
            return json.dumps({"fatal": [vars(problem) for problem in error.problems]})

    def lacks(self) -> tuple[Problem, ...]:
        """Problems that keep this machine from doing the tasks of the run; none if it can.

        Asked before the first task. What tasks need is tried: to make the plan, to read a shard of
        each kind, and to write to the folder of the run, which must have been begun.
        """
        try:
            told = json.loads(self.process.do(Task.of_trial()))
        except RulekitError as error:
            return error.problems
        return tuple(Problem(**one) for one in told["lacks"])

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.process.close()


class LocalExecutor:
    """A worker on this machine."""

    def __init__(self, worker_config: str) -> None:
        self.worker = Worker(worker_config)
        self.thread = ThreadPoolExecutor(1)

    def submit(self, task: str) -> Future[str]:
        """Do a task in the worker's process."""
        return self.thread.submit(self.worker.do, task)

    def close(self) -> None:
        """End it."""
        self.worker.close()
        self.thread.shutdown(cancel_futures=True)


class LocalRunner:
    """Processes of the machine at hand: as many as are asked for, or one for each core."""

    name = "local"

    def executors(
        self,
        worker_config: str,
        count: int | None,
        address: str | None,  # noqa: ARG002  it has none
    ) -> Sequence[Executor]:
        """Make executors, of which nothing is started yet."""
        return [LocalExecutor(worker_config) for _ in range(count or os.cpu_count() or 1)]
