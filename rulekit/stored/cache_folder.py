"""The user's folder of plans: sealed files of plain data, written whole and safe to delete."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import threading
from contextlib import suppress
from pathlib import Path

FOLDER = "RULEKIT_CACHE_DIR"  # a variable of the environment
ENTRIES = 32  # plans that are kept, of half a megabyte each: the oldest goes first
LARGEST = 16_000_000  # bytes of an entry that is read
ENDING = ".plan"
_SEAL = hashlib.sha256().digest_size
_REPOSITORIES = (".git", ".hg", ".jj")
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache_folder() -> Path | None:
    """The folder of the user's plans, which may not be there yet; None when none is to be used.

    RULEKIT_CACHE_DIR names it, an empty one none; else it is where the system keeps such files. One
    inside of a repository is not used: what is judged could have brought its entries along.
    """
    named = os.environ.get(FOLDER)
    folder = _users_own() if named is None else Path(named)
    if not (folder and folder.is_absolute()) or _in_repository(folder):
        return None
    return folder


def _users_own() -> Path:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111  Path.home raises where there is none
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"), "rulekit", "Cache")
    if sys.platform == "darwin":
        return home / "Library/Caches/rulekit"
    named = os.environ.get("XDG_CACHE_HOME", "")  # a relative one is ignored, as its standard says
    return Path(named if os.path.isabs(named) else home / ".cache", "rulekit")  # noqa: PTH117


def _in_repository(folder: Path) -> bool:
    """True if a repository begins in the folder or above it, by its words and by its links."""
    above = {*folder.parents, folder}
    with suppress(OSError, RuntimeError):
        real = folder.resolve()
        above |= {*real.parents, real}
    return any(os.path.lexists(one / mark) for one in above for mark in _REPOSITORIES)


def read_entry(folder: Path, name: str) -> bytes | None:
    """What an entry holds; None when there is none that can be used.

    One that is torn, foreign, or that another user could have written, is none.
    """
    try:
        if not _is_ours(folder.stat()):
            return None
        file = os.open(folder / f"{name}{ENDING}", os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(file, "rb") as entry:
            status = os.fstat(file)
            usable = stat.S_ISREG(status.st_mode) and _is_ours(status)
            sealed = entry.read(LARGEST) if usable else b""
    except (OSError, ValueError):
        return None
    seal, content = sealed[:_SEAL], sealed[_SEAL:]
    return content if seal == hashlib.sha256(content).digest() else None


def write_entry(folder: Path, name: str, content: bytes) -> bool:
    """Put an entry in its place at once, and let the oldest go; False if it cannot be written.

    Two processes or threads may write at the same time: each entry is whole, the last one stays.
    """
    new = folder / f"{name}.{os.getpid()}-{threading.get_ident()}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder.stat()):
            return False
        with suppress(FileNotFoundError):
            new.unlink()  # of a thread of this number that was stopped
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "wb") as entry:
            entry.write(hashlib.sha256(content).digest() + content)
        new.replace(folder / f"{name}{ENDING}")
        _prune(folder)
    except OSError:
        with suppress(OSError):
            new.unlink()
        return False
    return True


def remove_entries(folder: Path) -> int:
    """Remove every plan, and the folder if nothing else is in it; how many there were."""
    entries = _entries(folder)
    for entry in entries:
        entry.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return len(entries)


def _prune(folder: Path) -> None:
    dated = []
    for entry in _entries(folder):
        with suppress(FileNotFoundError):  # another process was faster
            dated.append((entry.stat().st_mtime_ns, entry))
    for _, entry in sorted(dated)[:-ENTRIES]:
        entry.unlink(missing_ok=True)


def _entries(folder: Path) -> list[Path]:
    """The entries, and what a stopped process has left of one."""
    return [*folder.glob(f"*{ENDING}"), *folder.glob("*.[0-9]*")] if folder.is_dir() else []


def _is_ours(status: os.stat_result) -> bool:
    """True if the user has written it, and nobody else may."""
    if not hasattr(os, "geteuid"):  # Windows: the folder is in the user's own profile
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS
