"""Judging one document in a copy of this process, so that it can cost no more than itself."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from rulekit.core.record import from_record, to_record
from rulekit.core.verdict import Verdict, failed
from rulekit.errors import Problem, RulekitError
from rulekit.run.death import IDLE, Death, Deaths, how_it_died
from rulekit.run.limit import limit_cpu
from rulekit.run.stall import STALLED, Stall

CHUNK = 1 << 16
GLANCE = 1.0  # seconds between two looks at the copy


def judged_apart(
    judge: Callable[[], Verdict], path: str, timeout: float, stall: float = STALLED
) -> Verdict:
    """Call a function in a copy of this process, which is there at once, and return its verdict.

    A document that kills or hangs the copy is an error verdict on `path`; `timeout` is CPU time,
    `stall` time in which nothing happens, in seconds. Raises RulekitError as the function does.
    Where a process cannot be copied (Windows) the function is called here.
    """
    if not hasattr(os, "fork"):
        return judge()
    deaths = Deaths()
    while True:
        answer = _ask_copy(judge, timeout, stall)
        if not isinstance(answer, Death):
            return answer
        if deaths.are_enough(answer):
            return failed(path, *answer.how)
        time.sleep(deaths.pause)


def _ask_copy(judge: Callable[[], Verdict], timeout: float, stall: float) -> Verdict | Death:
    reader, writer = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy has threads, which do nothing
        pid = os.fork()
    if pid == 0:
        _be_copy(judge, writer, timeout)
    os.close(writer)
    line: bytes | None = None
    try:
        line = _line_of(pid, reader, stall)
    finally:
        os.close(reader)
        if line is None or line.endswith(b"\n"):  # else it is dying, and shall say of what
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if line is None:
        return IDLE
    if not line.endswith(b"\n"):
        return replace(how_it_died(code), row=0)
    answer = json.loads(line)
    if "fatal" in answer:
        raise RulekitError([Problem(**problem) for problem in answer["fatal"]])
    return from_record(answer)


def _be_copy(judge: Callable[[], Verdict], writer: int, timeout: float) -> None:
    """Live as the copy: one document, one line."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original decides when to stop
        limit_cpu(timeout)
        try:
            answer = to_record(judge())
        except RulekitError as error:
            answer = {"fatal": [vars(problem) for problem in error.problems]}
        with os.fdopen(writer, "wb") as file:
            file.write(json.dumps(answer).encode() + b"\n")
    finally:
        os._exit(1)


def _line_of(pid: int, reader: int, stall: float) -> bytes | None:
    """Output of the copy, up to the end of a line or of the copy; None when it does nothing."""
    line, watch = bytearray(), Stall(stall)
    while not line.endswith(b"\n"):
        if not select.select([reader], [], [], min(GLANCE, stall / 4))[0]:
            if watch.over(pid, judging=True):
                return None
            continue
        chunk = os.read(reader, CHUNK)
        if not chunk:
            break
        line += chunk
        watch.word()
    return bytes(line)
