"""How fast `rulekit filter` is and how much memory it takes, by workers; and what a run adds."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from checkout import RULEKIT
from kills import audit_hash, children
from sample import samples
from speed_check import audit_engine, seconds

import rulekit

LOOKS = 0.1  # seconds between two looks at the memory
ONE_ROW = ("--limit", "1")


def measure(corpus: Path, jobs: Sequence[int], rows: int) -> dict[str, Any]:
    """Figures by number of workers, on both forms of the corpus, and CPU time added to each row.

    All of them must end in one hash but for the form: raises OSError when they do not.
    """
    options = ["--limit", str(rows)] if rows else []
    found: dict[str, Any] = {}
    for form in ("parquet", "jsonl"):
        runs = {str(count): run(corpus / form, count, options) for count in jobs}
        if len({one["hash"] for one in runs.values()}) > 1:
            raise OSError(f"{corpus / form}: the audit is another by number of workers: {runs}")
        found[form] = runs
    return {**found, "added": added(corpus / "parquet", corpus, rows or 2_000)}


def added(shards: Path, corpus: Path, rows: int) -> dict[str, float]:
    """CPU milliseconds for each row of one worker's run: judging it alone, and all that is beside.

    A run of one row is what a run costs at all, and is taken off.
    """
    whole, start = (run(shards, 1, options) for options in (["--limit", str(rows)], ONE_ROW))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        judged = pool.submit(judge, corpus, rows).result()
    in_run = whole["cpu"] - start["cpu"]
    per_row = 1e3 / rows
    return {"rows": rows, "judging": judged * per_row, "beside": (in_run - judged) * per_row}


def judge(corpus: Path, rows: int) -> float:
    """CPU seconds for the verdicts of rows as `filter` has them, in a fresh process."""
    files, engine = samples(corpus, rows), audit_engine(rulekit.load())
    return seconds(lambda one: engine.check_bytes(one.data, one.path), files)


def run(source: Path, jobs: int, options: Sequence[str]) -> dict[str, Any]:
    """One run: seconds of the clock and of CPU, rows and MB a second, peaks in bytes, the hash."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "audit")
        began = time.monotonic()
        words = ["filter", str(source), "--out", str(out), "--isolated", "-q", f"-j{jobs}"]
        process = subprocess.Popen([*RULEKIT, *words, *options])
        peaks, used = watch(process)
        clock = time.monotonic() - began
        if process.returncode:
            raise OSError(f"exit status {process.returncode}: rulekit {' '.join(words)}")
        counts = json.loads((out / "manifest.json").read_text())["counts"]
        known = audit_hash(out)
    rows, megabytes = counts["rows"], counts["bytes"] / 1e6
    speed = {"rows_a_second": rows / clock, "mb_a_second": megabytes / clock}
    memory = dict(zip(("command", "worker", "together"), peaks, strict=True))
    return {"rows": rows, "clock": clock, "cpu": used, **speed, "memory": memory, "hash": known}


def watch(process: subprocess.Popen[bytes]) -> tuple[tuple[int, int, int], float]:
    """Peaks in bytes until it ends (of itself, of its largest child, of all); its CPU seconds."""
    peaks = (0, 0, 0)
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return peaks, used.ru_utime + used.ru_stime
        own, others = resident(process.pid), [resident(one) for one in children(process.pid)]
        now = (own, max(others, default=0), own + sum(others))
        peaks = tuple(map(max, peaks, now))
        time.sleep(LOOKS)


def resident(pid: int) -> int:
    """Bytes of a process that are in memory; 0 when it is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
