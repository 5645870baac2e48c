"""Rounds of recall on pages whose truth is known, with a reader who annotates by it.

    python benchmarks/recall_rounds.py FOLDER [--pages pages.jsonl] [--kills 0] [--jobs 2]

Without `--pages`, the synthetic web of 40 domains of tests/webbing.py. `--pages` is what
benchmarks/pages.py prints: pages of 14 documentation packages, each a domain, all code or none.
There, the seed are 20 pages of each of five domains about code and five others; two domains are
held out, and of two about code nothing is known. After each round precision and recall are printed
of the pages that reach the limit, and of those that are admitted. With `--kills`, all is done once
more, killed (SIGKILL) so many times on the way, and must leave the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests"))

import webbing  # noqa: E402

ROUNDS = "rounds"
HELD_OUT = ("nodejs-doc", "debian-faq")
UNKNOWN = ("postgresql-doc-15", "git-doc")
SEEDS = 20
PACKAGES = """\
recall: code-pages
corpus: {{pages: pages.jsonl}}
seed: {{labels: seed.jsonl}}
annotations: code-urls.txt
held_out: {{domains: [{}]}}
""".format(", ".join(HELD_OUT))


def main() -> None:
    """Write the pages, recall, print figures, and see that kills change nothing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    said = parser.parse_args()
    said.folder.mkdir(parents=True, exist_ok=True)
    if said.pages:
        truth = write_packages(said.folder, said.pages)
        recipe = PACKAGES
    else:
        truth, recipe = webbing.write_web(said.folder), webbing.RECIPE
    (said.folder / "code.yaml").write_text(recipe)
    print(f"{len(truth):,} pages, {sum(truth.values()):,} of them wanted")
    recall_all(said.folder, truth, said.jobs, 0)
    if said.kills:
        first = digest(said.folder / "code")
        shutil.move(said.folder / "code", said.folder / "once")
        (said.folder / "code-urls.txt").unlink()
        recall_all(said.folder, truth, said.jobs, said.kills)
        print("killed:", "same bytes" if first == digest(said.folder / "code") else "OTHER BYTES")


def write_packages(folder: Path, pages: Path) -> dict[str, bool]:
    """Write the packages as domains, and their seed; return the truth by address."""
    rows = [json.loads(line) for line in pages.read_text().splitlines()]
    truth, lines, seed, given = {}, [], [], dict.fromkeys((row["repo"] for row in rows), 0)
    for row in rows:
        url = f"https://{row['repo']}/{row['path'].removesuffix('.txt')}"
        truth[url] = row["label"] == "keep"
        lines.append(json.dumps({"text": row["content"], "url": url}) + "\n")
        wanted = 10_000 if row["repo"] in HELD_OUT else SEEDS
        if row["repo"] not in UNKNOWN and given[row["repo"]] < wanted:
            given[row["repo"]] += 1
            seed.append(json.dumps({"url": url, "label": row["label"], "by": "package"}) + "\n")
    (folder / "pages.jsonl").write_text("".join(lines))
    (folder / "seed.jsonl").write_text("".join(seed))
    return truth


def recall_all(folder: Path, truth: Mapping[str, bool], jobs: int, kills: int) -> None:
    """Go on until no round follows, annotating what waits."""
    out, annotations, shown = folder / "code", folder / "code-urls.txt", 0
    while True:
        begun = time.monotonic()
        for number in range(kills):
            run(folder, jobs, after=0.7 + 0.35 * number)
        run(folder, jobs)
        told = json.loads((out / "manifest.json").read_text())
        for number in range(shown + 1, told[ROUNDS] + 1):
            show(out, number, truth, time.monotonic() - begun)
        shown = told[ROUNDS]
        admitted = pq.read_table(out / "pages.parquet")["url"].to_pylist()
        precision, found = webbing.quality(admitted, truth)
        print(f"         admitted   {len(admitted):>6,}  {precision:.3f}  {found:.3f}")
        with annotations.open("a") as file:
            file.writelines(webbing.annotated(told["waiting"], truth))
        if not told["waiting"]:
            print(f"no round follows: {told['next']}")
            return


def run(folder: Path, jobs: int, after: float = 0) -> None:
    """Run the command, and kill it after some seconds, unless that is 0."""
    command = [sys.executable, "-m", "rulekit", "recall", "code.yaml", "-q", "-j", str(jobs)]
    process = subprocess.Popen(command, cwd=folder)
    try:
        if process.wait(after or None):
            sys.exit("recall failed")
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def show(out: Path, number: int, truth: Mapping[str, bool], seconds: float) -> None:
    """Print the figures of a round, by the truth."""
    place = out / f"round-{number}"
    told = json.loads((place / "manifest.json").read_text())
    rows = pq.read_table(place / "scores").to_pylist()
    taken = [row["url"] for row in rows if row["score"] >= told["limit"]]
    precision, found = webbing.quality(taken, truth)
    figures = told["held_out"]["by_labels"]
    print(
        f"round {number}  over limit {len(taken):>6,}  {precision:.3f}  {found:.3f}   "
        f"learned from {told['model']['labels']:,}; limit {told['limit']:.3f}; held out: "
        f"{figures['precision']} {figures['recall']}; {seconds:.1f} s"
    )


def digest(folder: Path) -> str:
    """The hash of the names and bytes of all files."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            whole.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return whole.hexdigest()


if __name__ == "__main__":
    main()
