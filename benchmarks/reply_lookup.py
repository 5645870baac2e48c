"""Replies found by the hash of a text: bytes of each, and how long it takes.

    python benchmarks/reply_lookup.py FOLDER [--texts 1000000]

Writes a folder of replies, each with a reason of 170 characters, and looks texts up in no
order: those that are there, and as many that are not. Printed are bytes for a text, microseconds
for a look-up, and the memory of this process that is its own.
"""

from __future__ import annotations

import argparse
import hashlib
import time
from pathlib import Path

from rulekit.replies.texts import ReplyTexts, SaidReply, text_line

SOUGHT = 50_000
REASON = "It reads a file line by line, keeps what it needs, and tells plainly what is wrong. " * 2


def main() -> None:
    """Write the replies, look them up, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--texts", type=int, default=1_000_000)
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    path, hashes = said.folder / "texts.jsonl", sorted(map(digest, range(said.texts)))
    with path.open("wb") as file:
        for number, one in enumerate(hashes):
            values = {"reason": REASON, "score.quality": float(number % 10)}
            file.write(text_line(one, [SaidReply("answered", values)]))
    print(f"{said.texts:,} texts, {path.stat().st_size / said.texts:.0f} bytes each")
    before, texts = own_memory(), ReplyTexts(path)
    for name, sought in (
        ("there", [hashes[int(digest(-one)[:12], 16) % said.texts] for one in range(SOUGHT)]),
        ("not there", [digest(said.texts + one) for one in range(SOUGHT)]),
    ):
        begun = time.perf_counter()
        found = sum(bool(texts.find(one)) for one in sought)
        took = (time.perf_counter() - begun) / SOUGHT * 1e6
        print(f"{name}: {took:.1f} microseconds each, {found:,} of {SOUGHT:,} found")
    print(f"own memory: {(own_memory() - before) / 1e6:.1f} MB more")


def digest(number: int) -> str:
    """The hash of a text."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def own_memory() -> int:
    """Bytes of this process that are not those of files."""
    status = Path("/proc/self/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("RssAnon"))
    return int(line.split()[1]) * 1024


if __name__ == "__main__":
    main()
