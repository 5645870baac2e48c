"""Rows that a model is asked about, against a stub with faults, by a command that is killed.

    python benchmarks/asked_rows.py FOLDER [--rows 10000] [--faults 0.1] [--kills 20] [--open 32]

The command is killed (SIGKILL) so many times, each time after another number of further answers;
then it ends by itself, and once more, which must ask nothing. Printed is what was lost (rows
without a reply), what was asked twice (keys with two answers in the journal), and what the server
answered twice: requests under way at a kill, whose answers nobody had.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

ASK = """\
ask: marks
prompt: prompt.md
reply: {{schema: reply.json}}
model: stub
limits: {{open: {open}}}
"""
PROMPT = "How well is {path} written, from 0 to 9?\n\n{text}\n"
MARK = {"type": "integer", "minimum": 0, "maximum": 9}
SCHEMA = {
    "type": "object",
    "properties": {"reason": {"type": "string"}, "mark": MARK},
    "required": ["reason", "mark"],
    "additionalProperties": False,
}
LINES = "def f{0}(values):\n    return [value + {0} for value in values]\n"


def main() -> None:
    """Write the rows, start the stub, ask and kill, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--faults", type=float, default=0.1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--open", type=int, default=32)
    said = parser.parse_args()
    write(said.folder, said.rows, said.open)
    stub = start_stub(said.faults)
    assert stub.stdout
    address = stub.stdout.readline().strip()
    try:
        measure(said.folder, said.rows, said.kills, address)
    finally:
        stub.kill()


def write(folder: Path, rows: int, open: int) -> None:
    """Write what is asked, and the rows."""
    folder.mkdir(parents=True)
    (folder / "ask.yaml").write_text(ASK.format(open=open))
    (folder / "prompt.md").write_text(PROMPT)
    (folder / "reply.json").write_text(json.dumps(SCHEMA))
    with (folder / "rows.jsonl").open("w") as file:
        for number in range(rows):
            row = {"content": LINES.format(number) * 5, "path": f"f{number}.py"}
            file.write(json.dumps(row) + "\n")


def start_stub(faults: float) -> subprocess.Popen[str]:
    """Start the server, which hangs for a second where it does."""
    words = [sys.executable, "-m", "rulekit.ask.stub", "--port", "0", "--hang", "1"]
    return subprocess.Popen([*words, "--faults", str(faults)], stdout=subprocess.PIPE, text=True)


def measure(folder: Path, rows: int, kills: int, address: str) -> None:
    """Ask until all is answered, killed on the way, and print the figures."""
    journal, seconds = folder / "out/journal", 0.0
    for number in range(kills):
        done = count(journal)
        more = 1 + (rows // kills) * (7 * number % 13) // 13  # further answers before the kill
        begun = time.monotonic()
        run = ask(folder, address)
        while run.poll() is None and count(journal) < done + more:
            time.sleep(0.005)
        run.kill()
        run.wait()
        print(f"killed {number + 1:>2}: {count(journal):,} lines, {time.monotonic() - begun:.1f} s")
    done, begun = count(journal), time.monotonic()
    run = ask(folder, address)
    run.wait()
    seconds = time.monotonic() - begun
    print(f"ended with {run.returncode}: {count(journal) - done:,} answers in {seconds:.1f} s")
    replies = (folder / "out/replies/rows.jsonl.parquet").read_bytes()
    before = answers(address).total()
    ask(folder, address).wait()
    same = replies == (folder / "out/replies/rows.jsonl.parquet").read_bytes()
    print(f"once more: {answers(address).total() - before} asked, same bytes: {same}")
    tell(folder, rows, address)


def ask(folder: Path, address: str) -> subprocess.Popen[bytes]:
    """Start the command."""
    words = ["rulekit", "ask", "ask.yaml", "rows.jsonl", "--out", "out", "-q"]
    environment = {**os.environ, "OPENAI_BASE_URL": address}
    return subprocess.Popen(words, cwd=folder, env=environment)


def count(journal: Path) -> int:
    """Lines of the journal."""
    return sum(path.read_bytes().count(b"\n") for path in journal.glob("*.jsonl"))


def answers(address: str) -> Counter[str]:
    """How often the server has answered each request."""
    with urllib.request.urlopen(f"{address}/counts") as answer:
        return Counter(json.load(answer))


def tell(folder: Path, rows: int, address: str) -> None:
    """Print what was lost and what was asked twice."""
    outcomes = Counter(pq.read_table(folder / "out/replies")["outcome"].to_pylist())
    kept: Counter[str] = Counter()
    for path in sorted((folder / "out/journal").glob("*.jsonl")):
        for line in path.read_text().splitlines():
            entry = json.loads(line)
            kept[entry["key"]] += entry["outcome"] == "answered"
    twice = sum(count > 1 for count in kept.values())
    served = answers(address)
    again = served.total() - len(served)
    print(f"{rows:,} rows, {outcomes.total():,} lines of replies: {dict(outcomes)}")
    print(f"{kept.total():,} answers in the journal, {twice} keys with two")
    print(f"the server answered {served.total():,}, of which {again} again: under way at a kill")


if __name__ == "__main__":
    main()
