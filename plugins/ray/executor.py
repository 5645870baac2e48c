"""Actors: a worker each, somewhere on a cluster."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import rulekit

from .cluster import Cluster, sentence

STANDING = 120.0  # seconds for an actor to stand: a busy cluster has no processor for it


class Actors:
    """Configuration of the actors of one run."""

    def __init__(self, ray: Any, worker_config: str) -> None:
        named = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
        paths = [str(Path(one).absolute()) for one in named]
        self.ray = ray
        self.about = (worker_config, paths, str(Path.cwd()))

    def new(self, *, reserved: int) -> Any:
        """An actor that has so many processors for itself.

        One that stands in for another reserves none: with a node gone there may be none free, and
        its task must not wait for one.
        """
        options = {"num_cpus": reserved, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
        return self.ray.remote(**options)(_worker()).remote(*self.about)


class RayExecutor:
    """An actor, and another one when it is lost."""

    def __init__(self, cluster: Cluster, actors: Actors, actor: Any) -> None:
        self.cluster = cluster
        self.actors = actors
        self.actor = actor
        self.lost = False

    def submit(self, task: str) -> Future[str]:
        """Do a task on the cluster."""
        if self.lost:
            self.cluster.ray.kill(self.actor)  # it may be there still, only out of reach
            self.actor, self.lost = self.actors.new(reserved=0), False
        answer: Future[str] = Future()
        self.actor.do.remote(task).future().add_done_callback(lambda done: self._end(done, answer))
        return answer

    def _end(self, done: Future[str], answer: Future[str]) -> None:
        error = done.exception()
        if error is None:
            answer.set_result(done.result())
            return
        self.lost = True  # before anybody is told
        answer.set_exception(rulekit.RulekitError(sentence(error)))

    def close(self) -> None:
        """Kill the actor, and with it the process that it guards."""
        if self.actor is not None:
            self.cluster.ray.kill(self.actor)
            self.actor = None
            self.cluster.leave()


def stand_up(ray: Any, actors: Actors, count: int) -> Sequence[Any]:
    """Start actors, as many as the cluster has room for; raises RulekitError if none.

    A task that waits for an actor without a processor could wait for ever.
    """
    started = [actors.new(reserved=1) for _ in range(count)]
    ready = {actor.__ray_ready__.remote(): actor for actor in started}
    standing, others = ray.wait(list(ready), num_returns=count, timeout=STANDING)
    for one in others:
        ray.kill(ready[one])
    if not standing:
        raise rulekit.RulekitError(f"no processor of the Ray cluster came free in {STANDING:.0f} s")
    try:
        ray.get(standing)
    except ray.exceptions.RayError as error:
        for actor in started:
            ray.kill(actor)
        message = f"a worker cannot start on the Ray cluster: {sentence(error)}"
        raise rulekit.RulekitError(message) from None
    return [ready[one] for one in standing]


def _worker() -> type:
    """The class of the actors. It is local so that it travels whole, and so comes before `rulekit`.

    It then looks for modules where the caller's PYTHONPATH says, and not in the caller's current
    folder, which a Ray that was not connected to by us has first.
    """

    class RayWorker:
        def __init__(self, worker_config: str, paths: list[str], here: str) -> None:
            import sys

            sys.path[:] = paths + [one for one in sys.path if one not in (here, "", *paths)]
            import rulekit

            self.worker = rulekit.Worker(worker_config)

        def do(self, task: str) -> str:
            return self.worker.do(task)

    return RayWorker
