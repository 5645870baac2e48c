"""One judging process, guarded: what kills or hangs it costs the document that it was at.

It is handed one request at a time, so it is always known what it was at when it died, and a
watchdog can kill one that hangs.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from rulekit.core.record import from_record
from rulekit.core.verdict import Verdict
from rulekit.engine import failed
from rulekit.errors import Problem, RulekitError
from rulekit.run.discover import Found
from rulekit.run.recipe import Recipe
from rulekit.run.shard import Task

RENEWED = 5_000  # documents after which a process is replaced: the parser leaks a little for each
STARTS = 3  # times that a process is started, before the run gives up
DEATHS = 10  # of a process in one task, beyond two for each row, before the run gives up
LATE = ("timed-out", "stopped by the watchdog: no verdict in time")

Answer = dict[str, Any]


class Process:
    """One judging process, started when it is first needed."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        self.process: subprocess.Popen[bytes] | None = None
        self.busy_since: float | None = None
        self.timed_out = False
        self.judged = 0
        self._starting = threading.Lock()  # so that no process is started after the end
        self._closed = False

    def judge(self, found: Found) -> Verdict:
        """The verdict on one file, or an error verdict if the process does not survive it.

        Raises RulekitError when no process can judge anything.
        """
        answer, how, _ = self._request({"file": vars(found)}, timed=True)
        return failed(found.path, *how) if answer is None else from_record(answer)

    def do(self, task: Task) -> Answer:
        """The answer to a task of a corpus, whatever happens to the process on the way.

        A row at which it died is tried again: what killed it may have come from outside. At the
        second death the row is lost, and said to be. Where it dies before a row is read, or at one
        that is lost already, no row of the block can be read.
        """
        suspect: int | None = None
        deaths = 0
        while True:
            answer, how, row = self._request({"task": task.to_json()}, timed=False)
            if answer is not None:
                return answer
            deaths += 1
            whole = task.do != "judge" and deaths > 1  # it is about no row that could be left out
            if whole or task.unreadable or deaths > 2 * (task.stop - task.start) + DEATHS:
                raise _lost(task, row, how[1])
            if row != suspect:
                suspect = row
            elif row < 0 or str(row) in task.lost:
                task = replace(task, unreadable=how)
            else:
                task, suspect = replace(task, lost={**task.lost, str(row): how}), None

    def _request(
        self, request: Answer, *, timed: bool
    ) -> tuple[Answer | None, tuple[str, str], int]:
        """The answer, or None with how the process died; and the last row that it told, or -1."""
        if self.judged >= RENEWED:
            self.stop()
        process = self.process or self._start()
        self.timed_out = False
        self.judged += timed
        self.busy_since = time.monotonic() if timed else None
        row = -1
        answer = _ask(process, request)
        while answer is not None and "row" in answer and len(answer) == 1:
            row = answer["row"]
            self.judged += row >= 0
            self.busy_since = time.monotonic() if row >= 0 else None  # only judging is timed
            answer = _listen(process)
        self.busy_since = None
        if answer is None:
            return None, self._death(process), row
        if "fatal" in answer:
            raise _fatal(answer)
        return answer, ("", ""), row

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that is ready; one that is killed while it starts is started again."""
        for _ in range(STARTS):
            process = self._launch()
            answer = _ask(process, json.loads(self.recipe.to_json()))
            if answer and "fatal" in answer:
                raise _fatal(answer)
            if answer:
                return process
            code = process.wait()
            self.stop()
        raise RulekitError(f"a worker process could not start: exit code {code}")

    def _launch(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise RulekitError("the run has ended")
            self._look_around()
            process = subprocess.Popen(
                # -P: what is judged must not be imported because it lies in the current folder
                [sys.executable, "-P", "-m", "rulekit.run.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=self.recipe.folder,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(_import_paths())},
                start_new_session=True,  # Ctrl-C is for this process, which then ends the others
            )
            self.process, self.judged = process, 0
        return process

    def _look_around(self) -> None:
        """Raises RulekitError on a machine that has not got the folders of the run."""
        job = self.recipe.job
        for folder in (self.recipe.folder, job and job.out):
            if folder and not os.path.isdir(folder):
                message = f"there is no folder `{folder}` on {socket.gethostname()}"
                remedy = "every machine of a run must have it, at the same path"
                raise RulekitError([Problem(message, remedy=remedy)])

    def _death(self, process: subprocess.Popen[bytes]) -> tuple[str, str]:
        """How the process ended: a word of CAUSES, and a sentence."""
        code = process.wait()
        self.stop()
        if self.timed_out:
            return LATE
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return "crashed", f"the process judging it died ({how})"

    def kill_if_late(self) -> None:
        """Called by the watchdog: end a process that has been at one document for too long."""
        since, process = self.busy_since, self.process
        if process and since is not None and time.monotonic() - since > self.recipe.timeout:
            self.timed_out = True
            process.kill()

    def close(self) -> None:
        """End the process for good: another thread may be about to start one."""
        with self._starting:
            self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, self.process = self.process, None
        if process:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream:
                    with suppress(OSError):
                        stream.close()


def _lost(task: Task, row: int, how: str) -> RulekitError:
    """What no process survives, so that the run cannot go on."""
    at = f", row {row}" if row >= 0 else ""
    message = f"no process survives to {task.do} {task.shard.path}{at}: {how}, again and again"
    return RulekitError([Problem(message, remedy="what is done is kept for the same command")])


def _import_paths() -> list[str]:
    """Where this process finds modules, so that a worker finds the same plugins.

    Not in the current folder, unless somebody named it.
    """
    here = os.getcwd()
    named = [
        os.path.abspath(one) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one
    ]
    wanted = (path for path in sys.path if path)
    return [path for path in wanted if os.path.abspath(path) != here or here in named]


def _fatal(answer: dict[str, Any]) -> RulekitError:
    """What a worker could not go on for: the plan itself is broken, not a file."""
    return RulekitError([Problem(**problem) for problem in answer["fatal"]])


def _ask(process: subprocess.Popen[bytes], request: Answer) -> Answer | None:
    """Send a line, wait for one; None when the process is gone."""
    try:
        if process.stdin:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
    except (OSError, ValueError):
        return None
    return _listen(process)


def _listen(process: subprocess.Popen[bytes]) -> Answer | None:
    """Wait for a line; None when the process is gone."""
    try:
        line = process.stdout.readline() if process.stdout else b""
    except (OSError, ValueError):
        return None
    answer: Answer | None = json.loads(line) if line.endswith(b"\n") else None
    return answer


def watch(processes: Sequence[Process], done: threading.Event) -> None:
    """Until all is done, end every process that is at one document for too long."""
    timeout = min(process.recipe.timeout for process in processes)
    while not done.wait(min(1.0, timeout / 4)):
        for process in processes:
            process.kill_if_late()
