"""Handing tasks to the executors of a runner: each has one at a time, and none is lost."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from queue import Empty, SimpleQueue
from typing import Any

from rulekit.corpus.job import Task
from rulekit.engine import Engine
from rulekit.errors import Problem, RulekitError, pick
from rulekit.hooks.runner import Runner
from rulekit.run.crew import Crew, Executors
from rulekit.run.in_process import InProcessRunner
from rulekit.run.local_runner import LocalRunner

LOST = 5  # times that one task may be lost with its executor, before the run gives up
LOOK = 1.0  # seconds without an answer after which executors are looked for

MEMORY = "memory://"

Answer = dict[str, Any]
Take = Callable[[int], Task | None]


def dispatch(take: Take, executors: Executors) -> Generator[tuple[Task, Answer]]:
    """Keep every executor busy until nothing is left, and return each task with its answer.

    `take` gives the next task for the executor of a number, or None when there is none for it now;
    it is asked again after each answer. A task that is lost with its executor is done again, by
    whoever is free first. Executors of a fleet may come and go meanwhile.
    """
    crew, lost = Crew(executors), deque[tuple[Task, int]]()
    busy: dict[Future[str], tuple[int, Task, int]] = {}
    done: SimpleQueue[Future[str]] = SimpleQueue()
    try:
        while True:
            crew.look()
            for number in [*crew.free]:
                task, times = lost.popleft() if lost else (take(number), 0)
                if task:
                    crew.free.remove(number)
                    future = crew.members[number].submit(task.to_json())
                    busy[future] = (number, task, times + 1)
                    future.add_done_callback(done.put)
            if not (busy or lost):
                if crew.members or not (task := take(0)):
                    return
                lost.append((task, 0))  # for the first that comes
            if (ended := _next(done)) is None:
                continue
            number, task, times = busy.pop(ended)
            crew.free.append(number)
            if (error := ended.exception()) is None:
                yield task, _answer(ended.result())
            elif times < LOST and isinstance(error, Exception):
                lost.append((task, times))
            else:
                raise RulekitError(f"a task was lost {times} times: {error}") from error
    finally:
        crew.close()


def _next(done: SimpleQueue[Future[str]]) -> Future[str] | None:
    """The next answer; None if there is none for a while, in which executors may have come."""
    try:
        return done.get(timeout=LOOK)
    except Empty:
        return None


def in_order(tasks: Iterable[Task], executors: Executors, ahead: int) -> Iterator[Answer]:
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
