"""What a store costs `rulekit filter`: rows a second beside those of a disk, and its requests.

    python benchmarks/remote.py SHARD... [--rounds 3] [--jobs 2] [OPTIONS OF FILTER]

The shards are judged here, from and to an S3 server of this machine (moto), and through one with
faults (tests/faulty_store.py: every 20th request is refused or cut, every 50th is 2 s late, one has
an old token), in turns; each way's fastest run counts. The server and its proxy take their time of
the same cores, so the ratio is a bound: a store elsewhere takes time, but none of the CPU. Requests
are counted in one run more, through the proxy without faults.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from checkout import ROOT, RULEKIT

sys.path.append(str(ROOT / "tests"))

from faulty_store import FaultyStore, no_faults, regular
from stores import BUCKET, s3_server

from rulekit.corpus.job import BLOCK
from rulekit.places.place import place_of

DATA = f"s3://{BUCKET}/data"
HERE, STORE, FAULTY = "here", "store", "faulty store"


@dataclass
class Runs:
    """A command with its options, given in several ways; `seconds` of each by way."""

    folder: Path
    options: list[str]
    seconds: dict[str, list[float]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def run(self, way: str, source: str, root: str, said: Mapping[str, str]) -> dict[str, Any]:
        """Judge all; the counts of the audit."""
        out = place_of(f"{root}/{next(self._numbers)}")
        words = ["filter", source, "--out", str(out), "--isolated", "-q", *self.options]
        began = time.monotonic()
        subprocess.run([*RULEKIT, *words], env=os.environ | said, check=True)
        self.seconds.setdefault(way, []).append(time.monotonic() - began)
        return json.loads((out / "manifest.json").read_text())

    def fastest(self, way: str) -> float:
        """Seconds of the fastest run."""
        return min(self.seconds[way])


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("shards", nargs="+", type=Path)
    words.add_argument("--rounds", type=int, default=3)
    words.add_argument("--jobs", type=int, default=2)
    asked, options = words.parse_known_args()
    with measuring(asked.shards) as (folder, said):
        runs = Runs(folder, [f"-j{asked.jobs}", *options])
        for _ in range(asked.rounds):
            manifest = runs.run(HERE, str(folder / "data"), str(folder), {})
            runs.run(STORE, DATA, f"s3://{BUCKET}/out", said)
            with FaultyStore(said) as faulty:
                faulty.fault = regular(expired="GET")
                runs.run(FAULTY, DATA, f"s3://{BUCKET}/out", faulty.said)
        with FaultyStore(said) as counting:
            counting.fault = no_faults
            runs.run("counted", DATA, f"s3://{BUCKET}/out", counting.said)
    show_speed(runs, manifest, faulty)
    show_requests(counting.counts, [one["rows"] for one in manifest["shards"]])
    return 0


@contextmanager
def measuring(shards: list[Path]) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with the shards, and the environment for those who use a server that has them."""
    with tempfile.TemporaryDirectory() as name, s3_server() as said:
        folder = Path(name)
        (folder / "data").mkdir()
        for shard in shards:
            (folder / "data" / shard.name).symlink_to(shard.resolve())
            (place_of(DATA) / shard.name).put(str(shard))
        yield folder, said


def show_speed(runs: Runs, manifest: Mapping[str, Any], faulty: FaultyStore) -> None:
    counts = manifest["counts"]
    print(f"{counts['rows']:,} rows, {counts['bytes'] / 1e6:,.1f} MB in shards of Parquet or lines")
    print(f"{'':14}{'rows/s':>8}{'of here':>9}{'seconds':>9}")
    for way in (HERE, STORE, FAULTY):
        seconds = runs.fastest(way)
        share = runs.fastest(HERE) / seconds
        print(f"{way:14}{counts['rows'] / seconds:8,.0f}{share:9.0%}{seconds:9.1f}")
    shown = ", ".join(f"{number} {word}" for word, number in sorted(faulty.faults.items()) if word)
    print(f"faults of the last run: {shown}, of {faulty.total:,} requests")


def show_requests(counted: Counter[tuple[str, str]], rows: list[int]) -> None:
    blocks = sum(-(-one // BLOCK) for one in rows)
    print(f"\n{'requests':20}{'all':>7}{'a shard':>9}{'a block':>9}")
    told = [(f"{method} {kind}", number) for (method, kind), number in sorted(counted.items())]
    for name, number in [*told, ("all", counted.total())]:
        print(f"{name:20}{number:7,}{number / len(rows):9.1f}{number / blocks:9.2f}")
    print(f"{len(rows)} shards, {blocks} blocks of up to {BLOCK} rows")


if __name__ == "__main__":
    sys.exit(main())
