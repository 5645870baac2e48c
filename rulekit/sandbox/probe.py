"""Probing a sandbox by doing: a program is started in it, and tries to get out."""

from __future__ import annotations

import socket
import sys
import tempfile
from functools import cache
from pathlib import Path

from rulekit.sandbox.program import Program
from rulekit.sandbox.sandbox import PYTHON, Sandbox

_ATTEMPT = Path(__file__).with_name("attempt.py")
_LACKS = {
    "read": "a file outside could be read",
    "write": "a file outside could be written",
    "tcp": "TCP could be opened",
    "udp": "UDP could be sent",
    "unix": "a socket among the files could be opened",
    "fork": "another process could be started",
    "send": "a signal could be sent to another process",
}


@cache
def weakness(sandbox: Sandbox) -> str:
    """Why a sandbox does not hold or cannot be started here; "" for one that holds."""
    with (
        tempfile.TemporaryDirectory(prefix="rulekit-probe-") as folder,
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as unix,
    ):
        file, path = Path(folder, "outside"), str(Path(folder, "socket"))
        file.write_text("outside", "utf-8")
        unix.bind(path)
        unix.listen()
        port = str(tcp.getsockname()[1])
        words = (PYTHON, "-I", "-S", "attempt.py", str(file), port, path)
        source = _ATTEMPT.read_text("utf-8")
        ended = sandbox.run(Program(words, files={"attempt.py": source}, reads=(sys.base_prefix,)))
    first, *done = ended.result.decode("ascii", "replace").split() or [""]
    if first != "tried":
        return ended.note or f"a program in it ended with {ended.code} {ended.cause}".rstrip()
    return ", ".join(_LACKS.get(one, one) for one in done)
