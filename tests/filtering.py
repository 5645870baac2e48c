"""Runs over a small corpus, in this process, and what they leave."""

import json
from concurrent.futures import Future
from pathlib import Path

import mirroring
import pyarrow.parquet as pq

from rulekit.corpus.job import Task
from rulekit.plan.options import PlanOptions
from rulekit.run.filter import Filter
from rulekit.run.prepared import FilterOptions
from rulekit.run.tasks import TaskRunner

OPTIONS = PlanOptions(select=("text/few-lines", "python/pass-heavy"))
BLOCK = 8
ROWS = 2 * BLOCK + 5


class Here:
    """A place in this process; what a worker does in its own is in test_process.py."""

    def __init__(self, run, lose=()):
        self.desk = TaskRunner(run.engine, run.job)
        self.lose = list(lose)
        self.tasks = []

    def submit(self, task):
        self.tasks.append(Task.from_json(task))
        future = Future()
        if self.lose and self.lose.pop(0):
            future.set_exception(ConnectionError("the place is gone"))
        else:
            future.set_result(json.dumps(self.desk.do(self.tasks[-1], lambda row, doing: None)))
        return future

    def close(self):
        pass


def text(i):
    return "pass\n" * 9 if i % 7 == 3 else "x = 1\n" * (i % 9)


def begun(corpus, out="audit", options=OPTIONS, **more):
    words = (corpus,) if isinstance(corpus, str) else corpus
    return mirroring.begun(Filter, options, FilterOptions(words, out, block=BLOCK, **more))


def finished(corpus, out="audit", executors=1, lose=(), **more):
    run = begun(corpus, out, **more)
    list(run.run(lambda: [Here(run, lose) for _ in range(executors)]))
    return run


ALL = {"kept": True, "dropped": True, "signals": "used"}


def stopped_after(tasks, corpus, **more):
    """A run that died when so many tasks were done."""
    run = begun(corpus, **more)
    steps = run.run(lambda: [Here(run)])
    for _ in range(tasks):
        next(steps)
    steps.close()
    return run


def rewrite(path):
    """Other bytes, as many as before."""
    data = Path(path).read_bytes()
    Path(path).write_bytes(data[:-9] + b" " * 9)


def table(kind, shard, out="audit"):
    return pq.read_table(f"{out}/{kind}/{shard}.parquet").to_pylist()


def names(folder):
    return sorted(path.name for path in Path(folder).iterdir())
