"""The page docs/performance.md: figures of speed, before and now."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markdown_table import table

FIGURES = Path(__file__).parent.parent / "benchmarks"
TOGETHER = ("with a grammar", "all")
NONE = "–"
SIZES = ("1", "6", "8")  # MB of the longer texts

HEAD = """\
# Speed

Written by `python docs/generate.py` from `benchmarks/speed.json`, which `benchmarks/speed.py`
measures, and `benchmarks/speed_before.json`, the same of the release before the last work on speed.

Figures are ratios of CPU time on the same files in the same process, in turns, so they hold on
other machines; what is of this machine alone (rows a second, memory) is said to be.

| word | what it is |
|---|---|
| floor | decode a file, parse it once, free the tree; nothing that reads a tree costs less |
| decision | `Engine.decide_bytes`: keep, drop or error, and no reason |
| audit | the verdict with all that failed and its evidence, as `rulekit filter` writes it down |
| check | the same as a JSON record, as `rulekit check` hands it on |
| exact | every rule's value, as the Python API gives it, or `explain --all` |

"""

LANGUAGES = """\
## By language

{files} real files of public packages, as many of every language (`benchmarks/languages.json`).
Ways are in times the floor. Prose and tables have no grammar, so their
floor is next to nothing and their ratio says little: *audit, ms/MB* is to be compared.

"""

START = """\
## Until something happens

CPU time of a command and all that it starts, as times that of `python -c 'import pluggy'`. The
files are of a few lines; a plan is stored by the first command that makes it.

"""

GROWTH = """\
## Growth

The cost of a byte in texts of 0.1, 1, 6 and 8 MB: the same files as sixty texts, as six and as one;
8 MB, the most that is judged, are those with a third more. 1 is linear; ten times as long may cost
11 times as much, 1.1 a byte. Each line of the plot is a language. Over 6 MB no text has a syntax
tree, and *tree* says whether 6 MB keep it ([limits.md](limits.md)): what goes without one costs
less. *parser* is the same for decoding and parsing alone, at 1 MB, and at 6 where these have a
tree; *not ASCII*, a text of 1 MB with one other character, beside the same without it; *memory*,
what a process takes for 6 MB, in bytes for each of them. *steep* are signals that cost, read
exactly, a hundredth of 1 MB or more, and over 1.1 times that of its pieces, but only where the same
1 MB four times over also costs more than 4.4 times as much (the lesser ratio is told): a gate that
spares most short texts, as they have no word of it, opens for a long one, and that is no growth.
Whichever asks first for words or a tree pays for all that ask later.

A long text of tables or prose is the same files several times, so that nearly all of its runs of
words recur. Svelte's own parser takes 9.3 times as long for 1 MB as for its ten pieces, and that is
most of its cost; TypeScript's takes 1.3 times as long, and Shell's 1.2 times for 6 MB: a signal of
theirs that is steep is the first that asks for the tree. `text.mean_word_chars` is the first that
asks for words, each step of which is one pass over the text. A cell of this table may be 0.3 higher
or lower in another run, as the machine has neighbours: at 1 MB C and C++ cost 1.2 in this one, and
0.9 and 1.1 in an earlier one.

"""
PLOT = """\
```mermaid
xychart-beta
    title "Cost of a byte, times that in texts of 0.1 MB"
    x-axis ["0.1 MB", "1 MB", "6 MB", "8 MB"]
    y-axis 0 --> {top:.1f}
{lines}
```

"""

FILTER = """\
## A corpus

`rulekit filter` on the rows of `benchmarks/corpus.py`, on this machine ({cores} cores): a row has
{size:.1f} KB. *memory* is the peak of all processes.

"""

ADDED = """
Of a row's CPU time {judging:.2f} ms are its verdict; reading it, counting it and writing the audit
add {beside:.2f} ms ({rows:,} rows, one worker).
"""

PEERS = """\
## Others

Filters of other projects on the files of the first table, in one process. Those of datatrove end
at the first reason that they find; rulekit names all, with the place.

"""

FOOT = """\
## How it is measured

```
python benchmarks/corpus.py EQUAL --per-language 300
python benchmarks/corpus.py CORPUS --rows 20000 --cache EQUAL/archives
python benchmarks/speed.py EQUAL --rows CORPUS --peers PEERS/bin/python
python benchmarks/speed.py EQUAL --rows CORPUS --engine OLD --out benchmarks/speed_before.json
python docs/generate.py
```

Packages are pinned by the SHA-256 of their archives; the first command fetches {fetched} of them.
OLD is a revision or a checkout; the same script measures it. PEERS is an environment that
`benchmarks/speed_peers.py` tells how to make. Nothing else may run meanwhile: `--parts`,
`--languages` and `--per-language` measure less in less time.

## No verdict is another

