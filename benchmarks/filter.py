"""How fast `rulekit filter` is, and how much memory it takes, by workers and size of the corpus.

    python benchmarks/corpus.py CORPUS20K --rows 20000
    python benchmarks/corpus.py CORPUS2K --rows 2000
    python benchmarks/filter.py CORPUS2K CORPUS20K [--jobs 1 2] [OPTIONS OF FILTER]

Of each corpus, Parquet and JSON lines. Peaks are of resident memory, looked at ten times a second:
of the command, of its largest worker, and of all together. All of a corpus must end in one hash.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kills import audit_hash, children

MB = 1e6


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("corpora", nargs="+", type=Path)
    words.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    asked, options = words.parse_known_args()
    print(
        f"{'corpus':<20} workers     rows  seconds  rows/s  MB/s  command  worker  together  hash"
    )
    same = True
    for corpus in asked.corpora:
        for form in ("parquet", "jsonl"):
            hashes = {run(corpus / form, jobs, options) for jobs in asked.jobs}
            same = same and len(hashes) == 1
    return int(not same)


def run(source: Path, jobs: int, options: list[str]) -> str:
    """One line of the table; the hash of the audit."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "audit")
        began = time.monotonic()
        command = [sys.executable, "-m", "rulekit", "filter", str(source), "--out", str(out)]
        process = subprocess.Popen([*command, "-q", f"-j{jobs}", *options])
        peaks = watch(process)
        seconds = time.monotonic() - began
        if process.returncode:
            sys.exit(process.returncode)
        counts = json.loads((out / "manifest.json").read_text())["counts"]
        known = audit_hash(out)
    rows, size = counts["rows"], counts["bytes"] / MB
    name = f"{source.parent.name}/{source.name}"
    speed = f"{rows:>8,} {seconds:>8.1f} {rows / seconds:>7.0f} {size / seconds:>5.2f}"
    memory = "  ".join(f"{peak / MB:>5.0f} MB" for peak in peaks)
    print(f"{name:<20} {jobs:>7} {speed} {memory}  {known}", flush=True)
    return known


def watch(process: subprocess.Popen[bytes]) -> tuple[int, int, int]:
    """Peaks in bytes until it ends: of itself, of its largest child, of all."""
    peaks = (0, 0, 0)
    while process.poll() is None:
        try:
            own, others = resident(process.pid), [resident(pid) for pid in children(process.pid)]
        except OSError:  # it has just ended
            continue
        now = (own, max(others, default=0), own + sum(others))
        peaks = tuple(map(max, peaks, now))
        time.sleep(0.1)
    return peaks


def resident(pid: int) -> int:
    """Bytes of a process that are in memory; 0 when it is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * 4096


if __name__ == "__main__":
    sys.exit(main())
