"""What the step `near` costs, and what it finds of the copies that are there.

    python benchmarks/near.py speed FOLDER_OR_PARQUET ... [--files 1000] [--rounds 3]
    python benchmarks/near.py found FOLDER_OR_PARQUET ... [--files 5000] [--planted 2000]

The texts are those files of the folders and shards that are UTF-8, each content once, in the order
of a hash. `speed` makes signatures of them by rulekit, datasketch and rensa (where installed), in
turns in this process; the ratios are what matters. `found` adds copies of some in which a share of
the lines is changed, takes the exact Jaccard index of all pairs from 0.5 on (near_pairs.py), and
tells for each threshold which of the pairs, and of the files with a copy, are compared.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy
from near_pairs import LEAST, Pairs, all_pairs, jaccard
from near_texts import planted, read
from rulekit_plugins.dedup.bands import Banding, choose
from rulekit_plugins.dedup.near import MIN_SHINGLES, NearSettings, NearStep, build_near
from rulekit_plugins.dedup.shingle import words

EDGES = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0)  # of the curve's table
THRESHOLDS = (0.7, 0.85, 0.95)
PUBLISHED = Banding(16, 128)  # OpenCoder
MIDDLE = 0.976  # Jaccard index of which its bands compare half


class Text(NamedTuple):
    """What a step reads of a row."""

    data: bytes


def speed(texts: Sequence[bytes], rounds: int) -> None:
    """Seconds of each way for all texts, the median of the rounds, beside rulekit's with 256."""
    ways = ours() | theirs()
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, sign in ways.items():
            start = time.process_time()
            for data in texts:
                sign(data)
            took[name].append(time.process_time() - start)
    megabytes = sum(map(len, texts)) / 1e6
    print(f"{len(texts):,} texts, {megabytes:.1f} MB; CPU time of one process, {rounds} rounds")
    print(f"{'':34}{'docs/s':>9}{'MB/s':>8}{'time / rulekit 256':>20}")
    own = statistics.median(took["rulekit 16 x 16"])
    for name, all_seconds in took.items():
        seconds = statistics.median(all_seconds)
        rate = f"{len(texts) / seconds:9,.0f}{megabytes / seconds:8.1f}"
        print(f"{name:34}{rate}{seconds / own:20.2f}")


Sign = Callable[[bytes], object]


def ours() -> dict[str, Sign]:
    """Ways of rulekit, a fresh step for each."""
    steps = {
        "rulekit 16 x 16": step_of(Banding(16, 16)),
        "rulekit, default": build_near(NearSettings(), None),
        "rulekit 16 x 128": step_of(PUBLISHED),
    }
    shingles: dict[str, Sign] = {"rulekit, shingles alone": step_of(PUBLISHED).shingler.shingles}
    return shingles | {name: _keys(step) for name, step in steps.items()}


def _keys(step: NearStep) -> Sign:
    return lambda data: step.keys(Text(data))


def step_of(banding: Banding) -> NearStep:
    """A step of these bands, whose pairs are checked elsewhere."""
    return build_near(NearSettings(bands=banding.bands, rows=banding.rows, verify=False), None)


def theirs() -> dict[str, Sign]:
    """Ways of other packages, as far as they are installed; their words are ours."""
    ways: dict[str, Sign] = {}
    for name, add in (("datasketch", _datasketch), ("rensa", _rensa)):
        try:
            ways |= {f"{name} {version(name)} {kind}": way for kind, way in add().items()}
        except (ImportError, PackageNotFoundError):
            print(f"{name} is not installed, and left out")
    return ways


def _datasketch() -> Mapping[str, Sign]:
    from datasketch import MinHash

    def sign(permutations: int) -> Sign:
        return lambda data: MinHash(permutations, seed=1).update_batch(runs(data))

    return {"256": sign(256), "2048": sign(2048)}


def _rensa() -> Mapping[str, Sign]:
    from rensa import CMinHash, RMinHash

    def sign(kind: Callable[..., object], permutations: int) -> Sign:
        def run(data: bytes) -> object:
            made = kind(num_perm=permutations, seed=1)
            made.update(runs(data))
            return made.digest()

        return run

    return {
        "R 256": sign(RMinHash, 256),
        "R 2048": sign(RMinHash, 2048),
        "C 256": sign(CMinHash, 256),
    }