`python benchmarks/parity.py OLD EQUAL --audit CORPUS` compares this rulekit with another: decision,
score, reason and every finding with its evidence, by language, and the bytes of whole audits.
`tests/test_fast_path.py` compares the short ways with the exact one, in CI, on files that every
environment has.
"""


def page() -> str:
    """The whole of docs/performance.md; parts that were not measured are left out."""
    now, before = _read("speed.json"), _read("speed_before.json")
    machine = now.get("machine", {})
    fetched = sum(len(_read(name)) for name in ("corpus.json", "languages.json"))
    parts = [HEAD]
    if "check" in now:
        parts += [languages(now["check"]["by"], before.get("check", {}).get("by", {}))]
    if "start" in now:
        parts += [START, start(now["start"], before.get("start", {}))]
    if "filter" in now:
        parts += [corpus(now["filter"], before.get("filter", {}), machine["cores"])]
    if {"growth", "signals"} <= now.keys():
        parts += [GROWTH, growth(now["growth"], now["signals"])]
    if "peers" in now:
        parts += [PEERS, peers(now["peers"])]
    return "\n".join([*parts, FOOT.format(fetched=fetched)]).replace("\n\n\n", "\n\n")


def _read(name: str) -> Any:
    place = FIGURES / name
    return json.loads(place.read_text("utf-8")) if place.exists() else {}


def languages(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """The ways to judge a file, times the floor."""
    ways = [name for name in now["all"]["seconds"] if name != "floor"]
    heads = ("language", "files", "floor, ms/MB", "audit, ms/MB", "audit before", *ways)
    rows = []
    for name, one in now.items():
        old = before.get(name, {}).get("ratio", {}).get("audit")
        speeds = (1e3 * one["seconds"][way] / one["megabytes"] for way in ("floor", "audit"))
        ratios = (times(ratio) for ratio in (old, *(one["ratio"][way] for way in ways)))
        label = f"**{name}**" if name in TOGETHER else name
        rows.append((label, str(one["files"]), *(f"{speed:,.0f}" for speed in speeds), *ratios))
    return LANGUAGES.format(files=f"{now['all']['files']:,}") + table(heads, rows)


def start(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Commands, times `import pluggy`."""
    rows = [
        (name, times(before.get(name, {}).get("ratio")), times(one["ratio"]))
        for name, one in now.items()
    ]
    return table(("command", "before", "now"), rows)


def corpus(now: Mapping[str, Any], before: Mapping[str, Any], cores: int) -> str:
    """Runs of `filter`, each beside the same run before."""
    heads = ("shards", "workers", "rows", "rows/s before", "rows/s", "MB/s", "CPU s", "memory")
    rows = [
        (form, workers, *run(one, before.get(form, {}).get(workers)))
        for form in ("parquet", "jsonl")
        for workers, one in now[form].items()
    ]
    one, added = next(iter(now["parquet"].values())), now["added"]
    size = one["mb_a_second"] / one["rows_a_second"] * 1e3
    return FILTER.format(cores=cores, size=size) + table(heads, rows) + ADDED.format(**added)


def run(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> tuple[str, ...]:
    """A run's cells: rows, rows a second before and now, MB a second, CPU seconds, memory."""
    was = f"{before['rows_a_second']:,.0f}" if before else NONE
    speed = f"{now['rows_a_second']:,.0f}", f"{now['mb_a_second']:.2f}", f"{now['cpu']:,.0f}"
    return f"{now['rows']:,}", was, *speed, f"{now['memory']['together'] / 1e6:,.0f} MB"


def growth(now: Mapping[str, Any], signals: Mapping[str, Mapping[str, float]]) -> str:
    """How the cost of a byte grows, and memory."""
    sizes = [f"{size} MB" for size in SIZES]
    heads = ("language", "ms/MB at 0.1", *sizes, "parser", "tree", "not ASCII", "memory", "steep")
    rows = []
    for name, one in now.items():
        steep = sorted(signals[name].items(), key=lambda told: -told[1])
        shown = ", ".join(f"`{_short(signal)}` {ratio:.1f}" for signal, ratio in steep)
        grown = (f"{one['growth'][size]:.2f}" for size in SIZES)
        parser = " ".join(f"{ratio:.2f}" for ratio in one["parser"].values())
        tree = "yes" if one["tree"] else "no"
        other, memory = times(one["not_ascii"]), f"{one['bytes_a_byte']:.0f}"
        speed = f"{one['ms_a_mb']:,.0f}"
        rows.append((name, speed, *grown, parser, tree, other, memory, shown or NONE))
    return plot([one["growth"] for one in now.values()]) + table(heads, rows)


def plot(growths: Sequence[Mapping[str, float]]) -> str:
    """A line for each language, by the size of the text."""
    costs = (", ".join(f"{one[size]:.2f}" for size in SIZES) for one in growths)
    lines = [f"    line [1.00, {one}]" for one in costs]
    top = max(1.0, *(value for one in growths for value in one.values())) + 0.1
    return PLOT.format(top=top, lines="\n".join(lines))


def _short(signal: str) -> str:
    """A signal's name; of a pattern, where it begins."""
    return signal if len(signal) < 60 else f"{signal[:56]}…"


def peers(figures: Mapping[str, Any]) -> str:
    """What others cost on the same files."""
    took = figures["seconds"]
    labels = {"floor": "decode and parse", "audit": "**rulekit, audit**"}
    rows = [
        (labels.get(name, name), f"{figures['megabytes'] / one:.2f}", times(one / took["floor"]))
        for name, one in sorted(took.items(), key=lambda told: told[1])
    ]
    return table(("", "MB/s on this machine", "floors"), rows)


def times(ratio: float | None) -> str:
    """A ratio as people read it; a dash where there is none."""
    if ratio is None:
        return NONE
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.2g}" if ratio < 10 else f"{ratio:.1f}"
