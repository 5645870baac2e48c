"""Build a corpus of real source files from public packages, to measure rulekit on.

    python benchmarks/corpus.py OUT [--rows 20000] [--cache FOLDER]
    python benchmarks/corpus.py OUT --per-language 60 [--cache FOLDER]

Writes OUT/parquet/part-000.parquet … and the same rows in the same order as
OUT/jsonl/part-000.jsonl.zst …, in columns of The Stack v1. The packages are in corpus.json, each
with the SHA-256 of its archive (package.py). Archives are kept in FOLDER (default: OUT/archives)
and used again; when all are there, no network is needed.

Rows are in the order of the SHA-1 of their content, so every prefix is a fair sample of the whole,
and `--rows 2000` gives the first 2,000 of the same order. `--per-language` takes as many files of
every language that has a grammar here, and of prose and tables, from the packages of
languages.json, too (Debian's, on Debian 12: run `apt-get update` first): from each package in turn,
so that no project is most of a language. It needs pyarrow and zstandard.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from package import Package, members, pinned

import rulekit
from rulekit.language.detect import LanguageTable

HERE = Path(__file__).parent
Row = dict[str, Any]  # by column
COLUMNS = ("hexsha", "size", "lang", "max_stars_repo_path", "max_stars_count", "content")

# The most files of a language; where the packages hold fewer, all of them.
MOST = {
    "Python": 3_000, "C": 3_000, "C++": 3_000, "C#": 3_000, "Java": 3_000, "JavaScript": 3_000,
    "Go": 3_000, "HTML": 3_000, "Markdown": 1_500, "Text": 1_500,
    "CSS": 300, "JSON": 300, "reStructuredText": 300, "Shell": 300, "TypeScript": 300, "YAML": 300,
}  # fmt: skip
MOST_IN_PACKAGE = 1_500  # of one language: else most of the C would be one project's headers
PROSE = ("markdown", "restructuredtext", "text", "csv")  # beside the languages with a grammar
FAIR_BYTES = range(100, 200_001)  # of a file in equal parts: no file is most of its language
SHARD_ROWS = 2_500
GROUP_ROWS = 1_000


def read(package: Package, cache: Path, table: LanguageTable, wanted: Container[str]) -> list[Row]:
    """The package's UTF-8 texts in the languages that are wanted, as The Stack v1 has them."""
    rows: dict[str, Row] = {}
    for name, data in members(cache / package.archive):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        path = f"{package.folder}/{name}"
        found = None if "\0" in text else table.detect(path, text)
        language = table.facts(found.language).name if found else ""
        if language in wanted:
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            stars = int(blob[:8], 16) % 1_000  # nobody gave them; the column must be there
            columns = (blob, len(data), language, path, stars, text)
            rows[blob] = dict(zip(COLUMNS, columns, strict=True))
    return [*rows.values()]


def choose(rows: Iterable[Row], most: Mapping[str, int]) -> list[Row]:
    """At most so many rows of each language, the lowest by git's hash.

    Not by the hash that orders the corpus: then a language that is cut would be at its beginning.
    """
    taken: Counter[str] = Counter()
    chosen = []
    for each in sorted(rows, key=itemgetter("hexsha")):
        if taken[each["lang"]] < most[each["lang"]]:
            taken[each["lang"]] += 1
            chosen.append(each)
    return chosen


def collect(cache: Path) -> list[Row]:
    """The rows of the corpus in their order; no content twice."""
    table = rulekit.load().plan.catalog.table
    in_package = dict.fromkeys(MOST, MOST_IN_PACKAGE)
    found: dict[str, Row] = {}
    for package in pinned(HERE / "corpus.json"):
        rows = read(package, cache, table, MOST)
        fresh = [each for each in rows if each["hexsha"] not in found]
        found.update((each["hexsha"], each) for each in choose(fresh, in_package))
    return sorted(choose(found.values(), MOST), key=_order)


def collect_fair(packages: Iterable[Package], cache: Path, most: int) -> list[Row]:
    """As many rows of every language, from each package in turn; no content twice."""
    catalog = rulekit.load().plan.catalog
    wanted = {catalog.table.facts(one).name for one in (*catalog.syntaxes, *PROSE)}
    found: dict[str, tuple[int, Row]] = {}
    for package in packages:
        turn: Counter[str] = Counter()
        rows = read(package, cache, catalog.table, wanted)
        for each in sorted(rows, key=itemgetter("hexsha")):
            if each["hexsha"] not in found and each["size"] in FAIR_BYTES:
                turn[each["lang"]] += 1
                found[each["hexsha"]] = turn[each["lang"]], each
    turns = sorted(found.values(), key=lambda one: (one[0], one[1]["hexsha"]))
    of_lang: defaultdict[str, list[Row]] = defaultdict(list)
    for _, each in turns:
        of_lang[each["lang"]].append(each)
    return sorted((each for rows in of_lang.values() for each in rows[:most]), key=_order)


def _order(row: Row) -> str:
    return hashlib.sha1(row["content"].encode()).hexdigest()


def write(out: Path, rows: Sequence[Row]) -> None:
    """Both forms of the corpus, in place of what an earlier run wrote there."""
    for form in ("parquet", "jsonl"):
        (out / form).mkdir(parents=True, exist_ok=True)
        for stale in (out / form).glob("part-*"):
            stale.unlink()
    for number, start in enumerate(range(0, len(rows), SHARD_ROWS)):
        _write_shard(out, f"part-{number:03}", rows[start : start + SHARD_ROWS])


def _write_shard(out: Path, name: str, rows: Sequence[Row]) -> None:
    import pyarrow
    import zstandard
    from pyarrow import parquet

    table = pyarrow.Table.from_pylist([*rows])
    place = out / "parquet" / f"{name}.parquet"
    parquet.write_table(table, place, compression="zstd", row_group_size=GROUP_ROWS)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    packed = zstandard.ZstdCompressor().compress(lines.encode())
    (out / "jsonl" / f"{name}.jsonl.zst").write_bytes(packed)


def show(rows: Sequence[Row]) -> None:
    """A line per language: rows, share of the rows, MB."""
    count = Counter(each["lang"] for each in rows)
    for lang, number in [*count.most_common(), ("all", len(rows))]:
        size = sum(each["size"] for each in rows if lang in (each["lang"], "all"))
        print(f"{lang:20}{number:7,}{number / len(rows):7.1%}{size / 1e6:8.1f} MB")


def build(out: Path, cache: Path, wanted: int, per_language: int) -> str:
    """Write the corpus and say what is in it; or what hinders."""
    cache.mkdir(parents=True, exist_ok=True)
    packages = pinned(HERE / "corpus.json")
    packages += pinned(HERE / "languages.json") if per_language else []
    if complaints := [said for package in packages if (said := package.fetch(cache))]:
        return "\n".join(complaints)
    rows = collect_fair(packages, cache, per_language) if per_language else collect(cache)
    wanted = len(rows) if per_language else wanted
    if not 0 < wanted <= len(rows):
        return f"--rows {wanted}: from 1 to {len(rows)}, which is what the packages give"
    write(out, rows[:wanted])
    show(rows[:wanted])
    return ""


def main() -> None:
    """Exit status 0 when the corpus is there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--per-language", type=int, default=0, metavar="FILES")
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    cache: Path = (asked.cache or asked.out / "archives").resolve()
    try:
        sys.exit(build(asked.out, cache, asked.rows, asked.per_language) or 0)
    except (ModuleNotFoundError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
