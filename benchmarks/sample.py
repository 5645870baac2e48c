"""Real files to measure on: the rows of a corpus that corpus.py wrote, as samples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
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
        yield from map(json.loads, packed.decode().splitlines())


def by_language(found: Sequence[Sample], most: int | None = None) -> dict[str, list[Sample]]:
    """Samples of each language, the first so many, languages in the order of their names."""
    grouped: dict[str, list[Sample]] = {}
    for one in found:
        grouped.setdefault(one.language, []).append(one)
    return {language: grouped[language][:most] for language in sorted(grouped)}
