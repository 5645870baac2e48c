"""A probe that runs in the sandbox, as a file: tries to get out, and tells what it could do.

It imports no rulekit. Its words are a file outside, and a port and a socket at which somebody
listens; its result names each attempt that succeeded.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from contextlib import suppress


def outside() -> str:
    """The path of a file outside."""
    return sys.argv[1]


def port() -> int:
    """A port at which somebody listens."""
    return int(sys.argv[2])


def read() -> None:
    """Read a file outside."""
    with open(outside(), encoding="utf-8") as file:
        file.read()


def write() -> None:
    """Write a file outside, next to one that is there."""
    with open(f"{outside()}.written", "w", encoding="utf-8") as file:
        file.write("out")


def tcp() -> None:
    """Connect to somebody who listens."""
    socket.create_connection(("127.0.0.1", port()), 1).close()


def udp() -> None:
    """Send a datagram; that nobody refuses it is enough."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"out", ("127.0.0.1", port()))


def unix() -> None:
    """Connect to a socket among the files."""
    with socket.socket(socket.AF_UNIX) as one:
        one.connect(sys.argv[3])


def fork() -> None:
    """Start another process."""
    if not os.fork():
        os._exit(0)


def send() -> None:
    """Ask whether a signal could be sent to whoever started it."""
    os.kill(os.getppid() or 1, 0)


ATTEMPTS: tuple[Callable[[], None], ...] = (read, write, tcp, udp, unix, fork, send)


def main() -> None:
    """Try each, and write the names of those that succeeded, behind the word `tried`."""
    found = ["tried"]
    with open("own", "w", encoding="utf-8") as file:  # which it may
        file.write("in")
    for attempt in ATTEMPTS:
        with suppress(OSError):
            attempt()
            found.append(attempt.__name__)
    os.write(3, " ".join(found).encode())


if __name__ == "__main__":
    main()
