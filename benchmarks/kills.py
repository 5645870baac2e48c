"""Kills `rulekit filter` in mid-run, again and again, and compares what is there in the end.

    python benchmarks/kills.py SRC [--kills 10] [--jobs 2] [OPTIONS OF FILTER]

Prints the hash of an undisturbed audit and of one that was killed (`kill -9`, the command and its
workers or the command alone, at moments spread over the run) and gone on with. Exit code 1 when
they differ.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOLDEN = 0.6180339887  # moments at its multiples are spread over a run, and each run's are the same


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("source")
    words.add_argument("--kills", type=int, default=10)
    words.add_argument("--jobs", type=int, default=2)
    asked, options = words.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder, "whole"), Path(folder, "killed")
        began = time.monotonic()
        command = [asked.source, "-q", f"-j{asked.jobs}", *options]
        subprocess.run(rulekit(*command, "--out", str(whole)), check=True)
        seconds = time.monotonic() - began
        print(f"undisturbed  {audit_hash(whole)}  {seconds:.1f} s")
        for i in range(asked.kills):
            after = 1.0 + (i * GOLDEN % 1) * seconds / 3
            ended = kill(rulekit(*command, "--out", str(killed)), after, whole_group=i % 2 == 0)
            print(
                f"kill {i + 1:>2}      after {after:.2f} s, {state(killed)}{' (had ended)' * ended}"
            )
            if ended:
                shutil.rmtree(killed)
        subprocess.run(rulekit(*command, "--out", str(killed)), check=True)
        print(f"gone on with {audit_hash(killed)}")
        return int(audit_hash(whole) != audit_hash(killed))


def rulekit(*words: str) -> list[str]:
    return [sys.executable, "-m", "rulekit", "filter", *words]


def kill(command: list[str], after: float, *, whole_group: bool) -> bool:
    """Start it and kill it; whether it had ended before."""
    process = subprocess.Popen(command, start_new_session=True)
    time.sleep(after)
    ended = process.poll() is not None
    if not ended:
        workers = children(process.pid) if whole_group else []
        for pid in (process.pid, *workers):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    return ended


def children(pid: int) -> list[int]:
    """The processes that any thread of a process has started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(child) for one in lists for child in one.read_text().split()]


def state(audit: Path) -> str:
    blocks = len(list(audit.glob("work/*/*.verdicts.parquet")))
    closed = len(list(audit.glob("verdicts/**/*.parquet")))
    return f"{blocks} blocks and {closed} shards are there"


def audit_hash(folder: Path) -> str:
    """One hash of the names and bytes of every file."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(folder)}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    sys.exit(main())
