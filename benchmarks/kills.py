"""Kills `rulekit filter` or `curate` in mid-run, again and again, and compares what comes of it.

    python benchmarks/kills.py SRC [--kills 10] [--jobs 2] [OPTIONS OF FILTER]
    python benchmarks/kills.py SRC --curate PIPELINE [--kills 60] [--jobs 2] [OPTIONS OF CURATE]

Prints the hash of an undisturbed audit and of one that was killed (`kill -9`: the command, the
command with its workers, a worker alone) in every phase of a run, or every stage of a curation, and
gone on with. Exit code 1 when they differ. A run that comes to its end is begun anew: a kill counts
only when it met something. A curation has four kills for each stage before the next has its turn.
"""

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

GOLDEN = 0.6180339887  # moments at its multiples are spread over a run, and each run's are the same
VICTIMS = ("command", "all", "worker", "worker")


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("source", nargs="+")
    words.add_argument("--curate", metavar="PIPELINE", default="")
    words.add_argument("--kills", type=int, default=10)
    words.add_argument("--jobs", type=int, default=2)
    asked, options = words.parse_known_args()
    with tempfile.TemporaryDirectory() as folder:
        whole, killed = Path(folder, "whole"), Path(folder, "killed")
        verb = ["curate", asked.curate] if asked.curate else ["filter"]
        command = rulekit(*verb, *asked.source, "-q", f"-j{asked.jobs}", *options)
        began = time.monotonic()
        watched = Watched(whole)
        watched.run([*command, "--out", str(whole)])
        seconds = time.monotonic() - began
        print(f"undisturbed  {audit_hash(whole)}  {seconds:.1f} s", flush=True)
        moments = Moments(killed, seconds)
        if asked.curate:
            moments = StageMoments(killed, seconds, watched.stages(seconds))
            print(f"stages       {', '.join(moments.stages)}", flush=True)
        run = Run([*command, "--out", str(killed)], killed, moments)
        return int(not run.go(asked.kills, audit_hash(whole)))


def rulekit(*words: str) -> list[str]:
    return [sys.executable, "-m", "rulekit", *words]


class Watched:
    """A command that nobody kills, and the stages that it goes through, if it has any."""

    def __init__(self, audit: Path) -> None:
        self.audit = audit
        self.begun: dict[str, float] = {}

    def run(self, command: list[str]) -> None:
        """Run it to its end; raises CalledProcessError when that is a bad one."""
        began, process = time.monotonic(), subprocess.Popen(command)
        while process.poll() is None:
            if (stage := stage_of(self.audit)) and stage not in self.begun:
                self.begun[stage] = time.monotonic() - began
            time.sleep(0.001)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)

    def stages(self, seconds: float) -> dict[str, float]:
        """The stages in their order, each with the seconds that it took of so many."""
        names, ends = [*self.begun], [*self.begun.values(), seconds][1:]
        pairs = zip(names, ends, strict=True)
        return {name: end - self.begun[name] for name, end in pairs}


class Run:
    """A command that is killed, and given again until it ends."""

    def __init__(self, command: list[str], audit: Path, moments: "Moments") -> None:
        self.command = command
        self.audit = audit
        self.moments = moments
        self.met: Counter[str] = Counter()

    def go(self, kills: int, expected: str) -> bool:
        """Kill so many times; whether every audit that came to its end is as expected."""
        equal, moments = True, self.moments
        process: subprocess.Popen[bytes] | None = None
        for number in range(kills):
            while True:
                if process is None or process.poll() is not None:
                    process = subprocess.Popen(self.command, start_new_session=True)
                victim = VICTIMS[number % len(VICTIMS)]
                if moments.wait(number, process) and (pids := victims(process.pid, victim)):
                    break
                if process.poll() is not None:  # it has come to its end before
                    equal &= self.compare(expected)
            phase = moments.phase()
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            self.met[f"{victim} {phase}"] += 1
            print(f"kill {number + 1:>3}  {victim:8} {phase}", flush=True)
            if victim != "worker":
                process.wait()
        if process and process.poll() is None:
            process.wait()
        subprocess.run(self.command, check=True)
        equal &= self.compare(expected)
        print("  ".join(f"{what} {count}" for what, count in sorted(self.met.items())))
        return equal

    def compare(self, expected: str) -> bool:
        found = audit_hash(self.audit)
        print(f"gone on with {found}{'' if found == expected else '  DIFFERS'}", flush=True)
        shutil.rmtree(self.audit)
        return found == expected