def runs(data: bytes) -> list[bytes]:
    """Runs of five words, each once, as those packages take them."""
    found = [word for block in words(data) for word in block]
    joined = zip(*(found[at:] for at in range(5)), strict=False)
    return [*{b" ".join(run) for run in joined}]


def found(texts: Sequence[bytes], copies: Sequence[bytes]) -> None:
    """What bands for each threshold compare, beside what they should."""
    rows = [*texts, *copies]
    shingler = step_of(PUBLISHED).shingler
    sets = [shingler.shingles(data) for data in rows]
    kept = [at for at, one in enumerate(sets) if one.size >= MIN_SHINGLES]
    sets = [sets[at] for at in kept]
    pairs = all_pairs(sets)
    print(f"{len(texts):,} texts and {len(copies):,} changed copies; {len(kept):,} are compared,")
    print(f"{len(pairs):,} pairs have a Jaccard index of {LEAST} or more")
    data = [rows[at] for at in kept]
    print(f"\n{'threshold':11}{'bands':>10}{'pairs':>9}{'found':>8}{'curve':>8}", end="")
    print(f"{'files':>8}{'found':>8}{'compared':>10}{'copies':>8}")
    for threshold in THRESHOLDS:
        tell(threshold, choose(threshold, 256), data, sets, pairs)
    tell(MIDDLE, PUBLISHED, data, sets, pairs)
    for banding in (choose(0.85, 256), PUBLISHED):
        curve(banding, compared(banding, data), pairs)


def compared(banding: Banding, rows: Sequence[bytes]) -> set[tuple[int, int]]:
    """Pairs that share a key."""
    step = step_of(banding)
    buckets: dict[bytes, list[int]] = {}
    for at, data in enumerate(rows):
        for key in step.keys(Text(data)):
            buckets.setdefault(key, []).append(at)
    return {pair for bucket in buckets.values() for pair in combinations(bucket, 2)}


def tell(
    threshold: float,
    banding: Banding,
    rows: Sequence[bytes],
    sets: Sequence[numpy.ndarray],
    pairs: Pairs,
) -> None:
    """A line: copies there and found, by pairs and by files, and how many were compared in vain."""
    there = {pair: index for pair, index in pairs.items() if index >= threshold}
    met = compared(banding, rows)
    hits = there.keys() & met
    copies = sum(jaccard(sets[one], sets[other]) >= threshold for one, other in met)
    files, files_found = ({at for pair in each for at in pair} for each in (there, hits))
    expected = statistics.fmean(map(banding.odds, there.values()))
    print(f"{threshold:<11}{f'{banding.bands} x {banding.rows}':>10}{len(there):9,}", end="")
    print(f"{len(hits) / len(there):8.2%}{expected:8.2%}{len(files):8,}", end="")
    print(f"{len(files_found) / len(files):8.2%}{len(met):10,}{copies / len(met):8.1%}")


def curve(banding: Banding, met: set[tuple[int, int]], pairs: Pairs) -> None:
    """The share of pairs that were compared, by their Jaccard index, beside the printed curve."""
    print(f"\n{banding.bands} x {banding.rows}:  {'pairs':>8}{'compared':>10}{'curve':>9}")
    for low, high in zip(EDGES, (*EDGES[1:], 2.0), strict=True):
        here = {pair: index for pair, index in pairs.items() if low <= index < high}
        if here:
            expected = statistics.fmean(map(banding.odds, here.values()))
            share = len(here.keys() & met) / len(here)
            print(f"J from {low:<5}{len(here):8,}{share:10.2%}{expected:9.2%}")


def main() -> None:
    """Measure one of the two."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=["speed", "found"])
    parser.add_argument("places", type=Path, nargs="+")
    parser.add_argument("--files", type=int)
    parser.add_argument("--planted", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    texts = read(asked.places)
    if asked.what == "speed":
        speed(texts[: asked.files or 1_000], asked.rounds)
    else:
        texts = texts[: asked.files or 5_000]
        found(texts, planted(texts, asked.planted))


if __name__ == "__main__":
    main()
