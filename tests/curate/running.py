"""A small corpus, curated in this process, with what its stages have left on the way."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Future
from contextlib import chdir, closing
from dataclasses import dataclass, replace
from pathlib import Path

from rulekit.corpus.job import Task
from rulekit.curate.journal import Journal
from rulekit.plan.options import PlanOptions
from rulekit.run.curate import Curation
from rulekit.run.curation_tasks import CurationRunner
from rulekit.run.prepared import FilterOptions
from rulekit.run.prepared_curation import CurateOptions

PIPELINE = """\
curate: small
steps:
  - admit: {min_bytes: 3}
  - exact: {prefer: [stars]}
  - near: {words: 2, threshold: 0.6, min_shingles: 3, prefer: [stars]}
  - pii
  - select: {name: asked, any_of: [leetcode]}
  - sample: {to: {c: 1 B, python: 1 GB}}
"""
LONG = "".join(f"value_{i} = 'é{i}'\n" for i in range(9))
MAIL = "zoe.alund@harbour-mail.org"
COPIED = "import os\nprint(os.name)\n"
ROWS = {
    "a.jsonl": [
        ("a.py", f"{LONG}mail = '{MAIL}'\n", 5),
        ("b.py", COPIED, 1),
        ("c.py", "x", 1),
        ("d.py", None, 1),
        ("e.py", "# leetcode 1\nprint(1)\n", 2),
    ],
    "b.jsonl": [
        ("f.py", COPIED, 9),
        ("g.py", f"{LONG}last = 1\n", None),
        ("h.c", "int main(void) { return 3; }\n", 7),
        ("i.py", COPIED, 1),
    ],
}


class Here:
    """An executor in this process."""

    def __init__(self, runner: CurationRunner) -> None:
        self.runner = runner

    def submit(self, task: str) -> Future[str]:
        """Do a task at once."""
        done: Future[str] = Future()
        answer = self.runner.do(Task.from_json(task), lambda *_: None)
        done.set_result(json.dumps(answer))
        return done

    def close(self) -> None:
        """There is nothing to end."""


@dataclass(frozen=True)
class Curated:
    """A run that has ended, and a copy of its folder before the last stage."""

    run: Curation
    half: CurationRunner

    def journal(self, shard: int, stage: int = -1) -> Journal:
        """What the stages before one (the last) have told of a shard."""
        stages, names = self.half.work.stages, self.half.curation.shards
        return Journal(self.half.work, stages[stage], shard, names, self.half.numbering)

    def stage(self, do: str, step: str):
        """The stage that does something for a step."""
        ids = [one.id for one in self.half.work.pipeline.steps]
        return self.half.work.of(do, ids.index(step))


def runner_of(run: Curation, out: Path) -> CurationRunner:
    """What does the tasks of a run, in another folder."""
    job = replace(run.job, out=str(out))
    return CurationRunner(run.engine, run.options, job, run.curation)


def curate_here(folder: Path) -> Curated:
    """Curate the corpus of these tests in blocks of two rows."""
    (folder / "corpus").mkdir()
    for name, rows in ROWS.items():
        lines = [
            json.dumps({"content": text, "path": path, "stars": stars})
            for path, text, stars in rows
        ]
        (folder / "corpus" / name).write_text("\n".join(lines) + "\n")
    (folder / "small.yaml").write_text(PIPELINE)
    with chdir(folder):
        wanted = FilterOptions(("corpus",), str(folder / "out"), block=2)
        run = Curation(PlanOptions(), wanted, CurateOptions("small.yaml", key="a key"))
        here = Here(runner_of(run, folder / "out"))
        with closing(run.run(lambda: [here])) as tasks:
            for task, _, _ in tasks:
                if task.stage == len(run.work.stages) - 1 and not (folder / "half").exists():
                    shutil.copytree(folder / "out", folder / "half")
        return Curated(run, runner_of(run, folder / "half"))
