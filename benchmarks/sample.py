"""Real files to measure on: the rows of a corpus that corpus.py wrote, as samples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import rulekit


class Sample(NamedTuple):
    """A file: its language (the id that rulekit has for it), its path and its bytes."""

    language: str
    path: str
    data: bytes

    @property
    def megabytes(self) -> float:
        return len(self.data) / 1e6


def samples(corpus: Path, most: int | None = None) -> list[Sample]:
    """The first rows of a corpus, in their order."""
    table = rulekit.load().plan.catalog.table
    found = []
    for row in islice(rows(corpus), most):
        path, text = row["max_stars_repo_path"], row["content"]
        detected = table.detect(path, text)
        found.append(Sample(detected.language if detected else "", path, text.encode()))
    return found


def rows(corpus: Path) -> Iterator[dict[str, str]]:
    """The rows of a corpus as mappings by column; it needs zstandard."""
    import zstandard

    shards = sorted((corpus / "jsonl").glob("part-*.jsonl.zst"))
    if not shards:
        raise OSError(f"{corpus}: no corpus there; benchmarks/corpus.py makes one")
    for shard in shards:
        packed = zstandard.ZstdDecompressor().decompressobj().decompress(shard.read_bytes())
        yield from map(json.loads, filter(None, packed.split(b"\n")))  # texts hold other line ends


def by_language(found: Sequence[Sample], most: int | None = None) -> dict[str, list[Sample]]:
    """Samples of each language, from each package in turn; languages by their names."""
    turn: Counter[tuple[str, str]] = Counter()
    grouped: dict[str, list[tuple[int, Sample]]] = {}
    for one in found:
        key = one.language, one.path.partition("/")[0]
        turn[key] += 1
        grouped.setdefault(one.language, []).append((turn[key], one))
    return {
        language: [one for _, one in sorted(grouped[language], key=itemgetter(0))][:most]
        for language in sorted(grouped)
    }