class Moments:
    """When to kill: soon, in the middle, or when something is there."""

    def __init__(self, audit: Path, seconds: float) -> None:
        self.audit = audit
        self.seconds = seconds

    def wait(self, number: int, process: subprocess.Popen[bytes]) -> bool:
        """Wait for the moment of a kill; whether the run is still there then."""
        spread = number * GOLDEN % 1
        kinds: tuple[Callable[[], bool], ...] = (
            lambda: bool(children(process.pid)),  # starting
            lambda: self.phase() == "opening" and bool(children(process.pid)),
            lambda: self.phase() == "judging",
            lambda: self.phase() == "closing",
            lambda: self.phase() == "finishing",
        )
        kind = number // len(VICTIMS) % len(kinds)
        while process.poll() is None and not kinds[kind]():
            time.sleep(0.001)
        time.sleep(spread * (self.seconds / 3 if kind == 2 else 0.2 if kind < 2 else 0.02))
        return process.poll() is None

    def phase(self) -> str:
        """What the run is about, as the files tell."""
        open_, closed = list(self.audit.glob("work/*/facts.json")), 0
        for facts in open_:
            rows = read(facts).get("rows", -1)
            blocks = [read(path) for path in facts.parent.glob("[0-9]*.json")]
            if sum(one["stop"] - one["start"] for one in blocks if one) == rows:
                return "closing"
        closed = len(list(self.audit.glob("work/*.json")))
        if open_:
            return "judging"
        return "finishing" if closed and closed == self.shards() else "opening"

    def shards(self) -> int:
        """How many there are."""
        return len(read(self.audit / "manifest.json").get("shards", ()))


class StageMoments(Moments):
    """When to kill a curation: in each of its stages, `stages` with the seconds that they take."""

    def __init__(self, audit: Path, seconds: float, stages: Mapping[str, float]) -> None:
        super().__init__(audit, seconds)
        self.stages = stages

    def wait(self, number: int, process: subprocess.Popen[bytes]) -> bool:
        """Wait for a stage, and a part of it; whether the run is still there then."""
        wanted = [*self.stages][number // len(VICTIMS) % len(self.stages)]
        while process.poll() is None and self.phase() != wanted:
            time.sleep(0.001)
        time.sleep(number * GOLDEN % 1 * self.stages[wanted])
        return process.poll() is None

    def phase(self) -> str:
        """The stage that the run is at."""
        return stage_of(self.audit)


LAST, ENDING, OUTPUTS = "last rows", "ending", "outputs"  # what has no folder of a stage


def stage_of(audit: Path) -> str:
    """The stage that a curation is at, as its files tell; "" before it, and between two."""
    there = sorted(path.name for path in audit.glob("work/stages/*"))
    under_way = [name for name in there if "." not in name and f"{name}.json" not in there]
    if under_way:
        return under_way[0]
    closed, opened = (len([*audit.glob(f"work/[0-9]*{end}")]) for end in (".json", "/facts.json"))
    if closed or opened:
        shards = len(read(audit / "manifest.json").get("shards", ()))
        return ENDING if shards == closed else LAST
    return OUTPUTS if any(audit.glob("curated/*")) else ""


def read(path: Path) -> dict[str, Any]:
    """What is in a file; nothing when it has just been taken away."""
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found


def victims(pid: int, who: str) -> list[int]:
    workers = children(pid)
    if who == "worker":
        return workers[:1]
    return [pid, *workers] if who == "all" else [pid]


def children(pid: int) -> list[int]:
    """The processes that any thread of a process has started."""
    found = []
    for one in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in one.read_text().split()]
        except OSError:  # the thread has ended
            continue
    return found


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
