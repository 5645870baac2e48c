"""CPU time until something happens: help, one small file, beside `import pluggy` alone."""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from checkout import CACHE, RULEKIT

BASE = "python -c 'import pluggy'"
COLD = "rulekit check small.py, for the first time"  # nothing is stored of an earlier one
FIRST = "import rulekit; rulekit.load().check_path({!r})"
SMALL = {
    "small.py": "def double(number):\n    result = number * 2\n    return result\n" * 4,
    "small.js": "function double(number) {\n  return number * 2;\n}\n" * 4,
    "small.cpp": "int twice(int number) {\n  return number * 2;\n}\n" * 4,
    "small.md": "# Numbers\n\nA number that is doubled is twice what it was.\n" * 4,
}


def measure(rounds: int) -> dict[str, Any]:
    """Of each command: seconds, the least, and the median of its ratios to the base, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in SMALL.items():
            (Path(folder) / name).write_text(text)
        known = commands(Path(folder))
        took = [  # the first round writes bytecode and caches, and is taken off
            {name: cpu(name, words, Path(folder)) for name, words in known.items()}
            for _ in range(rounds + 1)
        ][1:]
    return {
        name: {
            "seconds": min(one[name] for one in took),
            "ratio": statistics.median(one[name] / one[BASE] for one in took),
        }
        for name in known
    }


def commands(folder: Path) -> dict[str, Sequence[str]]:
    """Each command, by how it is called in the table; the files are in a folder."""
    python = [sys.executable, "-P", "-c"]
    first = FIRST.format(str(folder / "small.py"))
    known: dict[str, Sequence[str]] = {
        BASE: [*python, "import pluggy"],
        "import rulekit": [*python, "import rulekit"],
        "load() and a verdict": [*python, first],
        "rulekit --help": [*RULEKIT, "--help"],
        "rulekit rules": [*RULEKIT, "rules"],
        "rulekit explain small.py": [*RULEKIT, "explain", "--isolated", str(folder / "small.py")],
    }
    for name in SMALL:
        words = [*RULEKIT, "check", "--isolated", "--exit-zero", str(folder / name)]
        known[f"rulekit check {name}"] = words
    return {**known, COLD: known["rulekit check small.py"]}


def cpu(name: str, words: Sequence[str], folder: Path) -> float:
    """CPU seconds of a command with all that it starts and waits for; what it prints is lost.

    Raises OSError when it fails.
    """
    cache = folder / ("cold" if name == COLD else "warm")
    if name == COLD:
        shutil.rmtree(cache, ignore_errors=True)
    variables = {**os.environ, CACHE: str(cache)}
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    pid = os.posix_spawn(words[0], words, variables, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    if status:
        raise OSError(f"exit status {os.waitstatus_to_exitcode(status)}: {' '.join(words)}")
    return used.ru_utime + used.ru_stime
