"""CPU time of the ways to judge a file, beside the floor: decoding and parsing it once."""

from __future__ import annotations

import gc
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sample import Sample, by_language, samples
from tree_sitter import Parser

import rulekit
from rulekit.core.record import to_record
from rulekit.language.encoding import decode

COLLECTED = (50_000, 20, 20)  # of `rulekit.run.worker`, which older engines lack
WARM = 3  # files of each language before anything is timed: they pay for queries and rule sets
FLOOR = "floor"
Way = Callable[[Sample], object]


def measure(corpus: Path, per_language: int, rounds: int, languages: Sequence[str]) -> Any:
    """Figures of every language, of those with a grammar, and of all.

    Every round times every way on the same files, each round beginning with another way; a ratio is
    the median of the rounds, to the floor in the same round, and seconds are the least.
    """
    exact = rulekit.load()
    grammars = set(exact.plan.catalog.syntaxes)
    found = by_language(samples(corpus), per_language)
    found = {name: files for name, files in found.items() if not languages or name in languages}
    known = ways(exact)
    _warm(found.values(), known)
    took = {
        name: [_round(files, known, turn) for turn in range(rounds)]
        for name, files in found.items()
    }
    sizes = {
        name: (len(files), sum(one.megabytes for one in files)) for name, files in found.items()
    }
    groups = {name: [name] for name in found}
    groups["with a grammar"] = [name for name in found if name in grammars]
    groups["all"] = [*found]
    figures = {
        group: _figures([took[name] for name in names], [sizes[name] for name in names])
        for group, names in groups.items()
        if names
    }
    return {"rounds": rounds, "grammars": sorted(grammars & {*found}), "by": figures}


def ways(exact: rulekit.Engine) -> dict[str, Way]:
    """The ways to judge a file, by their names; those that an older engine has not are left out."""
    syntaxes = exact.plan.catalog.syntaxes
    languages = {name: one.grammar.language for name, one in syntaxes.items()}
    audit = audit_engine(exact)

    def floor(one: Sample) -> None:
        decode(one.data)
        if language := languages.get(one.language):
            Parser(language).parse(one.data)

    known: dict[str, Way] = {FLOOR: floor}
    if decide := getattr(exact, "decide_bytes", None):
        known["decision"] = lambda one: decide(one.data, one.path)
    known["audit"] = lambda one: audit.check_bytes(one.data, one.path)
    known["check"] = lambda one: json.dumps(to_record(audit.check_bytes(one.data, one.path)))
    known["exact"] = lambda one: [
        finding.value for finding in exact.check_bytes(one.data, one.path).findings
    ]
    return known


def audit_engine(exact: rulekit.Engine) -> rulekit.Engine:
    """The engine that `filter` judges with; the same as any in releases that had only one."""
    try:
        return rulekit.load(failed_only=True)
    except TypeError:
        return exact


def _warm(files: Iterable[Sequence[Sample]], known: Mapping[str, Way]) -> None:
    for some in files:
        for one in some[:WARM]:
            for way in known.values():
                way(one)
    # As in a worker: else every collection would go through engines and texts of the benchmark.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)


def _round(files: Sequence[Sample], known: Mapping[str, Way], turn: int) -> Counter[str]:
    """CPU seconds by way; the floor, which is short, is timed before every other."""
    names = [name for name in known if name != FLOOR]
    took: Counter[str] = Counter()
    for name in names[turn % len(names) :] + names[: turn % len(names)]:
        took[FLOOR] += seconds(known[FLOOR], files) / len(names)
        took[name] = seconds(known[name], files)
    return took


def seconds(way: Way, files: Sequence[Sample]) -> float:
    """CPU seconds of this process for all files."""
    start = time.process_time()
    for one in files:
        way(one)
    return time.process_time() - start


def _figures(
    took: Sequence[Sequence[Counter[str]]], sizes: Sequence[tuple[int, float]]
) -> dict[str, Any]:
    """Of some languages together: files, MB, seconds by way, ratios by way."""
    rounds = [sum(parts, Counter()) for parts in zip(*took, strict=True)]
    names = rounds[0].keys()
    files, megabytes = map(sum, zip(*sizes, strict=True))
    return {
        "files": files,
        "megabytes": megabytes,
        "seconds": {name: min(one[name] for one in rounds) for name in names},
        "ratio": {
            name: statistics.median(one[name] / one[FLOOR] for one in rounds)
            for name in names
            if name != FLOOR
        },
    }
