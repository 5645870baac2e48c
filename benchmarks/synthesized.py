"""A synthesis from functions of a repository to lines, against a stub, killed in every stage.

    python benchmarks/synthesized.py FOLDER SRC… [--seeds 200] [--calm] [--rounds 2]

Runs `oss-instruct` with a stub that has its answers by heart, of which some are wrong, vacuous,
flaky, endless or without an assertion; prints the table of ends, what was spent, and ten samples
from their seeds to their lines. Then once more, killed (SIGKILL) as soon as each stage begins, and
compares every file but the journals, whose lines stand in the order in which answers came. A second
round follows the first, with a stub that is right more often. `--calm` leaves out the kills.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from synthesized_answers import answers

RECIPES = Path(__file__).resolve().parents[1] / "rules" / "recipes"
BENCHMARK = {
    "task_id": "shelf/1",
    "prompt": "Given the heights of books on a shelf, tell how many can be seen from the left end.",
    "solution": "def seen_from_left(heights):\n    return len(set(heights))\n",
    "entry_point": "seen_from_left",
}
MODELS = ("--model", "first", "--model", "second*2", "--judge", "judge")
STAGES = (
    "seeds/work", "seeds/curated/snippets/work", "seeds.jsonl", "attempt-1/tasks.jsonl",
    "attempt-1/asked/01/manifest.json", "attempt-1/asked/02/work", "attempt-1/made.jsonl",
    "attempt-1/executed/journal.jsonl", "attempt-1/executed/manifest.json",
    "attempt-2/tasks.jsonl", "attempt-2/executed/journal.jsonl", "samples.jsonl",
    "aspects/journal", "aspects/manifest.json", "judged/1-judge-code/work",
    "judged/1-judge-code/manifest.json", "judged/2-judge-whole/work", "judged/3-judge-marks/work",
    "kept.jsonl", "chat.jsonl", "fates.jsonl",
)  # fmt: skip


def main() -> None:
    """Write recipe and answers, synthesize, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sources", nargs="+", type=Path)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--calm", action="store_true")
    parser.add_argument("--rounds", type=int, default=2)
    said = parser.parse_args()
    write_recipe(said.folder, said.seeds)
    sources = [str(one.resolve()) for one in said.sources]
    begun = time.monotonic()
    synthesize(said.folder, sources, "one", 5)
    print(f"\none run: {time.monotonic() - begun:,.0f} s")
    show_ways(said.folder / "one")
    if not said.calm:
        killed = kill_all(said.folder, sources)
        print(f"\nkilled {killed} times: {compared(said.folder / 'one', said.folder / 'killed')}")
    for number in range(2, said.rounds + 1):
        before, now = ("one" if number == 2 else f"round-{number - 1}"), f"round-{number}"
        print(f"\nround {number}")
        synthesize(said.folder, sources, now, min(10, 5 + 2 * number), "--after", before)
        check_rounds(said.folder / before, said.folder / now)


