"""How the cost of a byte grows with the size of a text, by language and by signal, and the memory.

A text of a language is files of the corpus, one after the other (long_text.py). The same 6 MB, the
most that is parsed, are judged as 60 texts of 0.1 MB, as 6 of 1 MB, and as one; with 2 MB more they
are the most that is judged. 1 is linear. Each cost is the least of rounds in which all are judged
in turn. All are ASCII, where the corpus has such files, as one other character may make a whole
text slower; how much is measured apart, and how the parser alone grows on the same texts.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from long_text import pieces
from sample import Sample, by_language, samples
from speed_check import COLLECTED, FLOOR, Way, audit_engine, seconds, ways

import rulekit

PIECE = 98_000  # bytes, of the shortest texts
TEN = 10  # of them are one that is ten times as long
PARSED = 60  # of them are the most that is parsed: over 6 MB nothing is
MOST = 7_840_000  # bytes of all of them; over 8 MB nothing is judged
ROUNDS = 3
OTHER = "ü\n".encode()
AGAIN = 4  # times that one text stands in another
SHOWN = 0.01  # share of a text's cost under which a signal's growth is noise
STEEP = 1.1  # growth that is told: ten times as long may cost eleven times as much
NO_TREE = ("not parsed", "not queried")


def measure(corpus: Path, languages: Sequence[str]) -> dict[str, Any]:
    """Of each language, measured in a process of its own."""
    found = by_language(samples(corpus))
    chosen = {name: files for name, files in found.items() if not languages or name in languages}
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        return {name: pool.submit(grown, files).result() for name, files in chosen.items()}


def steep_signals(corpus: Path, languages: Sequence[str]) -> dict[str, dict[str, float]]:
    """Of each language, the signals that cost more a byte of 1 MB than of its ten pieces.

    But what costs no more when the same 1 MB stands four times in one text is left out: a gate that
    one of the pieces opens is open for all of them together, and costs that once.
    """
    found: dict[str, dict[str, float]] = {}
    engine = audit_engine(rulekit.load())
    for name, files in by_language(samples(corpus)).items():
        if languages and name not in languages:
            continue
        parts = [Sample(name, files[0].path, one) for one in [*pieces(files, PIECE, MOST)][:TEN]]
        whole = Sample(name, files[0].path, b"".join(one.data for one in parts))
        _cost(engine, parts)  # pays for queries and rule sets
        grown = steep(engine, parts, [whole])
        if grown:
            again = Sample(name, files[0].path, whole.data * AGAIN)
            same = steep(engine, [whole] * AGAIN, [again], [*grown])
            grown = {signal: min(grown[signal], same[signal]) for signal in same}
        found[name] = grown
    return found


def grown(files: Sequence[Sample]) -> dict[str, Any]:
    """Of one language: CPU ms for a MB, growth by MB and signal, peak of memory."""
    exact, path = rulekit.load(), files[0].path
    engine, floor = audit_engine(exact), ways(exact)[FLOOR]
    parts = [*pieces(files, PIECE, MOST)]
    tens = [parts[at : at + TEN] for at in range(0, PARSED, TEN)]
    short = [Sample(files[0].language, path, one) for one in parts[:PARSED]]
    middle = [Sample(files[0].language, path, b"".join(some)) for some in tens]
    six, eight = (
        Sample(files[0].language, path, b"".join(some)) for some in (parts[:PARSED], parts)
    )
    _cost(engine, short[:TEN])  # pays for queries and rule sets
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    before = peak()
    _cost(engine, [six])
    memory = (peak() - before) / len(six.data)
    tree = has_tree(engine, six)
    sizes = {"0.1": short, "1": middle, "6": [six], "8": [eight]}
    costs = _costs(_check(engine), sizes)
    parsing = _costs(floor, {size: sizes[size] for size in ("0.1", "1", *(["6"] if tree else []))})
    base, parsed = costs.pop("0.1"), parsing.pop("0.1")
    other = _cost(engine, [Sample("", path, middle[0].data + OTHER)])
    other /= min(_cost(engine, [middle[0]]) for _ in range(2))
    return {
        "ms_a_mb": 1e3 * base,
        "growth": {size: cost / base for size, cost in costs.items()},
        "parser": {size: cost / parsed for size, cost in parsing.items()},
        "tree": tree,
        "not_ascii": other,
        "bytes_a_byte": memory,
    }


def has_tree(engine: rulekit.Engine, one: Sample) -> bool:
    """False for a text that is over a limit of parsing."""
    verdict = engine.check_bytes(one.data, one.path)
    return not any(finding.note.startswith(NO_TREE) for finding in verdict.findings)


def _costs(way: Way, sizes: Mapping[str, Sequence[Sample]]) -> dict[str, float]:
    """CPU seconds of a way for a megabyte, by the size of the texts."""
    rounds = [{size: _a_mb(way, some) for size, some in sizes.items()} for _ in range(ROUNDS)]
    return {size: min(one[size] for one in rounds) for size in sizes}


def _a_mb(way: Way, texts: Sequence[Sample]) -> float:
    return seconds(way, texts) / sum(one.megabytes for one in texts)


def _cost(engine: rulekit.Engine, texts: Iterable[Sample]) -> float:
    return seconds(_check(engine), [*texts])


def _check(engine: rulekit.Engine) -> Way:
    return lambda one: engine.check_bytes(one.data, one.path)


def steep(
    engine: rulekit.Engine,
    short: Sequence[Sample],
    long: Sequence[Sample],
    names: Collection[str] = (),
    rounds: int = 2,
) -> dict[str, float]:
    """Growth of the signals that cost a hundredth of the long text or more, by name, if steep.

    They are read in the rule set's order: the first that needs words or a tree pays for them. With
    `names` those alone are read, whatever they cost.
    """
    ours = [_signals(engine, long, names) for _ in range(rounds)]
    theirs = [_signals(engine, short, names) for _ in range(rounds)]
    least = {name: min(one[name] for one in ours) for name in ours[0]}
    same = {name: min(one.get(name, 0.0) for one in theirs) for name in least}
    shown = 0.0 if names else SHOWN * sum(least.values())
    told = {name: cost / same[name] for name, cost in least.items() if cost > shown and same[name]}
    return {name: growth for name, growth in told.items() if growth > STEEP}


def _signals(
    engine: rulekit.Engine, texts: Sequence[Sample], names: Collection[str]
) -> dict[str, float]:
    """CPU seconds of each signal for all texts together; with `names`, of those."""
    took: dict[str, float] = {}
    for one in texts:
        document = engine.plan.languages.document(one.data.decode(), one.path)
        if not document:
            continue
        for signal in engine.plan.rules_for(document).signals:
            if names and signal.name not in names:
                continue
            start = time.process_time()
            signal.read(document)
            took[signal.name] = took.get(signal.name, 0.0) + time.process_time() - start
    return took


def peak() -> int:
    """The most bytes of this process that were ever in memory."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1_024
