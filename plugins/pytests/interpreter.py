"""The Python that runs programs in a sandbox: rulekit's own without its packages, or another."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import rulekit

OWN = os.path.realpath(sys.executable)  # Python without packages: not that of an environment
ASKED = (
    "import platform, sys; print(platform.python_version(), sys.prefix, sys.base_prefix, sep='\\n')"
)
NAME = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")  # of a function or module, with dots


@cache
def asked(python: str) -> tuple[str, ...]:
    """Its version, and the folders that it reads."""
    if python == OWN:
        return platform.python_version(), sys.base_prefix
    try:
        told = subprocess.run(
            [python, "-I", "-S", "-c", ASKED],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as error:
        message = f"`{python}` is no Python that can be run: {error}"
        raise rulekit.UsageError(message) from None
    version, *folders = told.stdout.split("\n")[:3]
    if len(folders) < 2 or not version[:1].isdecimal():
        raise rulekit.UsageError(f"`{python}` is no Python: it tells no version")
    return version, *dict.fromkeys([*_environment(python), *folders])


def _environment(python: str) -> list[str]:
    """The folder of its virtual environment, which Python learns of no sooner than its packages."""
    folder = Path(os.path.abspath(python)).parents[1]  # noqa: PTH100  its link is not followed
    return [str(folder)] if folder.joinpath("pyvenv.cfg").is_file() else []
