"""Judges hundreds of thousands of small hostile documents, and looks that none is lost.

    python benchmarks/fuzz.py OUT [--documents 300000] [--seed 0] [--sources CORPUS] [--jobs 2]
    python benchmarks/fuzz.py OUT --same 30000

Documents of up to 4 KB: mutated real files, random bytes, and noise in the shape of a language.
They are made from the seed and their number alone, so the same ones come again. They are judged in
shards of 10,000, and a run that was stopped goes on with the next shard. Every row must have its
verdict, every error a cause that docs/limits.md names, and no signal may fail with an exception;
what does not is printed with its number. With --same, so many documents are judged by one process,
by two, and by two beside two other busy ones, and the audits compared. Exit code 1 when something
is wrong.

Real files are those of the tests, or, with --sources, those of a corpus that corpus.py made.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random  # noqa: TID251  seeded; nothing is judged by it

import pyarrow as pa
import pyarrow.parquet as pq
from kills import audit_hash, rulekit

HERE = Path(__file__).parent.parent
SIZE = 4_096
SHARD = 10_000
BUSY = "while True: pass"
TOKEN = re.compile(rb"\w+|\s+|[^\w\s]")
ODD = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x0c", b"\x85", "\u2028".encode(),
    "\u202e".encode(), "\u0301\u0323".encode() * 9, b"(" * 99, b"{" * 99, b"<a" * 50, b'"', b"'''",
    b"/*", b"<!--", b"${", b"`", b"#" * 99, b"\\", b"\n" * 99, b"\t" * 99, b"a" * 500, b"0," * 200,
)  # fmt: skip

Source = tuple[str, bytes]


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("out", type=Path)
    words.add_argument("--documents", type=int, default=300_000)
    words.add_argument("--seed", type=int, default=0)
    words.add_argument("--sources", type=Path)
    words.add_argument("--jobs", type=int, default=2)
    words.add_argument("--same", type=int, default=0)
    asked = words.parse_args()
    sources = list(corpus_files(asked.sources) if asked.sources else own_files())
    wanted = asked.same or asked.documents
    shards = [(start, min(start + SHARD, wanted)) for start in range(0, wanted, SHARD)]
    wrong, seen = 0, Counter[str]()
    for start, stop in shards:
        shard = write_shard(asked.out, sources, asked.seed, start, stop)
        if asked.same:
            wrong += differing(shard, asked.out)
        else:
            wrong += judge(shard, stop - start, asked.jobs, seen)
    print("  ".join(f"{what} {count:,}" for what, count in seen.most_common()))
    print(f"{wanted:,} documents, {wrong:,} wrong")
    return int(wrong > 0)


# The documents


def own_files() -> Iterator[Source]:
    """Real files of the project in every language that is read by syntax tree, and others."""
    for folder in ("tests/testing/sources", "tests/golden/files"):
        for path in sorted((HERE / folder).iterdir()):
            if path.is_file():
                yield path.name, path.read_bytes()


def corpus_files(folder: Path) -> Iterator[Source]:
    """The files of a corpus that corpus.py made."""
    for path in sorted(folder.rglob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(
            columns=["max_stars_repo_path", "content"], batch_size=100
        ):
            for row in batch.to_pylist():
                yield Path(row["max_stars_repo_path"]).name, row["content"].encode()


def write_shard(out: Path, sources: Sequence[Source], seed: int, start: int, stop: int) -> Path:
    """The documents of these numbers as a shard, if it is not there yet."""
    path = out / f"{seed}-{start:07}-{stop:07}.parquet"
    if not path.exists():
        out.mkdir(parents=True, exist_ok=True)
        made = [document(sources, seed, number) for number in range(start, stop)]
        names, contents = zip(*made, strict=True)
        table = pa.table({"path": pa.array(names), "content": pa.array(contents, pa.binary())})
        unfinished = path.with_suffix(".unfinished")
        pq.write_table(table, unfinished)
        unfinished.rename(path)
    return path


def document(sources: Sequence[Source], seed: int, number: int) -> Source:
    """One document: mutated, random, or noise."""
    chance = Random(f"{seed} {number}")
    name, data = chance.choice(sources)
    at = chance.randrange(max(1, len(data)))
    piece = data[at : at + chance.randrange(1, SIZE)] if len(data) > SIZE else data
    kind = chance.random()
    if kind < 0.6:
        content = mutated(chance, piece)
    elif kind < 0.9:
        content = noise(chance, piece)
    else:
        content = chance.randbytes(chance.randrange(SIZE))
    return f"{number}/{name}", content[:SIZE]


def mutated(chance: Random, data: bytes) -> bytes:
    """A few changes: something odd in it, a part twice, gone, or elsewhere."""
    text = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, size = chance.randrange(len(text) + 1), chance.choice((1, 2, 8, 64, 512))
        part = text[at : at + size]
        change = chance.randrange(5)
        if change == 0:
            text[at:at] = chance.choice(ODD)
        elif change == 1:
            del text[at : at + size]
        elif change == 2:
            text[at:at] = part * chance.randrange(1, 9)
        elif change == 3 and text:
            text[at % len(text)] = chance.randrange(256)
        else:
            del text[at : at + size]
            there = chance.randrange(len(text) + 1)
            text[there:there] = part
    return bytes(text)


def noise(chance: Random, data: bytes) -> bytes:
    """The tokens of a file in any order, some of them again and again."""
    tokens = TOKEN.findall(data) or [b"x"]
    few = chance.choices(tokens, k=chance.choice((2, 5, 20, 200)))
    return b"".join(chance.choices(few, k=chance.randrange(1, 1500)))


# Judging them


def judge(shard: Path, rows: int, jobs: int, seen: Counter[str]) -> int:
    """Judge a shard; how much is wrong."""
    audit = shard.with_suffix("")
    command = rulekit("filter", str(shard), "--out", str(audit), f"-j{jobs}", "-q")
    subprocess.run(command, check=True)
    verdicts = pq.read_table(audit / "verdicts").to_pylist()
    wrong = [f"{rows - len(verdicts)} rows are lost"] if len(verdicts) != rows else []
    wrong += [f"row {i} is in the place of {n}" for n, i in _misplaced(verdicts)]
    limits = HERE / "docs/limits.md"
    named = limits.read_text(encoding="utf-8") if limits.exists() else ""
    for row in verdicts:
        seen[row["decision"]] += 1
        if row["decision"] == "error":
            (cause,) = row["decided_by"]
            seen[cause] += 1
            if f"`{cause}`" not in named or cause in ("crashed", "failed", "timed-out"):
                wrong.append(f"{row['path']}: {cause}: {row['reason']}")
    for row in pq.read_table(audit / "evidence").to_pylist():
        if row["note"].startswith("failed:"):
            wrong.append(f"row {row['row']}: {row['rule']}: {row['note']}")
    for line in wrong:
        print(f"{shard.name}  {line}")
    print(f"{shard.name}  {rows:,} documents, {len(wrong)} wrong", flush=True)
    return len(wrong)


def _misplaced(verdicts: Sequence[dict[str, object]]) -> list[tuple[int, object]]:
    return [(n, row["row"]) for n, row in enumerate(verdicts) if row["row"] != n]


def differing(shard: Path, out: Path) -> int:
    """Judge a shard in three ways; 1 when the audits are not the same."""
    found = {}
    for name, jobs, busy in (("one", 1, 0), ("two", 2, 0), ("beside busy ones", 2, 2)):
        audit = out / "same"
        shutil.rmtree(audit, ignore_errors=True)
        with others(busy):
            command = rulekit("filter", str(shard), "--out", str(audit), f"-j{jobs}", "-q")
            subprocess.run([*command, "--signals", "used"], check=True)
        found[name] = audit_hash(audit)
    shutil.rmtree(out / "same")
    print(f"{shard.name}  {json.dumps(found)}", flush=True)
    return int(len(set(found.values())) > 1)


@contextmanager
def others(count: int) -> Iterator[None]:
    """So many processes that do nothing but take time."""
    busy = [subprocess.Popen([sys.executable, "-c", BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for one in busy:
            one.kill()
            one.wait()


if __name__ == "__main__":
    sys.exit(main())
