"""How much a full check costs beside decoding and parsing the same files.

    python benchmarks/check.py [FOLDER]

Both are timed in this process, in turns, over the Python files below FOLDER (default: Python's own
library). The ratio is what matters: seconds differ by machine and by what else it is doing.
"""

from __future__ import annotations

import statistics
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path

import rulekit
from rulekit.core.reading import Unmeasured
from rulekit.language.encoding import NotText, decode
from rulekit.syntax.parse import parse

ROUNDS = 5
FILES = 400


def main() -> None:
    """Time both, print the ratios."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else sysconfig.get_path("stdlib"))
    paths = [path for path in sorted(folder.rglob("*.py")) if "site-packages" not in path.parts]
    datas = [(str(path), path.read_bytes()) for path in paths[:FILES]]
    megabytes = sum(len(data) for _, data in datas) / 1e6
    engine = rulekit.load()
    language = engine.plan.catalog.syntaxes["python"].grammar.language

    def parse_only() -> None:
        for _, data in datas:
            try:
                parse(language, decode(data).encode())
            except (NotText, Unmeasured):
                continue

    def full_check() -> None:
        for path, data in datas:
            engine.check_bytes(data, path)

    full_check()  # warm: compiles the query, fills the sheets
    rounds = [(_seconds(parse_only), _seconds(full_check)) for _ in range(ROUNDS)]
    parsed, checked = (min(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(check / only for only, check in rounds)
    rules = len(engine.plan.selected)
    print(f"{len(datas)} files, {megabytes:.1f} MB, {rules} rules, best of {ROUNDS}")
    print(f"decode + parse  {parsed:6.2f} s  {megabytes / parsed:6.1f} MB/s")
    print(f"full check      {checked:6.2f} s  {megabytes / checked:6.1f} MB/s")
    print(f"ratio           {ratio:6.2f}    (median of the rounds)")


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
