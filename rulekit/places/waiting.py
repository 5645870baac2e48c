"""Pauses between tries: longer each time, and not the same for all who wait for one store."""

from __future__ import annotations

import os
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WAITS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds at most, before the second try and the others
LONG = 2.0  # seconds after which a person wonders, while nothing goes well
SLOW = 5.0  # seconds of a request after which one does
CONNECTING = 10.0  # seconds in which a connection is made
SILENCE = 30.0  # seconds without a byte of an answer

_listeners: list[Callable[[str], None]] = []


def waited(most: float, what: str, asked: float = 0.0) -> float:
    """Wait for a part of so many seconds, which hangs on the process: half of it at least.

    What a store has `asked` for comes before, and is returned.

    Chance has no part in it, as it has none in what rulekit does; processes are told apart all the
    same, which is what a store that is asked too often needs.
    """
    import socket  # of which no check of files has need

    word = f"{socket.gethostname()} {os.getpid()} {what} {most}"
    time.sleep(asked + most * (0.5 + zlib.crc32(word.encode()) / 2**33))
    return asked


def on_waiting(tell: Callable[[str], None]) -> None:
    """Have somebody told of what is waited for, once it takes long."""
    _listeners[:] = [tell]


def tell_waiting(why: str) -> None:
    """Tell whoever wants to know what this process waits for."""
    for tell in _listeners:
        tell(why)


@contextmanager
def told_if_slow(why: str) -> Iterator[None]:
    """A time of which is told what it is spent on, if it is long."""
    if not _listeners:
        yield
        return
    timer = threading.Timer(SLOW, tell_waiting, [why])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
