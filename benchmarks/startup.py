"""How long it takes until something happens: help, one small text or file, beside Python itself.

    python benchmarks/startup.py

Each is a fresh process, in turns; the best of the rounds counts, as a ratio of `python -c pass`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 7
FIRST = "import rulekit; rulekit.load().check_text({!r}, path='small.py')"
SMALL = "def double(number):\n    result = number * 2\n    return result\n" * 4


def main() -> None:
    """Time each command, print milliseconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.py"
        small.write_text(SMALL)
        rulekit = [sys.executable, "-m", "rulekit"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import rulekit'": [sys.executable, "-c", "import rulekit"],
            "load() and a verdict": [sys.executable, "-c", FIRST.format(SMALL)],
            "rulekit --help": [*rulekit, "--help"],
            "rulekit check small.py": [*rulekit, "check", "--isolated", str(small)],
            "rulekit explain small.py": [*rulekit, "explain", "--isolated", str(small)],
        }
        times = {
            name: min(_seconds(words) for _ in range(ROUNDS)) for name, words in commands.items()
        }
    base = times["python -c pass"]
    for name, seconds in times.items():
        print(f"{name:<28} {1000 * seconds:6.0f} ms   {seconds / base:5.1f} x")


def _seconds(words: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
