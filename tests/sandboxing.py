"""Sandboxes of this machine, and users to try them as."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest

from rulekit.errors import UsageError
from rulekit.sandbox.choice import find_sandbox
from rulekit.sandbox.program import Program
from rulekit.sandbox.quota import MEGABYTE, Quota
from rulekit.sandbox.sandbox import PYTHON

ROOT = Path(__file__).parent.parent
KINDS = ("bubblewrap", "landlock")
QUICK = Quota(cpu=2, seconds=20, memory=256 * MEGABYTE)
NOBODY = 65534


def sandbox_of(kind, quota=QUICK):
    """A sandbox of a kind; the test is skipped, with why, where there is none."""
    try:
        return find_sandbox(kind, quota)
    except UsageError as error:
        pytest.skip(f"NOT TESTED HERE: {error.problems[0].message}")


def python(source, *words, **more):
    """A program of Python."""
    return Program((PYTHON, "-S", "-c", source, *words), reads=(sys.base_prefix,), **more)


@cache
def python_of_all():
    """Python of a version that rulekit knows, which any user can start; "" for none."""
    ask = "import sys; sys.exit(sys.version_info < (3, 11))"
    for one in (PYTHON, shutil.which("python3", path="/usr/bin:/usr/local/bin") or ""):
        with suppress(PermissionError):
            if one and _as_nobody([one, "-c", ask], "/").returncode == 0:
                return one
    return ""


def hostile(kind, user, folder):
    """How the hostile programs ended that a user has tried, by their names."""
    if os.geteuid() != 0 and user == "nobody":
        pytest.skip("NOT TESTED HERE: only root can become nobody")
    there = Path(folder, "rulekit")
    shutil.copytree(ROOT / "rulekit", there, ignore=lambda *_: ["__pycache__"])
    shutil.copy(ROOT / "tests/hostile_programs.py", folder)
    words = ["hostile_programs.py", kind]
    if user == "nobody":
        if not (found := python_of_all()):
            pytest.skip("NOT TESTED HERE: there is no Python that nobody can start")
        done = _as_nobody([found, *words], folder)
    else:
        words = [sys.executable, *words]
        done = subprocess.run(words, capture_output=True, text=True, cwd=folder, check=False)
    if done.returncode and "no sandbox holds here" in done.stderr:
        pytest.skip(f"NOT TESTED HERE: {done.stderr.strip().splitlines()[-2]}")
    assert 0 == done.returncode, done.stderr
    return json.loads(done.stdout)


def _as_nobody(words, folder):
    return subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        **({"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}),
    )
