"""What a sandbox costs: the start of a Python that does nothing, alone and in each sandbox.

    python benchmarks/sandbox_start.py

The least and the median of a number of starts, in milliseconds, taken in turns.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median

from rulekit.errors import UsageError
from rulekit.sandbox.choice import Trust, find_sandbox
from rulekit.sandbox.program import Program
from rulekit.sandbox.sandbox import PYTHON

WORDS = (PYTHON, "-S", "-c", "pass")
TURNS = 40


def plain() -> None:
    """Start Python as anybody does."""
    subprocess.run(WORDS, check=True, env={}, stdin=subprocess.DEVNULL)


def confined(name: str) -> Callable[[], None]:
    """A function that starts Python in a sandbox."""
    sandbox = find_sandbox(name, trust=Trust.FULL)
    program = Program(WORDS, reads=(sys.base_prefix,))

    def start() -> None:
        end = sandbox.run(program)
        if end.code or end.cause:
            raise SystemExit(f"{sandbox}: {end}")

    return start


def main() -> None:
    """Take times in turns, so that whatever else the machine does meets all alike."""
    ways = {"python alone": plain}
    for name in ("bubblewrap", "landlock", "none"):
        try:
            ways[name] = confined(name)
        except UsageError as error:
            print(error)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            begun = time.perf_counter()
            way()
            times[name].append(1000 * (time.perf_counter() - begun))
    alone = times["python alone"]
    for name, found in times.items():
        over = min(found) - min(alone), median(found) - median(alone)
        told = f"{min(found):6.1f} least {median(found):6.1f} median"
        print(f"{name:13} {told}   {over[0]:+6.1f} {over[1]:+6.1f}")


if __name__ == "__main__":
    main()
