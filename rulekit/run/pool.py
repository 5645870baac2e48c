"""Many files over many processes: results in input order, and a dead process costs one file.

Each worker process has a thread here that hands it one file at a time and waits for the record. So
it is always known which file a process was at when it died, and a watchdog can kill one that hangs.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from rulekit.core.record import from_record
from rulekit.core.verdict import Verdict
from rulekit.engine import failed
from rulekit.errors import Problem, RulekitError
from rulekit.run.discover import Found
from rulekit.run.settings import Settings

AHEAD = 1_000  # results that may wait for an earlier one, so that memory stays bounded
RENEWED = 5_000  # files after which a process is replaced: the parser leaks a little for each
TIMEOUT = 60.0  # seconds for one file; budgets of work end everything known long before


class Worker:
    """One judging process."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
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
        if self.judged >= RENEWED:
            self.stop()
        process = self.process or self._start()
        self.judged += 1
        self.timed_out = False
        self.busy_since = time.monotonic()
        answer = _ask(process, json.dumps(vars(found)))
        self.busy_since = None
        if answer is None:
            return self._lost(process, found)
        if "fatal" in answer:
            raise _fatal(answer)
        return from_record(answer)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._starting:
            if self._closed:
                raise RulekitError("the run has ended")
            process = subprocess.Popen(
                # -P: what is judged must not be imported because it lies in the current folder
                [sys.executable, "-P", "-m", "rulekit.run.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(_import_paths())},
                start_new_session=True,  # Ctrl-C is for this process, which then ends the others
            )
            self.process, self.judged = process, 0
        answer = _ask(process, self.settings.to_json())
        if answer is None:
            self.stop()
            raise RulekitError(f"a worker process could not start: exit code {process.wait()}")
        if "fatal" in answer:
            raise _fatal(answer)
        return process

    def _lost(self, process: subprocess.Popen[bytes], found: Found) -> Verdict:
        code = process.wait()
        self.stop()
        if self.timed_out:
            return failed(found.path, "timed-out", "stopped by the watchdog: no verdict in time")
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        return failed(found.path, "crashed", f"the process judging it died ({how})")

    def kill_if_late(self, timeout: float) -> None:
        """Called by the watchdog: end a process that has been at one file for too long."""
        since, process = self.busy_since, self.process
        if process and since is not None and time.monotonic() - since > timeout:
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


def _ask(process: subprocess.Popen[bytes], line: str) -> dict[str, Any] | None:
    """Send a line, wait for one; None when the process is gone."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        answer = process.stdout.readline()
    except (OSError, ValueError):
        return None
    record: dict[str, Any] | None = json.loads(answer) if answer.endswith(b"\n") else None
    return record


class Pool:
    """A number of workers over one list of files."""

    def __init__(self, settings: Settings, jobs: int, timeout: float = TIMEOUT) -> None:
        self.workers = [Worker(settings) for _ in range(jobs)]
        self.timeout = timeout
        self.results: queue.SimpleQueue[tuple[int, Verdict | BaseException]] = queue.SimpleQueue()
        self.ahead = threading.Semaphore(AHEAD)
        self.lock = threading.Lock()
        self.done = threading.Event()

    def run(self, found: Sequence[Found]) -> Iterator[Verdict]:
        """Verdicts in the order of the files. Raises RulekitError when the workers cannot work."""
        rest = iter(enumerate(found))
        threads = [
            threading.Thread(target=self._serve, args=(worker, rest), daemon=True)
            for worker in self.workers[: max(1, len(found))]
        ]
        threads.append(threading.Thread(target=self._watch, daemon=True))
        for thread in threads:
            thread.start()
        try:
            yield from self._in_order(len(found))
        finally:
            self.done.set()
            for worker in self.workers:
                worker.close()

    def _in_order(self, total: int) -> Iterator[Verdict]:
        waiting: dict[int, Verdict] = {}
        for i in range(total):
            while i not in waiting:
                number, result = self.results.get()
                if isinstance(result, BaseException):
                    raise result
                waiting[number] = result
            yield waiting.pop(i)
            self.ahead.release()

    def _serve(self, worker: Worker, rest: Iterator[tuple[int, Found]]) -> None:
        """One worker's thread: a file at a time until there are none, or the run is over."""
        while not self.done.is_set():
            self.ahead.acquire()
            with self.lock:
                number, found = next(rest, (-1, None))
            if found is None:
                return
            try:
                self.results.put((number, worker.judge(found)))
            except BaseException as error:  # noqa: BLE001  it is raised again where results are read
                self.results.put((number, error))
                return

    def _watch(self) -> None:
        while not self.done.wait(min(1.0, self.timeout / 4)):
            for worker in self.workers:
                worker.kill_if_late(self.timeout)
