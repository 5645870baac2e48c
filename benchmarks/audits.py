"""Seconds that the commands on an audit take where it has very many rows.

    rulekit filter CORPUS --out AUDIT --signals used
    python benchmarks/audits.py AUDIT [--rows 1000000] [--set RULE.max=X] [--jobs N]

The large audit is synthetic: the tables of AUDIT again and again, so that a row costs what a real
one does. Each command is told with its wall-clock and CPU seconds, those of its workers included;
`copy` is the floor, the same tables read and written once by Arrow in one process.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from rulekit.audit.grouped_table import GROUP

TABLES = ("verdicts", "evidence", "readings")
RULEKIT = (sys.executable, "-m", "rulekit")


def enlarge(audit: Path, out: Path, times: int) -> None:
    """Write an audit that has the rows of another so many times, each with a number of its own."""
    manifest = json.loads((audit / "manifest.json").read_text())
    for kind in TABLES:
        for path in sorted((audit / kind).rglob("*.parquet")):
            shard = path.relative_to(audit / kind)
            (out / kind / shard).parent.mkdir(parents=True, exist_ok=True)
            _repeat(path, out / kind / shard, _rows(audit / "verdicts" / shard), times)
    manifest["counts"] = _times(manifest["counts"], times)
    (out / "manifest.json").write_text(json.dumps(manifest))


def _rows(verdicts: Path) -> int:
    """One more than the last row of a shard."""
    return 1 + int(pc.max(pq.read_table(verdicts, columns=["row"])["row"]).as_py())


def _repeat(path: Path, out: Path, rows: int, times: int) -> None:
    table = pq.read_table(path)
    at = table.schema.get_field_index("row")
    copies = (
        table.set_column(at, "row", pc.add(table["row"], number * rows)) for number in range(times)
    )
    pq.write_table(pa.concat_tables(copies), out, row_group_size=GROUP, compression="zstd")


def _times(counts: Any, times: int) -> Any:
    if isinstance(counts, dict):
        return {name: _times(one, times) for name, one in counts.items()}
    if isinstance(counts, list):
        return [_times(one, times) for one in counts]
    return counts * times if isinstance(counts, int) else counts


def copy(audit: Path, out: Path) -> None:
    """Read and write all tables of an audit."""
    for path in sorted(audit.rglob("*.parquet")):
        table = pq.read_table(path, use_threads=False)
        place = out / path.relative_to(audit)
        place.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, place, row_group_size=GROUP, compression="zstd")


def command(*words: str, rows: int) -> None:
    """Run and tell a command of rulekit; exits with what it says if it fails."""

    def run() -> None:
        done = subprocess.run([*RULEKIT, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(done.stderr)

    tell(" ".join(Path(word).name if os.sep in word else word for word in words), run, rows)


def tell(name: str, work: Callable[[], None], rows: int) -> None:
    """Print the seconds that something takes, with those of the processes that it starts."""
    start, before = time.perf_counter(), _cpu()
    work()
    wall, cpu = time.perf_counter() - start, _cpu() - before
    print(f"{name:58}{wall:8.1f} s{cpu:8.1f} s of CPU{1e6 * cpu / rows:8.1f} µs a row", flush=True)


def _cpu() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("audit", type=Path, metavar="AUDIT")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--set", default="text/few-words.min=20", metavar="RULE.max=X")
    parser.add_argument("--profile", default="opencoder")
    parser.add_argument("--jobs", default=str(os.cpu_count()))
    asked = parser.parse_args()
    manifest = json.loads((asked.audit / "manifest.json").read_text())
    times = -(-asked.rows // manifest["counts"]["rows"])
    rows, rule = times * manifest["counts"]["rows"], asked.set.partition(".")[0]
    with TemporaryDirectory() as folder:
        place = Path(folder)
        large = place / "audit"
        enlarge(asked.audit, large, times)
        print(f"{rows:,} rows in {len(manifest['shards'])} shards, {asked.jobs} processes")
        tell("copy", lambda: copy(large, place / "copy"), rows)
        again = str(place / "again")
        plans = {again: ("--set", asked.set)}
        if manifest["signals"] == "all":
            plans[str(place / "other")] = ("--profile", asked.profile)
        for out, plan in plans.items():
            command("rejudge", str(large), "-q", "-j", asked.jobs, "--out", out, *plan, rows=rows)
        command("tune", rule, str(large), rows=rows)
        command("tune", "--all", str(large), rows=rows)
        command("diff", str(large), again, rows=rows)
        command("diff", str(large), "--set", asked.set, rows=rows)
        command("report", str(large), "-o", f"html:{place / 'page.html'}", rows=rows)


if __name__ == "__main__":
    main()
