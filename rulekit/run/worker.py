"""The process that judges: one configuration in, then a task a line in and its answer out.

Run as `python -m rulekit.run.worker WHEREABOUTS`, a file in which it says which row it is at. It
talks over its standard streams, in JSON. An answer is an object. A list of two is a word about the
process, and more about it: it is `ready`; it `broke`; or an error is `fatal` to the run.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import threading
import time
from functools import partial
from typing import IO, Any

from rulekit.audit import own_process
from rulekit.corpus.job import Task
from rulekit.engine import Engine
from rulekit.errors import RulekitError
from rulekit.run.build_runner import build_runner
from rulekit.run.limit import limit_cpu, limit_time
from rulekit.run.surroundings import Surroundings
from rulekit.run.whereabouts import Doing, Whereabouts
from rulekit.run.worker_config import WorkerConfig

ORPHANED = 3_600.0  # seconds for one document after which a worker ends itself
COLLECTED = (50_000, 20, 20)  # new objects between two collections, for Python's (700, 10, 10)
GRACE = 10.0  # seconds for a worker whose parent is gone
HIGH = 1_000  # file numbers from here on: what closes all files up to some number means lower ones


def main() -> None:
    """Judge until the input ends, or nobody listens any more."""
    own_process.claim()
    try:
        serve()
    except BrokenPipeError:
        os._exit(0)  # what is still buffered has nowhere to go


def serve() -> None:
    """Build the engine, then do tasks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    answers = os.fdopen(_above(1), "w", encoding="utf-8")
    requests = os.fdopen(_above(0), "rb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)  # what a plugin reads is no request
    os.dup2(2, 1)  # what a plugin prints goes to stderr and cannot break the protocol
    threading.Thread(target=_end_with_parent, args=(requests.fileno(),), daemon=True).start()
    if not (first := requests.readline()):  # whoever started this is gone
        return
    try:
        worker_config = WorkerConfig.from_json(first.decode())
        whereabouts = Whereabouts(*sys.argv[1:])
        judge = _Judge(worker_config.build(), worker_config, answers, whereabouts)
    except RulekitError as error:
        _say(answers, "fatal", _problems(error))
        return
    _keep_for_good()
    _say(answers, "ready")
    for line in requests:
        try:
            _answer(answers, judge.answer(Task.from_json(line.decode())))
        except RulekitError as error:
            _say(answers, "fatal", _problems(error))
            return
        except BrokenPipeError:
            raise
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001  nobody knows what is whole in this process
            _leave(answers, f"a bug of rulekit: {type(error).__name__}: {error}")


def _keep_for_good() -> None:
    """Have the collector pass over the engine: to walk it again and again takes a tenth of all."""
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def _leave(answers: IO[str], why: str) -> None:
    """End this process, and say why; another takes its place."""
    _say(answers, "broke", why)
    os._exit(1)


def _above(number: int) -> int:
    """Copy an open file to a high number."""
    try:
        import fcntl
    except ImportError:  # Windows
        return os.dup(number)
    try:
        return fcntl.fcntl(number, fcntl.F_DUPFD_CLOEXEC, HIGH)
    except OSError:  # so many are not allowed here
        return os.dup(number)


def _end_with_parent(requests: int) -> None:
    """End this process and its children soon after nobody can send requests any more.

    An ordinary end comes before that, by the end of the requests or an answer that nobody takes.
    """
    if not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(requests, 0)  # no more than the other end being closed
    poll.poll()
    time.sleep(GRACE)
    if os.getpgrp() == os.getpid():  # the group is this process and what it has started
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


class _Judge:
    """Does tasks, each document of which has a limit of time."""

    def __init__(
        self,
        engine: Engine,
        worker_config: WorkerConfig,
        answers: IO[str],
        whereabouts: Whereabouts,
    ) -> None:
        self.timeout = worker_config.timeout
        surroundings = Surroundings(engine, partial(_leave, answers))
        self.runner = build_runner(engine, worker_config, surroundings)
        self.whereabouts = whereabouts

    def answer(self, task: Task) -> dict[str, Any]:
        """Do a task and return its answer."""
        try:
            return self.runner.do(task, self._tell)
        finally:
            self._leave_alone()

    def _tell(self, row: int, doing: Doing) -> None:
        self._leave_alone()
        self.whereabouts.tell(row, doing)
        if doing == "judge":
            self._guard()

    def _guard(self) -> None:
        """Begin a document: its CPU time is limited.

        If this process is stopped by none and the parent is gone, it ends itself all the same.
        """
        limit_cpu(self.timeout)
        limit_time(ORPHANED)

    def _leave_alone(self) -> None:
        limit_cpu(0)
        limit_time(0)


def _problems(error: RulekitError) -> list[dict[str, object]]:
    """The problems of an error as plain data."""
    return [vars(problem) for problem in error.problems]


def _say(answers: IO[str], word: str, about: object = None) -> None:
    _answer(answers, [word, about])


def _answer(answers: IO[str], record: object) -> None:
    answers.write(json.dumps(record, ensure_ascii=True) + "\n")
    answers.flush()


if __name__ == "__main__":
    main()
