"""A folder of this machine for what is on its way to a store or from one."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

_NAME = "rulekit-scratch"


def scratch() -> Path:
    """The folder of this process; those of processes that died are taken away.

    It is made when it is first asked for, in the folder for temporary files: TMPDIR says another.
    """
    return _made(os.getpid())


@cache
def _made(process: int) -> Path:
    folder = Path(tempfile.gettempdir())
    for one in folder.glob(f"{_NAME}-*"):
        owner = one.name.split("-")[2]
        if owner.isdecimal() and not _is_alive(int(owner)):
            shutil.rmtree(one, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=f"{_NAME}-{process}-", dir=folder))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def remove_scratch(process: int) -> None:
    """Take away the folder of a process that was ended, and so could not do it."""
    for one in Path(tempfile.gettempdir()).glob(f"{_NAME}-{process}-*"):
        shutil.rmtree(one, ignore_errors=True)


def _is_alive(process: int) -> bool:
    with suppress(ProcessLookupError):
        with suppress(PermissionError):  # it is another user's
            os.kill(process, 0)
        return True
    return False
