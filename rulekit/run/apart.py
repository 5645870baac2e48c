"""Judging documents in a copy of this process, so that each can cost no more than itself."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import NamedTuple

from rulekit.core.record import from_record, to_record
from rulekit.core.verdict import Verdict, failed
from rulekit.errors import Problem, RulekitError
from rulekit.run.death import IDLE, Death, Deaths, how_it_died
from rulekit.run.limit import limit_cpu
from rulekit.run.stall import STALLED, Stall

CHUNK = 1 << 16
GLANCE = 1.0  # seconds between two looks at the copy


class Judging(NamedTuple):
    """A document, by its `path`, and a function that judges it."""

    path: str
    judge: Callable[[], Verdict]


def judged_apart(
    judge: Callable[[], Verdict], path: str, timeout: float, stall: float = STALLED
) -> Verdict:
    """Call a function in a copy of this process and return its verdict, as `all_judged_apart`."""
    (verdict,) = all_judged_apart([Judging(path, judge)], timeout, stall)
    return verdict


def all_judged_apart(
    documents: Iterable[Judging], timeout: float, stall: float = STALLED
) -> Iterator[Verdict]:
    """Judge documents in a copy of this process, which is there at once, and return their verdicts.

    A document that kills or hangs the copy is an error verdict on its path, and another copy goes
    on behind it; `timeout` is CPU time for one document, `stall` time in which nothing happens, in
    seconds. Raises RulekitError as the functions do. Where a process cannot be copied (Windows)
    they are called here.
    """
    if not hasattr(os, "fork"):
        yield from (document.judge() for document in documents)
        return
    rest, deaths = deque(documents), Deaths()
    while rest:
        with closing(_ask_copy(tuple(rest), timeout, stall)) as answers:
            for answer in answers:
                if not isinstance(answer, Death):
                    verdict = answer
                elif deaths.are_enough(answer):
                    verdict = failed(rest[0].path, *answer.how)
                else:
                    time.sleep(deaths.pause)
                    break
                rest.popleft()
                deaths = Deaths()
                yield verdict


def _ask_copy(
    documents: Sequence[Judging], timeout: float, stall: float
) -> Generator[Verdict | Death]:
    """Verdicts in the order of the documents; a death, the copy's, comes last."""
    reader, writer = os.pipe()
    for stream in (sys.stdout, sys.stderr):
        if stream:
            stream.flush()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # numpy has threads, which do nothing
        pid = os.fork()
    if pid == 0:
        _be_copy(documents, writer, timeout)
    os.close(writer)
    lines, line = _Lines(pid, reader, stall), None
    try:
        for _ in documents:
            line = lines.next()
            if not line:
                break
            yield _verdict_of(line)
    finally:
        os.close(reader)
        if line != b"":  # else it is dying, and shall say of what
            with suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if line is None:
        yield IDLE
    elif not line:
        yield how_it_died(code)._replace(row=0)


def _verdict_of(line: bytes) -> Verdict:
    answer = json.loads(line)
    if "fatal" in answer:
        raise RulekitError([Problem(**problem) for problem in answer["fatal"]])
    return from_record(answer)


def _be_copy(documents: Sequence[Judging], writer: int, timeout: float) -> None:
    """Live as the copy: a document, a line."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the original decides when to stop
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a death from outside, whatever that has set
        with os.fdopen(writer, "wb") as file:
            for document in documents:
                limit_cpu(timeout)
                try:
                    answer = to_record(document.judge())
                except RulekitError as error:
                    answer = {"fatal": [vars(problem) for problem in error.problems]}
                file.write(json.dumps(answer).encode() + b"\n")
                file.flush()
    finally:
        os._exit(1)


class _Lines:
    """Lines of output of a copy, one for each document."""

    def __init__(self, pid: int, reader: int, stall: float) -> None:
        self.pid, self.reader, self.stall = pid, reader, stall
        self.watch = Stall(stall)
        self.waiting = bytearray()

    def next(self) -> bytes | None:
        """The next line; nothing at the end of the copy, None when it does nothing."""
        while (end := self.waiting.find(b"\n") + 1) == 0:
            if not select.select([self.reader], [], [], min(GLANCE, self.stall / 4))[0]:
                if self.watch.over(self.pid, judging=True):
                    return None
                continue
            chunk = os.read(self.reader, CHUNK)
            if not chunk:
                return b""
            self.waiting += chunk
            self.watch.word()
        line = bytes(self.waiting[:end])
        del self.waiting[:end]
        return line
