"""Bubblewrap: a program with a file system, a network and processes of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

FOLDER = "/tmp"  # noqa: S108  in the sandbox, where it is the only folder that can be written
STUB = "/run/stub.py"
_LIBRARIES = "/etc/ld.so.cache"
_SYSTEM = ("/bin", "/lib", "/lib32", "/lib64", "/sbin")
_SPACES = ("ipc", "pid", "net", "uts", "cgroup-try")


def version() -> str:
    """Its version, as `0.8.0`; "" where it is not installed."""
    if not (found := shutil.which("bwrap")):
        return ""
    try:
        told = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return told.stdout.rpartition(" ")[2].strip()


def words(stub: str, reads: Sequence[str], disk: int, *, is_root: bool) -> list[str]:
    """The command that confines what follows it; `stub` is there as STUB. Root needs no user space.

    The folder is emptied with the sandbox: it lies in memory. What bubblewrap makes of `/` and
    `/dev` is memory, too, so nothing more can be written there.
    """
    spaces = _SPACES if is_root else ("user", *_SPACES)
    made = [shutil.which("bwrap") or "bwrap", *(f"--unshare-{one}" for one in spaces)]
    if is_root:  # so that the stub can become somebody who owns nothing
        made += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    made += ["--die-with-parent", "--new-session", "--clearenv", "--dev", "/dev"]
    made += _system()
    made += _bound(stub, STUB)
    made += ["--perms", "1777", "--size", str(disk), "--tmpfs", FOLDER]
    for path in dict.fromkeys(reads):  # which may lie where that folder is
        made += [] if path.startswith("/usr/") else _bound(path, path)
    return [*made, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", FOLDER, "--"]


def _system() -> Iterator[str]:
    yield from ("--ro-bind", "/usr", "/usr")
    for path in _SYSTEM:
        if os.path.islink(path):
            yield from ("--symlink", os.readlink(path), path)
        elif os.path.isdir(path):
            yield from ("--ro-bind", path, path)
    if os.path.exists(_LIBRARIES):
        yield from _bound(_LIBRARIES, _LIBRARIES)


def _bound(source: str, path: str) -> Iterator[str]:
    """A file or folder to be read; the folders above may be gone through by anybody."""
    for parent in reversed([*PurePosixPath(path).parents][:-1]):
        yield from ("--perms", "0755", "--dir", str(parent))
    yield from ("--ro-bind", source, path)
