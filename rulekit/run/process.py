"""One judging process, guarded: what kills or hangs it costs the document that it was at.

It is handed one request at a time and tells what it is at, so that is known when it dies. A death
from outside costs nothing.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from rulekit.core.record import from_record
from rulekit.core.verdict import Verdict, failed
from rulekit.corpus.job import Task
from rulekit.errors import Problem, RulekitError
from rulekit.files.discover import FoundFile
from rulekit.run.death import IDLE, Death, Deaths, how_it_died
from rulekit.run.pieces import merged, split
from rulekit.run.stall import Stall
from rulekit.run.worker_config import WorkerConfig

RENEWED = 5_000  # documents after which a process is replaced: the parser leaks a little for each
ENDING = 10.0  # seconds for a process that is killed; one that waits for a dead disk stays

Answer = dict[str, Any]


class WorkerProcess:
    """One judging process, started when it is first needed."""

    def __init__(self, worker_config: WorkerConfig) -> None:
        self.worker_config = worker_config
        self.process: subprocess.Popen[bytes] | None = None
        self.judged = 0
        self.at: tuple[int, str] | None = None  # row and doing of a request that is under way
        self.stall = Stall(worker_config.stall)
        self._idle = False  # so that the watchdog has ended it
        self._starting = threading.Lock()  # so that no process is started after the end
        self._closed = threading.Event()

    def judge(self, found: FoundFile) -> Verdict:
        """The verdict on one file, or an error verdict if no process survives it.

        Raises RulekitError when no process can judge anything.
        """
        deaths = Deaths()
        while True:
            answer = self._request({"file": vars(found)})
            if not isinstance(answer, Death):
                return from_record(answer)
            if deaths.are_enough(answer):
                return failed(found.path, *answer.how)
            self._closed.wait(deaths.pause)

    def do(self, task: Task) -> Answer:
        """The answer to a task of a corpus, whatever happens to the process on the way.

        A block at which it died is done in pieces: the rows before the one that it was at, that row
        alone, and the others. Where a row has seen enough deaths it is lost, and said to be.
        """
        deaths = Deaths()
        pieces, answers = [task], []
        while pieces:
            piece = pieces.pop()
            answer = self._request({"task": piece.to_json()})
            if isinstance(answer, Death):
                pieces += reversed(split(piece, answer, deaths))
                self._closed.wait(deaths.pause)
            elif "changed" in answer:
                return answer
            else:
                answers.append(answer)
        return merged(answers)

    def _request(self, request: Answer) -> Answer | Death:
        """The answer, or how the process died and what it was at."""
        if self.judged >= RENEWED:
            self.stop()
        process = self.process or self._start()
        self._idle = False
        self.at = row, doing = (-1, "judge" if "file" in request else "read")
        self.judged += "file" in request
        answer = _ask(process, request)
        while answer is not None and "row" in answer and len(answer) == 2:
            self.stall.word()
            self.at = row, doing = answer["row"], answer["doing"]
            self.judged += doing == "judge"
            answer = _listen(process)
        self.stall.word()
        self.at = None
        if answer is None:
            return replace(self._death(process), row=row, doing=doing)
        if "broke" in answer:  # nobody knows what else
            self.stop()
            return Death("crashed", answer["broke"], row=row, doing=doing)
        if "fatal" in answer:
            raise _fatal(answer)
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        """A process that is ready; one that is killed while it starts is started again."""
        deaths = Deaths()
        while True:
            process = self._launch()
            answer = _ask(process, json.loads(self.worker_config.to_json()))
            if answer and "fatal" in answer:
                raise _fatal(answer)
            if answer:
                return process
            death = self._death(process)
            if deaths.are_enough(death):
                message = f"a worker process could not start: {death.note}"
                raise RulekitError([Problem(message, remedy="what is done is kept")])
            self._closed.wait(deaths.pause)

    def _launch(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed.is_set():
                raise RulekitError("the run has ended")
            self._look_around()
            process = subprocess.Popen(
                # -P: what is judged must not be imported because it lies in the current folder
                [sys.executable, "-P", "-m", "rulekit.run.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=self.worker_config.folder,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(_import_paths())},
                start_new_session=True,  # Ctrl-C is for this process, which then ends the others
            )
            self.process, self.judged = process, 0
        return process

    def _look_around(self) -> None:
        """Raises RulekitError on a machine that has not got the folders of the run."""
        job = self.worker_config.job
        for folder in (self.worker_config.folder, job and job.out):
            if folder and not os.path.isdir(folder):
                message = f"there is no folder `{folder}` on {socket.gethostname()}"
                remedy = "every machine of a run must have it, at the same path"
                raise RulekitError([Problem(message, remedy=remedy)])

    def _death(self, process: subprocess.Popen[bytes]) -> Death:
        """How the process ended."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING)
        self.stop()
        return IDLE if self._idle else how_it_died(process.returncode)

    def kill_if_stalled(self) -> None:
        """Called by the watchdog: end a process that makes no progress."""
        at, process = self.at, self.process
        if process is None or at is None:
            self.stall.word()
        elif self.stall.over(process.pid, judging=at[1] == "judge"):
            self._idle = True
            process.kill()

    def close(self) -> None:
        """End the process for good: another thread may be about to start one."""
        with self._starting:
            self._closed.set()
        self.stop()

    def stop(self) -> None:
        """End the process, and what plugins started in it, whatever they are doing."""
        process, self.process = self.process, None
        if process is None:
            return
        with suppress(OSError, AttributeError):  # gone, or Windows, which has no groups
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDING)
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


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


def watch(processes: Sequence[WorkerProcess], done: threading.Event) -> None:
    """Until all is done, end every process that makes no progress."""
    longest = min(process.worker_config.stall for process in processes)
    while not done.wait(min(1.0, longest / 4)):
        for process in processes:
            process.kill_if_stalled()
