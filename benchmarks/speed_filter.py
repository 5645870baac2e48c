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

from rulekit.corpus.job import BLOCK, Task
from rulekit.plan.options import PlanOptions
from rulekit.run.prepared import FilterOptions, PreparedRun
from rulekit.run.tasks import TaskRunner

LOOKS = 0.1  # seconds between two looks at the memory


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
    return {**found, "added": added(corpus / "parquet", rows or 2_000)}


def added(shards: Path, rows: int) -> dict[str, float]:
    """CPU milliseconds for each row of a worker, by what it does: judging, and all that is beside.

    In a fresh process, the first block of which is not counted.
    """
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work_on_blocks, str(shards), rows).result()


def work_on_blocks(shards: str, rows: int) -> dict[str, float]:
    """The same in this process: rows of the first shard are read, judged, counted and written."""
    with tempfile.TemporaryDirectory() as folder:
        made = PreparedRun(PlanOptions(), FilterOptions((shards,), str(Path(folder, "audit"))))
        made.audit.blocks(0).mkdir(parents=True)
        runner, shard = TaskRunner(made.engine, made.job), made.source.shards[0]
        judging = 0.0
        judge = made.engine.check_bytes

        def timed(*words: Any, **more: Any) -> Any:
            nonlocal judging
            began = time.process_time()
            verdict = judge(*words, **more)
            judging += time.process_time() - began
            return verdict

        def block(start: int) -> float:
            began = time.process_time()
            stop = min(start + BLOCK, rows)
            runner.do(Task("judge", shard, 0, start, stop), lambda _row, _doing: None)
            return time.process_time() - began

        block(0)
        made.engine.check_bytes = timed  # type: ignore[method-assign]  # of this engine alone
        whole = sum(block(start) for start in range(BLOCK, rows, BLOCK))
    per_row = 1e3 / (rows - BLOCK)
    return {"rows": rows, "judging": judging * per_row, "beside": (whole - judging) * per_row}


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
