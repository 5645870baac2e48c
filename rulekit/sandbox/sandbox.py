"""A sandbox: how a program is confined, and the running of one."""

from __future__ import annotations

import marshal
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from rulekit.sandbox import bubblewrap, landlock, seccomp
from rulekit.sandbox.listening import SOURCES, Listening, Source
from rulekit.sandbox.program import Cause, Program, ProgramEnd
from rulekit.sandbox.quota import Quota
from rulekit.sandbox.watch import FolderWatch

STUB = str(Path(__file__).with_name("stub.py"))
# Not that of a virtual environment, whose start takes longer, and whose folder holds rulekit.
PYTHON = os.path.realpath(sys.executable)
USERS = 0x70000000  # from here on nobody has an account: for root, each program is one of them
_STARTED = b"ok"  # the last word of the stub
_AT_LEAST = 10  # descriptors below are taken by what is started


class Confinement(StrEnum):
    """What confines a program."""

    BUBBLEWRAP = "bubblewrap"
    LANDLOCK = "landlock"
    NONE = "none"


@dataclass(frozen=True)
class Sandbox:
    """A confinement, its version, and the bounds of what runs in it. `choice.find` makes them."""

    confinement: Confinement
    version: str
    quota: Quota = field(default_factory=Quota)

    def __str__(self) -> str:
        return f"{self.confinement} {self.version}".strip()

    def run(self, program: Program) -> ProgramEnd:
        """Run a program to its end, and leave nothing of it behind.

        What the system refuses on the way, as another process, is its end, too: `start`.
        """
        try:
            if self.confinement is Confinement.BUBBLEWRAP:
                return self._run(program, bubblewrap.FOLDER)
            folder = tempfile.mkdtemp(prefix="rulekit-sandbox-")
            try:
                return self._run(program, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            return ProgramEnd(126, "start", note=str(error))

    def _run(self, program: Program, folder: str) -> ProgramEnd:
        ours, theirs = _pipes()
        status, channel = theirs["status"], theirs["result"]
        process = subprocess.Popen(
            [*self._starting(program), str(status)],
            stdin=subprocess.PIPE,
            stdout=theirs["output"],
            stderr=theirs["output"],
            pass_fds=(status, channel),
            cwd="/",
            env={},
            start_new_session=True,
        )
        for one in theirs.values():
            os.close(one)
        user = self._user(process)
        told = marshal.dumps(self._told(program, folder, user, channel))
        look, end = self._look(folder, process.pid), os.pidfd_open(process.pid)
        listening = Listening(_stdin(process), ours, end, self.quota, look)
        cause: Cause = "seconds"
        try:
            cause = listening.listen(len(told).to_bytes(8, "big") + told + program.stdin)
        finally:
            listening.close()
            code = _end(process, is_over=not cause)
        return self._ended(listening, cause, code)

    def _user(self, process: subprocess.Popen[bytes]) -> int:
        """The user that a program of root becomes; 0 where it stays who it is, -1 without power.

        Without namespaces, another user might not get at Python, which may lie in root's folder.
        """
        if os.geteuid() != 0 or self.confinement is Confinement.NONE:
            return 0
        is_apart = self.confinement is Confinement.BUBBLEWRAP
        return USERS + process.pid if is_apart else -1

    def _starting(self, program: Program) -> list[str]:
        """The words that start the stub."""
        stub = [PYTHON, "-I", "-S"]
        if self.confinement is not Confinement.BUBBLEWRAP:
            return [*stub, STUB]
        reads, is_root = (sys.base_prefix, *program.reads), os.geteuid() == 0
        confining = bubblewrap.words(STUB, reads, self.quota.disk, is_root=is_root)
        return [*confining, *stub, bubblewrap.STUB]

    def _told(self, program: Program, folder: str, user: int, channel: int) -> dict[str, Any]:
        """What the stub has to do."""
        apart = self.confinement is Confinement.BUBBLEWRAP
        is_confined = self.confinement is not Confinement.NONE
        bars = self.confinement is Confinement.LANDLOCK
        version = int(self.version) if bars else 0
        alone = self.quota.processes == 1
        return {
            "words": [*program.words],
            "environment": dict(program.environment),
            "files": dict(program.files),
            "folder": folder,
            "user": user,
            "parent": 0 if apart else os.getpid(),
            "channel": channel,
            "bounds": self._bounds(),
            "handled": landlock.handled(version) if bars else b"",
            "rules": landlock.rules(version, program.reads, folder) if bars else [],
            "filter": seccomp.instructions(platform.machine(), alone=alone) if is_confined else [],
        }

    def _bounds(self) -> list[tuple[int, tuple[int, int]]]:
        """Limits of the system, as `setrlimit` takes them.

        That of processes counts all of a user, so it is set where the user is the program's own.
        """
        import resource

        quota = self.quota
        bounds = [
            (resource.RLIMIT_CPU, (quota.cpu, quota.cpu + 1)),
            (resource.RLIMIT_AS, (quota.memory, quota.memory)),
            (resource.RLIMIT_FSIZE, (quota.file, quota.file)),
            (resource.RLIMIT_NOFILE, (quota.files, quota.files)),
            (resource.RLIMIT_CORE, (0, 0)),
        ]
        if self.confinement is Confinement.BUBBLEWRAP:
            count = quota.processes + quota.threads
            bounds.append((resource.RLIMIT_NPROC, (count, count)))
        return bounds

    def _look(self, folder: str, process: int) -> Callable[[], Cause]:
        """Bubblewrap's folder has its own bound, and its process is another one."""
        if self.confinement is Confinement.BUBBLEWRAP:
            return lambda: ""
        return FolderWatch(folder, process, self.quota)

    def _ended(self, listening: Listening, cause: Cause, code: int) -> ProgramEnd:
        told = listening.told
        output = bytes(told["output"][: self.quota.output])
        if self.confinement is Confinement.BUBBLEWRAP and code > 128:  # as shells say it
            code = 128 - code
        if not cause and told["status"] != _STARTED:
            note = bytes(told["status"].removeprefix(_STARTED) or output).decode("utf-8", "replace")
            return ProgramEnd(code, "start", output, note=note.strip())
        # After SIGXCPU, which a program may ignore, the system kills.
        is_late = code == -signal.SIGKILL and listening.seconds >= self.quota.cpu
        if not cause and (code == -signal.SIGXCPU or is_late):
            cause = "cpu"
        return ProgramEnd(code, cause, output, bytes(told["result"]))


def _end(process: subprocess.Popen[bytes], *, is_over: bool) -> int:
    """End what is still there, and return the exit code."""
    with suppress(OSError):  # its group is gone, too
        os.killpg(process.pid, signal.SIGKILL)
    if not is_over:
        process.kill()
    return process.wait()


def _pipes() -> tuple[dict[Source, int], dict[Source, int]]:
    """The ends that are read here, and those that a program writes."""
    import fcntl  # which Windows has not, where this module says so

    ours: dict[Source, int] = {}
    theirs: dict[Source, int] = {}
    for name in SOURCES:
        ours[name], low = os.pipe()
        theirs[name] = fcntl.fcntl(low, fcntl.F_DUPFD_CLOEXEC, _AT_LEAST)
        os.close(low)
    return ours, theirs


def _stdin(process: subprocess.Popen[bytes]) -> int:
    """The end of its input that is written here, which nothing else closes."""
    if process.stdin is None:
        raise RuntimeError("it was started with a pipe")
    descriptor = os.dup(process.stdin.fileno())
    process.stdin.close()
    return descriptor
