"""What the group steps of a curation cost at scale, and whether they find what was planted.

    python benchmarks/group.py exact FOLDER [--rows 1_000_000]
    python benchmarks/group.py near FOLDER [--rows 1_000_000] [--bands 22] [--numbers 20]

No text is read: each row is a number, and its keys, ranks and features are hashes of that. They go
through the functions of rulekit.curate, in files as in a run, in FOLDER, which is emptied first.
group_plan.py says which rows have copies, so what is found is compared with what was planted: every
copy dropped for the right row, and no other row.

Each phase is a process, so that the peaks of memory are its own. `peak` is all that was resident,
with the pages of mapped files, which the system takes back when memory is short; `own` is without
them. `grouping` is done in parts, here one after the other, in a run by any number of workers.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from group_plan import BANDS, NUMBERS, THRESHOLD, Plan

from rulekit.curate.arrays import Numbering, by_key, ragged, save
from rulekit.curate.copies import (
    CopyRecords,
    candidates,
    equal_rows,
    members,
    merged_told,
    opened,
    parts_of,
)
from rulekit.curate.ranks import Preference
from rulekit.curate.settle import FeatureStore, settle

SHARD = 1_000_000  # rows
PAGE = 4096
PREFER = (Preference("stars"), Preference("committed"))


@dataclass(frozen=True)
class Work:
    """The files of a simulated run."""

    plan: Plan
    folder: Path

    @property
    def numbering(self) -> Numbering:
        """Shards of a million rows, and the rest."""
        rows = self.plan.rows
        return Numbering(tuple(min(SHARD, rows - at) for at in range(0, rows, SHARD)))

    @property
    def records(self) -> CopyRecords:
        """Keys and ranks."""
        return CopyRecords(self.folder, self.numbering, PREFER)

    def file(self, kind: str, number: int) -> str:
        """The name of a file of a shard or a part."""
        (self.folder / kind).mkdir(exist_ok=True)
        return str(self.folder / kind / f"{number:06}.npy")

    def paths(self, kind: str) -> list[Path]:
        """All files of a kind."""
        return sorted((self.folder / kind).glob("*.npy"))

    def shards(self) -> Iterator[tuple[int, numpy.ndarray]]:
        """Each shard with the numbers of its rows."""
        for shard in range(len(self.numbering.rows)):
            yield shard, numpy.arange(*self.numbering.range(shard), dtype=numpy.uint64)


def writing(work: Work) -> dict[str, object]:
    """Write the keys of each shard, in order, and its ranks."""
    for shard, rows in work.shards():
        save(work.file("keys", shard), by_key(work.plan.keys(rows)))
        save(work.file("ranks", shard), work.plan.ranks(rows))
    return {"items": work.plan.rows * work.plan.bands, "of": "keys"}


def grouping(work: Work) -> dict[str, object]:
    """Sort the keys, part after part: the copies of equal rows, or the groups of others."""
    count = work.records.count()
    parts, told, groups = parts_of(count), [], []
    for number in range(parts):
        if work.plan.bands == 1:
            found, one = equal_rows(work.records, number, parts)
            told.append(one)
        else:
            found, most = members(work.records, number, parts)
            groups.append(most)
        save(work.file("copies" if work.plan.bands == 1 else "members", number), found)
    if work.plan.bands == 1:
        whole = merged_told(told)
        del whole["largest"]
        return {"items": count, "of": "keys", "parts": parts, "told": whole}
    (work.folder / "groups.json").write_text(json.dumps(groups))
    found = sum(len(opened(path)) for path in work.paths("members"))
    return {"items": count, "of": "keys", "parts": parts, "members": found, "groups": sum(groups)}


def choosing(work: Work) -> dict[str, object]:
    """Find the rows that share a key with another."""
    parts = [opened(path) for path in work.paths("members")]
    found = candidates(parts, work.numbering.total)
    save(str(work.folder / "candidates.npy"), found)
    return {"items": len(found), "of": "candidates"}


def describing(work: Work) -> dict[str, object]:
    """Write the features of those rows."""
    found = numpy.load(work.folder / "candidates.npy")
    for shard, rows in work.numbering.by_shard(found):
        numbers = rows.astype(numpy.uint64) + numpy.uint64(work.numbering.range(shard)[0])
        lists = zip(rows.tolist(), work.plan.features(numbers), strict=True)
        save(work.file("features", shard), ragged(list(lists)))
    return {"items": len(found), "of": "candidates"}


def settling(work: Work) -> dict[str, object]:
    """Settle who is kept, with the features of both compared."""
    return _settled(work, FeatureStore(work.folder, work.numbering), THRESHOLD)


def without_checks(work: Work) -> dict[str, object]:
    """The same where an equal key is enough: the loop alone. Its copies are not looked at."""
    return _settled(work, None, None)


def _settled(work: Work, store: FeatureStore | None, threshold: float | None) -> dict[str, object]:
    groups = json.loads((work.folder / "groups.json").read_text())
    found, told = settle(work.records, work.paths("members"), groups, store, threshold)
    del told["largest"]
    if store:
        save(work.file("copies", 0), found)
    return {"items": told["candidates"], "of": "candidates", "told": told}


def comparing(work: Work) -> dict[str, object]:
    """Compare the copies that were found with those that were planted."""
    found = numpy.concatenate([numpy.load(path) for path in work.paths("copies")])
    found = found[numpy.argsort(found["row"], kind="stable")]
    wanted = work.plan.copies()
    wrong = [
        name
        for name in wanted
        if not numpy.array_equal(found[name], wanted[name], equal_nan=name == "jaccard")
    ]
    if wrong:
        lost = numpy.setdiff1d(wanted["row"], found["row"])
        others = numpy.setdiff1d(found["row"], wanted["row"])
        sys.exit(
            f"{', '.join(wrong)}: not as planted; {len(lost):,} copies are not found, as"
            f" {lost[:5].tolist()}, and {len(others):,} others are, as {others[:5].tolist()}"
        )
    return {"items": len(found), "of": "copies, as planted"}


EXACT = (writing, grouping, comparing)
NEAR = (writing, grouping, choosing, describing, settling, without_checks, comparing)
PHASES: dict[str, Callable[[Work], dict[str, object]]] = {one.__name__: one for one in NEAR}


def measured(work: Work, phase: str) -> dict[str, object]:
    """Do a phase in this process; what it took, and what it tells."""
    own = [0]
    over = threading.Event()
    watch = threading.Thread(target=_watch, args=(own, over))
    watch.start()
    began, cpu = time.monotonic(), time.process_time()
    try:
        told = PHASES[phase](work)
    finally:
        over.set()
    took = {"cpu": time.process_time() - cpu, "wall": time.monotonic() - began}
    watch.join()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {**told, **took, "peak": peak, "own": own[0]}


def _watch(most: list[int], over: threading.Event) -> None:
    """The most memory that is no file's, looked at twenty times a second."""
    statm, last = Path("/proc/self/statm"), not Path("/proc").is_dir()
    while not last:
        last = over.wait(0.05)
        _, resident, of_files, *_ = map(int, statm.read_text().split())
        most[0] = max(most[0], (resident - of_files) * PAGE)


