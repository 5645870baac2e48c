"""Measure the speed of rulekit; writes figures, of which docs/performance.md is made.

    python benchmarks/corpus.py EQUAL --per-language 300
    python benchmarks/corpus.py CORPUS --rows 20000 --cache EQUAL/archives
    python benchmarks/speed.py EQUAL --rows CORPUS [--peers PYTHON] [--engine OLD] [--out JSON]
    python docs/generate.py

Everything is CPU time, and ways to do a thing are timed in turns in one process, so that ratios
hold on any machine; rows a second and memory are of this one. `--parts` names what is measured (all
that the options allow, otherwise); what is not stays in JSON as it was. `check` and `peers` take
`--per-language` files of EQUAL, from each package in turn; growth takes all. `--engine`, a checkout
or a revision, is measured by this script instead of its own engine; speed_before.json has the
figures of what was there before the last work on speed.

| part | what | minutes on 2 cores |
|---|---|---|
| check | ways to judge a file, beside the floor (decode, and parse once), by language | 5 |
| start | commands on one small file, beside `python -c "import pluggy"` | 1 |
| growth | 6 and 8 MB as one text, beside the same as 60 and as 6; memory | 25 |
| signals | signals that cost more a byte of 1 MB than of a tenth of it | 8 |
| filter | CORPUS with 1 and 2 workers, and what a run adds to each row | 15 |
| peers | filters of datatrove, and Pygments, on the files of `check` | 5 |
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from checkout import environment

HERE = Path(__file__).parent
PARTS = ("check", "start", "growth", "signals", "filter", "peers")
ENGINE = "MEASURED_ENGINE"  # set where the engine that was asked for is the one that is imported


def main() -> int:
    """Exit status 0 when the figures are written."""
    asked = _options()
    if ENGINE not in os.environ:
        with environment(asked.engine) as variables:
            again = [sys.executable, *sys.argv]
            variables[ENGINE] = asked.engine
            return subprocess.run(again, env=variables, check=False).returncode
    place: Path = asked.out
    figures = json.loads(place.read_text("utf-8")) if place.exists() else {}
    figures["machine"] = {"cores": os.cpu_count(), "python": sys.version.split()[0]}
    figures["machine"]["tree-sitter"] = version("tree-sitter")
    works = _works(asked)
    for part in asked.parts or works:
        if part not in works:
            sys.exit(f"{part}: it needs {'--rows' if part == 'filter' else '--peers'}")
        print(part, "…", flush=True)
        try:
            figures[part] = works[part]()
        except (OSError, ModuleNotFoundError) as error:
            sys.exit(str(error))
        place.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("equal", type=Path, metavar="EQUAL")
    parser.add_argument("--rows", type=Path, metavar="CORPUS")
    parser.add_argument("--parts", nargs="+", choices=PARTS)
    parser.add_argument("--languages", nargs="+", default=[])
    parser.add_argument("--per-language", type=int, default=60)
    parser.add_argument("--filter-rows", type=int, default=0, help="0: all of CORPUS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--engine", metavar="OLD", default=str(HERE.parent))
    parser.add_argument("--out", type=Path, default=HERE / "speed.json")
    return parser.parse_args()


def _works(asked: argparse.Namespace) -> dict[str, Callable[[], Any]]:
    """What measures each part; imported here, as --engine says which rulekit that is."""
    import speed_check
    import speed_filter
    import speed_growth
    import speed_start

    works: dict[str, Callable[[], Any]] = {
        "check": lambda: speed_check.measure(
            asked.equal, asked.per_language, asked.rounds, asked.languages
        ),
        "start": lambda: speed_start.measure(2 * asked.rounds + 1),
        "growth": lambda: speed_growth.measure(asked.equal, asked.languages),
        "signals": lambda: speed_growth.steep_signals(asked.equal, asked.languages),
    }
    if asked.rows:
        works["filter"] = lambda: speed_filter.measure(asked.rows, (1, 2), asked.filter_rows)
    if asked.peers:
        works["peers"] = lambda: _peers(asked)
    return works


def _peers(asked: argparse.Namespace) -> dict[str, Any]:
    """CPU seconds by name on the files of `check`, rulekit's and the floor among them."""
    from sample import by_language, samples
    from speed_check import FLOOR, seconds, ways

    import rulekit

    found = by_language(samples(asked.equal), asked.per_language)
    files = [one for some in found.values() for one in some]
    known = ways(rulekit.load())
    ours = {name: min(seconds(known[name], files) for _ in range(2)) for name in (FLOOR, "audit")}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "rows.jsonl")
        rows = [json.dumps({"path": one.path, "text": one.data.decode()}) for one in files]
        place.write_text("\n".join(rows), "utf-8")
        words = [asked.peers, str(HERE / "speed_peers.py"), str(place), "1"]
        done = subprocess.run(words, stdout=subprocess.PIPE, check=True)
    theirs = json.loads(done.stdout.splitlines()[-1])
    return {"megabytes": sum(one.megabytes for one in files), "seconds": ours | theirs}


if __name__ == "__main__":
    sys.exit(main())
