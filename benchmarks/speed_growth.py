"""How the cost of a file grows with its size, by language and by signal, and the memory it takes.

A text of a language is files of the corpus, one after the other. Of 10 such pieces of 0.1 MB (less,
where the corpus has no 1 MB of a language: no file is in them twice) a long text is made, and its
cost is compared with that of the pieces, each as a file of its own: 1 is linear. All are ASCII,
where the corpus has such files, as one other character may make a whole text slower; how much is
measured apart. What is over 1,000,000 bytes is not parsed (docs/limits.md), so growth to 8 MB is of
all signals but those of trees.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sample import Sample, by_language, samples
from speed_check import audit_engine, seconds

import rulekit

PIECE = 98_000  # bytes, of the shortest texts: ten are under the 1,000,000 that are parsed
PIECES = 10
LONG = {"3": 3, "10": PIECES, "80": 80}  # pieces; the last has each eight times
MOST = 7_990_000  # bytes; over 8 MB nothing is judged
OTHER = "ü\n".encode()
SHOWN = 0.01  # share of a text's cost under which a signal's growth is noise
STEEP = 1.1  # growth that is told: ten times as long may cost eleven times as much


def measure(corpus: Path, rounds: int, languages: Sequence[str]) -> dict[str, Any]:
    """Of each language, measured in a process of its own."""
    found = by_language(samples(corpus))
    chosen = {name: files for name, files in found.items() if not languages or name in languages}
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        return {name: pool.submit(grown, files, rounds).result() for name, files in chosen.items()}


def grown(files: Sequence[Sample], rounds: int) -> dict[str, Any]:
    """Of one language: CPU ms for a MB in pieces, growth by MB and signal, peaks of memory."""
    engine, path = audit_engine(rulekit.load()), files[0].path
    short = [Sample("", path, data) for data in pieces(files)]
    _cost(engine, short)  # pays for queries and rule sets
    gc.collect()
    gc.freeze()
    before = peak()
    whole = {name: Sample("", path, long(short, count)) for name, count in LONG.items()}
    base = min(_cost(engine, short) for _ in range(rounds))
    growth, memory = {}, {}
    for name, one in whole.items():  # the longest last: a peak is one of all that went before
        same = base * len(one.data) / sum(len(piece.data) for piece in short)
        growth[name] = min(_cost(engine, [one]) for _ in range(rounds)) / same
        memory[name] = (peak() - before) / len(one.data)
    parsed = whole["10"]
    other = Sample("", path, parsed.data + OTHER)
    cost = min(_cost(engine, [parsed]) for _ in range(rounds))
    return {
        "piece": sum(len(piece.data) for piece in short) // PIECES,
        "ms_a_mb": 1e3 * base / sum(piece.megabytes for piece in short),
        "growth": growth,
        "not_ascii": min(_cost(engine, [other]) for _ in range(rounds)) / cost,
        "bytes_a_byte": memory,
        "signals": steep(engine, short, parsed, rounds),
    }


def _cost(engine: rulekit.Engine, texts: Iterable[Sample]) -> float:
    return seconds(lambda one: engine.check_bytes(one.data, one.path), [*texts])


def pieces(files: Sequence[Sample]) -> list[bytes]:
    """Ten texts of about one size, of files one after the other, cut at ends of lines; none twice.

    A file that is longer than a text is left out, unless there is no other.
    """
    ascii_only = [one.data for one in files if one.data.isascii()] or [one.data for one in files]
    size = min(PIECE, sum(map(len, ascii_only)) // PIECES)
    fitting = [one for one in ascii_only if len(one) <= size] or ascii_only
    size = min(size, sum(map(len, fitting)) // PIECES)
    whole = b"".join(one.rstrip(b"\n") + b"\n" for one in fitting)
    ends = [whole.find(b"\n", size * number) + 1 for number in range(1, PIECES)]
    bounds = [0, *ends, min(len(whole), size * PIECES)]
    return [whole[start:stop] for start, stop in pairwise(bounds)]


def long(short: Sequence[Sample], count: int) -> bytes:
    """A text of so many pieces, not longer than what is judged."""
    source = cycle(one.data for one in short)
    text = b"".join(next(source) for _ in range(count))
    return text if len(text) <= MOST else text[: text.rindex(b"\n", 0, MOST) + 1]


def steep(
    engine: rulekit.Engine, short: Sequence[Sample], parsed: Sample, rounds: int
) -> dict[str, float]:
    """Growth of the signals that cost a hundredth of the long text or more, by name, if steep.

    They are read in the rule set's order: the first that needs words or a tree pays for them.
    """
    ours = [_signals(engine, [parsed]) for _ in range(rounds)]
    theirs = [_signals(engine, short) for _ in range(rounds)]
    least = {name: min(one[name] for one in ours) for name in ours[0]}
    same = {name: min(one.get(name, 0.0) for one in theirs) for name in least}
    scale = len(parsed.data) / sum(len(one.data) for one in short)
    told = {
        name: cost / (scale * same[name])
        for name, cost in least.items()
        if cost > SHOWN * sum(least.values()) and same[name]
    }
    return {name: growth for name, growth in told.items() if growth > STEEP}


def _signals(engine: rulekit.Engine, texts: Sequence[Sample]) -> dict[str, float]:
    """CPU seconds of each signal for all texts together."""
    took: dict[str, float] = {}
    for one in texts:
        document = engine.plan.languages.document(one.data.decode(), one.path)
        if not document:
            continue
        for signal in engine.plan.rules_for(document).signals:
            start = time.process_time()
            signal.read(document)
            took[signal.name] = took.get(signal.name, 0.0) + time.process_time() - start
    return took


def peak() -> int:
    """The most bytes of this process that were ever in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1_024
