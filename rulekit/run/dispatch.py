"""Handing tasks to the executors of a runner: each has one at a time, and none is lost."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from queue import SimpleQueue
from typing import Any

from rulekit.corpus.job import Task
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError, pick
from rulekit.hooks.runner import Executor, Runner
from rulekit.run.in_process import InProcessRunner
from rulekit.run.local_runner import LocalRunner

LOST = 5  # times that one task may be lost with its executor, before the run gives up

MEMORY = "memory://"

Answer = dict[str, Any]
Take = Callable[[int], Task | None]


def dispatch(take: Take, executors: Sequence[Executor]) -> Generator[tuple[Task, Answer]]:
    """Keep every executor busy until nothing is left, and return each task with its answer.

    `take` gives the next task for the executor of a number, or None when there is none for it now;
    it is asked again after each answer. A task that is lost with its executor is done again.
    """
    busy: dict[Future[str], tuple[int, Task, int]] = {}
    done: SimpleQueue[Future[str]] = SimpleQueue()
    idle = list(range(len(executors)))

    def submit(number: int, task: Task, times: int) -> None:
        future = executors[number].submit(task.to_json())
        busy[future] = (number, task, times)
        future.add_done_callback(done.put)

    try:
        while True:
            for number in list(idle):
                if task := take(number):
                    idle.remove(number)
                    submit(number, task, 1)
            if not busy:
                return
            number, task, times = busy.pop(future := done.get())
            if (error := future.exception()) is None:
                idle.append(number)
                yield task, _answer(future.result())
            elif times < LOST and isinstance(error, Exception):
                submit(number, task, times + 1)
            else:
                raise RulekitError(f"a task was lost {times} times: {error}") from error
    finally:
        for one in executors:
            one.close()


def in_order(tasks: Iterable[Task], executors: Sequence[Executor], ahead: int) -> Iterator[Answer]:
    """Do tasks and return their answers in the order of the tasks.

    At most `ahead` are handed out whose answers have not been returned, so that memory is bounded.
    """
    rest, handed = iter(tasks), deque[Task]()
    answers: dict[tuple[int, int], Answer] = {}

    def take(_: int) -> Task | None:
        task = next(rest, None) if len(handed) < ahead else None
        if task:
            handed.append(task)
        return task

    with closing(dispatch(take, executors)) as done:
        for task, answer in done:
            answers[task.order] = answer
            while handed and handed[0].order in answers:
                yield answers.pop(handed.popleft().order)


def _answer(line: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(line)
    if "fatal" in answer:
        raise RulekitError([Problem(**problem) for problem in answer["fatal"]])
    return answer


def find_runner(engine: Engine, name: str, places: Iterable[str] = ()) -> Runner:
    """Find a runner by its name; raises UsageError with the nearest when there is none.

    Where one of the `places` is in the memory of this process, so is the runner.
    """
    if any(one.startswith(MEMORY) for one in places):
        return InProcessRunner()
    local = LocalRunner()
    runners: dict[str, Runner] = {local.name: local, **engine.plan.runners}
    return pick("runner", name, runners)
