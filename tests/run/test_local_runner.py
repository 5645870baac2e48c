"""rulekit/run/local_runner.py: a worker that is started elsewhere than where the run was."""

import json
import socket

import pytest

from rulekit.corpus.job import CorpusJob, Shard, Task
from rulekit.corpus.roles import Columns
from rulekit.plan.options import PlanOptions
from rulekit.run.local_runner import Worker
from rulekit.run.worker_config import WorkerConfig

OPTIONS = PlanOptions(select=("text/few-lines",))
TASK = Task("open", Shard("src", "src", "tree")).to_json()


def answer(folder, out=None):
    """What a worker whose run is in this folder answers."""
    job = CorpusJob(Columns("content", "path"), out=out)
    worker = Worker(WorkerConfig(OPTIONS, job, folder=folder).to_json())
    try:
        return json.loads(worker.do(TASK))
    finally:
        worker.close()


def test_paths_count_from_the_folder_of_the_run(write, tmp_path, monkeypatch):
    run = write({"src/a.py": "x = 1\n", "src/b.py": "x = 1\n"})
    monkeypatch.chdir(tmp_path)
    assert 2 == answer(str(run))["rows"]


@pytest.mark.parametrize("missing", ["folder", "out"])
def test_a_machine_without_a_folder_of_the_run_says_which_and_where(folder, missing):
    nowhere = str(folder / "nowhere")
    words = (nowhere, None) if missing == "folder" else (str(folder), nowhere)
    (problem,) = answer(*words)["fatal"]
    assert (socket.gethostname(), f"there is no folder `{nowhere}`") == (
        problem["path"],
        problem["message"],
    )
