"""Make a corpus to show `rulekit curate` on, and check what a curation made of it.

    python benchmarks/curated_corpus.py OUT [--rows 20000] [--shards 8] [--from FOLDER ...]
    python benchmarks/curated_corpus.py OUT --check AUDIT [--threshold 0.7] [--strict]

Writes OUT/corpus/part-000.parquet …, with the columns id, repo, path, content, stars, committed and
licences; OUT/benchmark.jsonl, a made-up benchmark; and OUT/plants.jsonl, a line for each planted
row: its kind, its id, and what is expected. The texts are those of Python's library and of the
packages that are installed, long files in parts, or those below the folders that are named. Nothing
is fetched, and no chance is in it: the same files give the same bytes.

Planted are exact copies, near copies, notices, licences, personal data and secrets, items of the
benchmark, and what must stay although it looks like one of these. No row has two plants, and the
texts that carry them have nothing else that a step would look for.

With --check, what is told by AUDIT, the folder that `rulekit curate` made, is compared with that.
Exit status 1 when something is missed, or nothing of a kind was found; with --strict also when
something that must stay was taken.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import curated_benchmark
from curated_check import check
from curated_copies import Plant, Planted, exact, near
from curated_notices import licences, notices
from curated_secrets import look_alikes, secrets
from curated_text import Bases, Row, Text, all_texts, number, row_of

GROUP_ROWS = 500
PLANTED_AT = 20_000  # rows of the corpus for which the numbers of plants are meant


def planted(bases: Bases, rows: int) -> Iterator[Planted]:
    """The plants of a corpus of so many rows: in 20,000 about 1,400 rows; of each kind some."""

    def share(count: int, least: int = 2) -> int:
        return max(least, count * rows // PLANTED_AT)

    return chain(
        exact(bases, share(40, 6)),
        near(bases, share(20)),
        notices(bases, share(160, 12)),
        licences(bases, share(96, 8)),
        secrets(bases, share(40, 5)),
        look_alikes(bases, share(20, 4)),
        curated_benchmark.leaks(bases, share(150, 6)),
        curated_benchmark.counting(bases, share(30, 3)),
    )


def make(rows: int, folders: Sequence[Path]) -> tuple[list[Row], list[Plant]]:
    """The rows in the order of their ids, and what is planted in them."""
    texts = all_texts(folders)
    bases = Bases(texts)
    found: dict[str, Row] = {}
    plants: list[Plant] = []
    for some, told in planted(bases, rows):
        found.update((row.id, row) for row in some)
        plants += told
    rest = [text for text in texts if text.content not in bases.taken]
    if not len(found) <= rows <= len(found) + len(rest):
        most = len(found) + len(rest)
        raise SystemExit(f"--rows {rows}: the files of this machine give {len(found)} to {most}")
    for text in rest[: rows - len(found)]:
        row = _background(text)
        found[row.id] = row
    return [row for _, row in sorted(found.items())], sorted(plants, key=lambda plant: plant["id"])


def _background(text: Text) -> Row:
    """A row without a plant; of some, a column is null."""
    missing = {"stars": None} if number("null", text.content) % 10 == 0 else {}
    return row_of(text, text.content, **missing)


def write(out: Path, rows: Sequence[Row], plants: Sequence[Plant], shards: int) -> None:
    """The corpus and what is told of it, in place of what an earlier run wrote there."""
    (out / "corpus").mkdir(parents=True, exist_ok=True)
    for stale in (out / "corpus").glob("part-*.parquet"):
        stale.unlink()
    ends = [len(rows) * shard // shards for shard in range(shards + 1)]
    for shard in range(shards):
        place = out / "corpus" / f"part-{shard:03}.parquet"
        _write_shard(place, rows[ends[shard] : ends[shard + 1]])
    _write_lines(out / "plants.jsonl", plants)
    _write_lines(out / "benchmark.jsonl", curated_benchmark.lines_of(curated_benchmark.items()))


def _write_shard(place: Path, rows: Sequence[Row]) -> None:
    import pyarrow
    from pyarrow import parquet

    text = pyarrow.string()
    types = dict.fromkeys(("id", "repo", "path", "content"), text)
    types |= {"stars": pyarrow.int64(), "committed": pyarrow.timestamp("ms", "UTC")}
    types |= {"licences": pyarrow.list_(text)}
    columns = {name: [getattr(row, name) for row in rows] for name in types}
    table = pyarrow.table(columns, pyarrow.schema(types))
    parquet.write_table(table, place, compression="zstd", row_group_size=GROUP_ROWS)


def _write_lines(place: Path, lines: Sequence[dict[str, Any]]) -> None:
    place.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))


def show(rows: Sequence[Row], plants: Sequence[Plant]) -> None:
    """How many rows, bytes, and plants of each kind."""
    size = sum(len(row.content.encode()) for row in rows)
    print(f"{len(rows):,} rows, {size / 1e6:.1f} MB")
    for kind, count in sorted(Counter(plant["kind"] for plant in plants).items()):
        print(f"  {kind:15}{count:6,}")


def main() -> int:
    """Exit status 0 when the corpus is there, or when nothing is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=PLANTED_AT)
    parser.add_argument("--shards", type=int, default=8)
    parser.add_argument("--from", dest="folders", type=Path, nargs="+", default=[])
    parser.add_argument("--check", type=Path, metavar="AUDIT")
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--strict", action="store_true")
    asked = parser.parse_args()
    if asked.check:
        return check(asked.out, asked.check, asked.threshold, strict=asked.strict)
    rows, plants = make(asked.rows, asked.folders)
    write(asked.out, rows, plants, asked.shards)
    show(rows, plants)
    return 0


if __name__ == "__main__":
    sys.exit(main())
