"""Build a corpus of real source files from public packages, to measure `rulekit filter` on.

    python benchmarks/corpus.py OUT [--rows 20000] [--cache FOLDER]

Writes OUT/parquet/part-000.parquet … and the same rows in the same order as
OUT/jsonl/part-000.jsonl.zst …, in columns of The Stack v1. The packages are in corpus.json, each
with the SHA-256 of its archive. Archives are kept in FOLDER (default: OUT/archives) and used again;
when all are there, no network is needed. They come from pip and npm as they are set up here, as
wheels and npm tarballs: nothing of them is built, run or unpacked to a disk.

Rows are in the order of the SHA-1 of their content, so every prefix is a fair sample of the whole,
and `--rows 2000` gives the first 2,000 of the same order. It needs pyarrow and zstandard.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import stat
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

import rulekit
from rulekit.language.detect import LanguageTable

Row = dict[str, Any]  # by column
COLUMNS = ("hexsha", "size", "lang", "max_stars_repo_path", "max_stars_count", "content")

# The most files of a language; where the packages hold fewer, all of them.
MOST = {
    "Python": 3_000, "C": 3_000, "C++": 3_000, "C#": 3_000, "Java": 3_000, "JavaScript": 3_000,
    "Go": 3_000, "HTML": 3_000, "Markdown": 1_500, "Text": 1_500,
    "CSS": 300, "JSON": 300, "reStructuredText": 300, "Shell": 300, "TypeScript": 300, "YAML": 300,
}  # fmt: skip
MOST_IN_PACKAGE = 1_500  # of one language: else most of the C would be one project's headers
MOST_BYTES = 1_000_000
SHARD_ROWS = 2_500
GROUP_ROWS = 1_000
WHEEL = (
    sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
    "--platform=manylinux_2_17_x86_64", "--platform=manylinux_2_12_x86_64",
)  # fmt: skip
TARBALL = ("npm", "pack", "--silent", "--ignore-scripts")


@dataclass(frozen=True)
class Package:
    """A package as corpus.json pins it: its name and version, its archive, the archive's hash."""

    name: str
    archive: str
    sha256: str

    @property
    def is_wheel(self) -> bool:
        return self.archive.endswith(".whl")

    @property
    def folder(self) -> str:
        """`package-version`, where its files are said to be."""
        return "-".join(self.archive.split("-")[:2]) if self.is_wheel else self.archive[:-4]

    def fetch(self, cache: Path) -> str:
        """Have the pinned archive in the cache; why not and what to do, if not."""
        place = cache / self.archive
        command = (*(WHEEL if self.is_wheel else TARBALL), self.name)
        said = "" if place.exists() else _run(command, cache)
        if not place.exists():
            return f"{self.name}: {said}; in {cache}: {' '.join(command)}"
        if hashlib.sha256(place.read_bytes()).hexdigest() != self.sha256:
            return f"{place}: not the pinned archive (SHA-256 differs); delete it and fetch again"
        return ""


def _run(command: Sequence[str], folder: Path) -> str:
    """Run a command; what it said when it failed."""
    print("+", *command, flush=True)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return f"{command[0]} is not installed here"
    said = (done.stderr or done.stdout).strip().splitlines()
    return said[-1] if done.returncode and said else f"exit status {done.returncode}"


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Every regular file that is neither empty nor too large, with its path in the package."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for info in wheel.infolist():
                link = stat.S_ISLNK(info.external_attr >> 16)
                if 0 < info.file_size <= MOST_BYTES and not link:
                    yield info.filename, wheel.read(info)
        return
    with tarfile.open(archive) as tarball:
        for entry in tarball:
            file = tarball.extractfile(entry) if entry.isreg() else None
            if file and 0 < entry.size <= MOST_BYTES:
                yield entry.name.partition("/")[2], file.read()


def read(package: Package, cache: Path, table: LanguageTable) -> Iterator[Row]:
    """The package's UTF-8 texts in the languages that are wanted, as The Stack v1 has them."""
    for name, data in members(cache / package.archive):
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        path = f"{package.folder}/{name}"
        found = None if "\0" in text else table.detect(path, text)
        language = table.facts(found.language).name if found else ""
        if language in MOST:
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
            stars = int(blob[:8], 16) % 1_000  # nobody gave them; the column must be there
            columns = (blob, len(data), language, path, stars, text)
            yield dict(zip(COLUMNS, columns, strict=True))


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


def collect(packages: Iterable[Package], cache: Path) -> list[Row]:
    """The rows of the corpus in their order; no content twice."""
    table = rulekit.load().plan.catalog.table
    in_package = dict.fromkeys(MOST, MOST_IN_PACKAGE)
    found: dict[str, Row] = {}
    for package in packages:
        rows = {each["hexsha"]: each for each in read(package, cache, table)}
        fresh = [each for blob, each in rows.items() if blob not in found]
        found.update((each["hexsha"], each) for each in choose(fresh, in_package))
    return sorted(choose(found.values(), MOST), key=_order)


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


def build(out: Path, wanted: int, cache: Path) -> str:
    """Write the corpus and say what is in it; or what hinders."""
    cache.mkdir(parents=True, exist_ok=True)
    pinned = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    packages = [Package(**each) for each in pinned]
    if complaints := [said for package in packages if (said := package.fetch(cache))]:
        return "\n".join(complaints)
    rows = collect(packages, cache)
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
    parser.add_argument("--cache", type=Path)
    asked = parser.parse_args()
    cache: Path = (asked.cache or asked.out / "archives").resolve()
    try:
        sys.exit(build(asked.out, asked.rows, cache) or 0)
    except (ModuleNotFoundError, OSError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