def write_recipe(folder: Path, seeds: int) -> None:
    """Write a copy of the recipe that is installed, with a benchmark of one item."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(RECIPES, folder / "recipes", dirs_exist_ok=True)
    (folder / "recipes" / "benchmark.jsonl").write_text(json.dumps(BENCHMARK) + "\n")
    changes = {
        "judge-whole.yaml": ("[humaneval]", "[./benchmark.jsonl]"),
        "oss-instruct.yaml": ("output: snippets}", f"output: snippets, most: {seeds}}}"),
    }
    for name, (before, after) in changes.items():
        path = folder / "recipes" / name
        path.write_text(path.read_text().replace(before, after))
    path = folder / "recipes" / "oss-instruct.yaml"
    path.write_text(path.read_text().replace("execute: {}", "execute: {cpu: 1, seconds: 60}"))


def command(folder: Path, sources: list[str], out: str, good: int, *more: str) -> list[str]:
    """The command, with a server whose answers are good in so many of ten cases."""
    told = folder / f"answers-{good}.jsonl"
    told.write_text("".join(json.dumps(one) + "\n" for one in answers(good)))
    stub = [sys.executable, "-m", "rulekit.ask.stub", "--answers", told.name, "--"]
    words = [sys.executable, "-m", "rulekit", "synthesize", "recipes/oss-instruct.yaml", *sources]
    return [*stub, *words, "--out", out, *MODELS, *more]


def synthesize(folder: Path, sources: list[str], out: str, good: int, *more: str) -> None:
    """Run it to its end."""
    subprocess.run(command(folder, sources, out, good, *more), cwd=folder, check=True)


def kill_all(folder: Path, sources: list[str]) -> int:
    """Run it, killed as soon as each stage has begun, then to its end; how often it was killed."""
    count = 0
    for stage in STAGES:
        words = [*command(folder, sources, "killed", 5), "-q"]
        process = subprocess.Popen(words, cwd=folder, start_new_session=True)
        while process.poll() is None and not (folder / "killed" / stage).exists():
            time.sleep(0.002)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            count += 1
        process.wait()
        print(f"  killed at {stage}", flush=True)
    synthesize(folder, sources, "killed", 5, "-q")
    return count


def compared(one: Path, other: Path) -> str:
    """Whether two folders are the same, but for runs of solutions that draw by chance.

    What these do differs from run to run, and so do tables of executions, ends and their hashes.
    """
    files, others = contents(one), contents(other)
    differ = {name for name in {*files, *others} if files.get(name) != others.get(name)}
    by_chance = {"fates.jsonl", "manifest.json"}
    if strange := [one for one in differ - by_chance if "/executed/" not in one]:
        return f"OTHER BYTES: {', '.join(sorted(strange))}"
    ends, drawn = ends_without_chance(one)
    if ends != ends_without_chance(other)[0]:
        return "OTHER ENDS"
    told = f"; of {drawn} solutions that draw by chance, runs may differ" if differ else ""
    return f"same bytes{told}"


def ends_without_chance(folder: Path) -> tuple[list[dict[str, Any]], int]:
    """The ends of samples whose solutions draw nothing by chance, and how many do."""
    made = [one for path in sorted(folder.glob("attempt-*/made.jsonl")) for one in lines(path)]
    drawn = {one["id"] for one in made if "import random" in one["solution"]}
    fates = lines(folder / "fates.jsonl")
    return [one for one in fates if one["id"] not in drawn], len(drawn)


def contents(folder: Path) -> dict[str, str]:
    """The hash of each file but those of journals."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if "journal" not in str(path.relative_to(folder))
    }


def show_ways(out: Path) -> None:
    """Show ten samples from their seeds to their ends, of different ends as far as there are."""
    fates = lines(out / "fates.jsonl")
    firsts = {(one["stage"], one["cause"]): one for one in reversed(fates)}
    kept = [one for one in fates if one["line"]]
    for one in [*firsts.values(), *kept][:10]:
        print()
        words = [sys.executable, "-m", "rulekit", "explain", out.name, "--id", one["id"]]
        told = subprocess.run(words, cwd=out.parent, check=True, capture_output=True, text=True)
        print(told.stdout.partition("\ninstruction\n")[0])


def check_rounds(before: Path, now: Path) -> None:
    """See that the rounds are linked, and that no sample of one is in the other."""
    link = hashlib.sha256((before / "manifest.json").read_bytes()).hexdigest()
    told = json.loads((now / "manifest.json").read_text())
    earlier, later = lines(before / "kept.jsonl"), lines(now / "kept.jsonl")
    ids = {one["id"] for one in earlier} & {one["id"] for one in later}
    texts = {one["response"] for one in earlier} & {one["response"] for one in later}
    print(f"linked: {told['after'] == link}; round {told['round']}")
    print(f"of both: {len(ids)} ids, {len(texts)} responses; {len(earlier)} and {len(later)} kept")


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text().splitlines()]


if __name__ == "__main__":
    main()
