"""Running tasks at the places of a runner: each place has one at a time, and none is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any

from rulekit.corpus.job import Task
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError, pick
from rulekit.hooks.runner import Executor, Runner
from rulekit.run.local_runner import LocalRunner
from rulekit.run.scheduler import Scheduler, ShardProgress

LOST = 5  # times that one task may be lost with its place, before the run gives up


def run_tasks(
    work: Scheduler, executors: Sequence[Executor]
) -> Iterator[tuple[Task, ShardProgress]]:
    """Keep every place busy until nothing is left; what is lost with its place is done again."""
    busy: dict[Future[str], tuple[int, Task, int]] = {}
    idle = list(range(len(executors)))
    try:
        while True:
            for place in list(idle):
                if task := work.take(place):
                    idle.remove(place)
                    busy[executors[place].submit(task.to_json())] = (place, task, 1)
            if not busy:
                return
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                place, task, times = busy.pop(future)
                if (error := future.exception()) is None:
                    idle.append(place)
                    yield task, work.done(task, _answer(future.result()))
                elif times < LOST and isinstance(error, Exception):
                    busy[executors[place].submit(task.to_json())] = (place, task, times + 1)
                else:
                    raise RulekitError(f"a task was lost {times} times: {error}") from error
    finally:
        for one in executors:
            one.close()


def _answer(line: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(line)
    if "fatal" in answer:
        raise RulekitError([Problem(**problem) for problem in answer["fatal"]])
    return answer


def find_runner(engine: Engine, name: str) -> Runner:
    """A runner by its name; raises UsageError with the nearest when there is none."""
    local = LocalRunner()
    runners: dict[str, Runner] = {local.name: local, **engine.plan.catalog.runners}
    return pick("runner", name, runners)
