"""The guard of a process that judges: its death or hang costs the document that it was at.

The process (run/worker.py) does a task at a time and says which row it is at; when it dies, the row
is known. A death from outside is charged to a row only the sixth time.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from typing import Any

from rulekit.corpus.job import Task
from rulekit.errors import Problem, RulekitError
from rulekit.places.address import is_address
from rulekit.places.scratch import remove_scratch
from rulekit.run.death import IDLE, Death, Deaths, how_it_died
from rulekit.run.pieces import merged, split
from rulekit.run.stall import Stall
from rulekit.run.whereabouts import NO_ROW, Whereabouts
from rulekit.run.worker_config import WorkerConfig

RENEW_AFTER = (
    5_000  # documents after which a process is replaced: the parser leaks a little for each
)
KILL_WAIT = 10.0  # seconds for a process that is killed; one that waits for a dead disk stays
NEEDED = "; where SRC and --out are addresses, and no file is named, none is needed"

Running = tuple[subprocess.Popen[bytes], Whereabouts]
Word = tuple[str, Any]  # what a process says, and of what
GONE: Word = ("gone", None)


class ProcessGuard:
    """Keeps one judging process at a time, and starts the next when it has died."""

    def __init__(self, worker_config: WorkerConfig) -> None:
        self.worker_config = worker_config
        self.process: subprocess.Popen[bytes] | None = None
        self.judged = 0
        self.whereabouts: Whereabouts | None = None  # of the process, from its start on
        self.busy = False  # with a task
        self.stall = Stall(worker_config.stall)
        self._idle = False  # the watchdog has ended it
        self._starting = threading.Lock()  # so that no process is started after the end
        self._closed = threading.Event()
        self._watchdog = threading.Thread(target=self._watch, daemon=True)

    def do(self, task: Task) -> str:
        """Do a task and return its answer as JSON, whatever happens to the process on the way.

        A block at which it died is done in pieces: the rows before the one that it was at, that row
        alone, and the others. Where a row has seen enough deaths it is lost, and said to be.
        Raises RulekitError when no process can judge anything.
        """
        deaths = Deaths()
        pieces, answers = [task], []
        while pieces:
            piece = pieces.pop()
            answer = self._request(piece)
            if isinstance(answer, Death):
                pieces += reversed(split(piece, answer, deaths))
                self._closed.wait(deaths.pause)
            else:
                answers.append(answer)
        return merged(answers)

    def _request(self, task: Task) -> str | Death:
        """Ask for the answer; if the process dies, return its death and the row that it was at."""
        if self.judged >= RENEW_AFTER:
            self.stop()
        process, whereabouts = self._running()
        self._idle = False
        whereabouts.tell(NO_ROW, "read")
        self.busy = True
        word, about = _ask(process, task.to_json())
        self.stall.word()
        self.busy = False
        self.judged += len(task.numbers) if task.do == "judge" else 0
        row, doing = whereabouts.at()
        if word == "gone":
            return self._death(process)._replace(row=row, doing=doing)
        if word == "broke":  # the state of the process is unknown now
            self.stop()
            return Death("crashed", about, row=row, doing=doing)
        if word == "fatal":
            raise _fatal(about)
        return str(about)

    def _running(self) -> Running:
        """The process that there is, or a new one."""
        if self.process and self.whereabouts:
            return self.process, self.whereabouts
        return self._start()

    def _start(self) -> Running:
        """Start a process and wait until it is ready; start again if it is killed meanwhile."""
        deaths = Deaths()
        while True:
            process, whereabouts = self._launch()
            word, about = _ask(process, self.worker_config.to_json())
            if word == "fatal":
                raise _fatal(about)
            if word == "ready":
                whereabouts.forget()
                return process, whereabouts
            death = self._death(process)
            if deaths.are_enough(death):
                message = f"a worker process could not start: {death.note}"
                raise RulekitError([Problem(message, remedy="what is done is kept")])
            self._closed.wait(deaths.pause)

    def _launch(self) -> Running:
        with self._starting:
            if self._closed.is_set():
                raise RulekitError("the run has ended")
            self._require_folders()
            whereabouts = Whereabouts()
            process = subprocess.Popen(
                # -P: what is judged must not be imported because it lies in the current folder
                [sys.executable, "-P", "-m", "rulekit.run.worker", whereabouts.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=self.worker_config.folder,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(import_paths())},
                start_new_session=True,  # Ctrl-C is for this process, which then ends the others
            )
            self.process, self.whereabouts, self.judged = process, whereabouts, 0
            if self._watchdog.ident is None:
                self._watchdog.start()
        return process, whereabouts

    def _require_folders(self) -> None:
        """Raises RulekitError on a machine that has not got the folders of the run."""
        for folder in (self.worker_config.folder, self.worker_config.job.out):
            if folder and not is_address(folder) and not os.path.isdir(folder):
                remedy = "every machine of the run must have it, at the same path" + NEEDED
                message = f"there is no folder `{folder}`"
                raise RulekitError([Problem(message, socket.gethostname(), remedy=remedy)])

    def _death(self, process: subprocess.Popen[bytes]) -> Death:
        """Clean up after the process and tell its death."""
        with suppress(subprocess.TimeoutExpired):
            process.wait(KILL_WAIT)
        self.stop()
        return IDLE if self._idle else how_it_died(process.returncode)

    def _watch(self) -> None:
        """End every process that makes no progress, until the end."""
        while not self._closed.wait(min(1.0, self.worker_config.stall / 4)):
            self._kill_if_stalled()

    def _kill_if_stalled(self) -> None:
        process, whereabouts = self.process, self.whereabouts
        if not (process and whereabouts and self.busy):
            self.stall.word()
            return
        row, doing = whereabouts.at()
        if self.stall.over(process.pid, judging=doing == "judge", row=row):
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
        if self.whereabouts:
            self.whereabouts.forget()  # of one that was never ready
        with suppress(OSError, AttributeError):  # gone, or Windows, which has no groups
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(KILL_WAIT)
        remove_scratch(process.pid)
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()


def import_paths() -> list[str]:
    """Folders in which this process finds modules, so that a worker finds the same plugins.

    Not in the current folder, unless somebody named it.
    """
    here = os.getcwd()
    named = [
        os.path.abspath(one) for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one
    ]
    wanted = (path for path in sys.path if path)
    return [path for path in wanted if os.path.abspath(path) != here or here in named]


def _fatal(problems: list[dict[str, Any]]) -> RulekitError:
    """The error that a worker could not go on for: the plan itself is broken, not a file."""
    return RulekitError([Problem(**problem) for problem in problems])


def _ask(process: subprocess.Popen[bytes], line: str) -> Word:
    """Send a line, wait for one."""
    try:
        if process.stdin:
            process.stdin.write(line.encode() + b"\n")
            process.stdin.flush()
    except (OSError, ValueError):
        return GONE
    return _listen(process)


def _listen(process: subprocess.Popen[bytes]) -> Word:
    """Wait for a line; an answer is handed on as it is, as it may be long."""
    try:
        line = process.stdout.readline() if process.stdout else b""
    except (OSError, ValueError):
        return GONE
    if not line.endswith(b"\n"):
        return GONE
    if line.startswith(b"{"):
        return "answer", line.decode()
    word, about = json.loads(line)
    return word, about
