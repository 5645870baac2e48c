"""Judging without an audit: few files here, more files and blocks of rows in worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from rulekit.core.record import from_record
from rulekit.run.limit import TIMEOUT

if TYPE_CHECKING:
    from rulekit.core.verdict import Verdict
    from rulekit.corpus.job import Task
    from rulekit.engine import Engine
    from rulekit.files.discover import FoundFile
    from rulekit.plan.options import PlanOptions
    from rulekit.run.worker_config import WorkerConfig

FEW = 16  # files, and
SMALL = 128 << 10  # bytes of them all, that take as long as a worker's start: half a second
AHEAD = 1_000  # verdicts that may wait for an earlier one, so that memory stays bounded


def check_all(
    engine: Engine,
    options: PlanOptions,
    found: Sequence[FoundFile],
    *,
    jobs: int,
    timeout: float = TIMEOUT,
) -> Iterator[Verdict]:
    """Judge files and return their verdicts in their order, whatever the number of processes.

    A few small files are judged in a copy of this process, which is there at once; more in
    processes of their own, `jobs` of them. So a file or a plugin that kills or hangs a process
    costs that file and nothing else. `timeout` is CPU seconds for one file.
    """
    # Of other plugins it is not known whether they can be copied.
    if engine.plan.bundled and _are_few(found):
        from rulekit.corpus.row import file_verdict
        from rulekit.run.apart import Judging, all_judged_apart

        engine.plan.few = True
        return all_judged_apart(
            (Judging(one.path, partial(file_verdict, engine, one)) for one in found), timeout
        )
    from rulekit.corpus.job import Task
    from rulekit.run.worker_config import WorkerConfig

    tasks = (Task.of_file(one, number) for number, one in enumerate(found))
    return verdicts(WorkerConfig(options, timeout=timeout), tasks, min(jobs, len(found)), AHEAD)


def _are_few(found: Sequence[FoundFile]) -> bool:
    """True if judging the files takes no longer than a worker takes to start."""
    return len(found) <= FEW and sum(map(_size, found)) <= SMALL


def _size(one: FoundFile) -> int:
    """Bytes of a file; 0 if it is not to be read or cannot be, which its verdict tells."""
    try:
        return 0 if one.cause else os.stat(one.file).st_size
    except (OSError, ValueError):
        return 0


def verdicts(
    worker_config: WorkerConfig,
    tasks: Iterable[Task],
    jobs: int,
    ahead: int,
    *,
    in_memory: bool = False,
) -> Iterator[Verdict]:
    """Judge the rows of tasks in `jobs` processes, and return their verdicts in their order.

    Rows that are `in_memory` of this process are judged in it. At most `ahead` tasks wait for an
    earlier one. Raises RulekitError when no process can work.
    """
    from rulekit.run.dispatch import in_order  # 60 ms that a few files never spend
    from rulekit.run.in_process import InProcessRunner
    from rulekit.run.local_runner import LocalRunner

    runner = InProcessRunner() if in_memory else LocalRunner()
    executors = runner.executors(worker_config.to_json(), jobs, None)
    for answer in in_order(tasks, executors, ahead):
        yield from map(from_record, answer["records"])
