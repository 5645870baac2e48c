"""Where tasks are done on this machine: a guarded process each, behind a thread."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from rulekit.corpus.job import Task
from rulekit.errors import RulekitError
from rulekit.hooks.runner import Place
from rulekit.run.process import Process, watch
from rulekit.run.recipe import Recipe


class Worker:
    """Does the tasks of a corpus, one after the other, in a process that it guards.

    What runners are made of: build one where the tasks are to be done, from the recipe that
    `Runner.places` was given, and hand it the tasks that `Place.submit` is given.
    """

    def __init__(self, recipe: str) -> None:
        self.process = Process(Recipe.from_json(recipe))
        self.done = threading.Event()
        watched = ([self.process], self.done)
        threading.Thread(target=watch, args=watched, daemon=True).start()

    def do(self, task: str) -> str:
        """The answer to a task. What no worker could do is in the answer, too: nothing is raised.

        A document that kills or hangs its process costs itself, not the task.
        """
        try:
            return json.dumps(self.process.do(Task.from_json(task)))
        except RulekitError as error:
            return json.dumps({"fatal": [vars(problem) for problem in error.problems]})

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.done.set()
        self.process.close()


class LocalPlace:
    """A worker on this machine."""

    def __init__(self, recipe: str) -> None:
        self.worker = Worker(recipe)
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

    def places(self, recipe: str, count: int | None, address: str | None) -> Sequence[Place]:  # noqa: ARG002  it has no address
        """The places; nothing is started yet."""
        return [LocalPlace(recipe) for _ in range(count or os.cpu_count() or 1)]