def on_disk(folder: Path) -> int:
    """Bytes of all files."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("step", choices=("exact", "near"))
    words.add_argument("folder", type=Path)
    words.add_argument("--rows", type=int, default=1_000_000)
    words.add_argument("--bands", type=int, default=BANDS, help="keys of a row, of `near`")
    words.add_argument("--numbers", type=int, default=NUMBERS, help="features of a row")
    words.add_argument("--phase", choices=sorted(PHASES), help="this one, of a run that is there")
    words.add_argument("--json", action="store_true", help="measure here, and tell it as JSON")
    asked = words.parse_args()
    bands = 1 if asked.step == "exact" else max(2, asked.bands)
    work = Work(Plan(asked.rows, bands, asked.numbers), asked.folder)
    if asked.json:
        print(json.dumps(measured(work, asked.phase)))
        return
    phases = [one.__name__ for one in (EXACT if bands == 1 else NEAR)]
    if asked.phase:
        phases = [asked.phase]
    else:
        shutil.rmtree(asked.folder, ignore_errors=True)
        asked.folder.mkdir(parents=True)
    print(f"{asked.rows:,} rows, {bands} keys each, {asked.numbers} features")
    print(f"{'phase':<15}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'own MB':>8}{'disk MB':>9}  items")
    for phase in phases:
        command = [sys.executable, __file__, *sys.argv[1:], "--json", "--phase", phase]
        answer = subprocess.run(command, check=False, stdout=subprocess.PIPE)
        if answer.returncode:
            sys.exit(answer.returncode)
        told = json.loads(answer.stdout)
        items = f"{told.pop('items'):,} {told.pop('of')}"
        sizes = [f"{told.pop(name) / 1e6:,.0f}" for name in ("peak", "own")]
        sizes.append(f"{on_disk(asked.folder) / 1e6:,.0f}")
        cpu, wall = f"{told.pop('cpu'):,.1f}", f"{told.pop('wall'):,.1f}"
        row = f"{phase:<15}{cpu:>9}{wall:>9}{sizes[0]:>9}{sizes[1]:>8}{sizes[2]:>9}  {items}"
        print(row, json.dumps(told) if told else "", flush=True)


if __name__ == "__main__":
    main()
