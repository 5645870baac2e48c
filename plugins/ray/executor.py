"""Actors: a worker each, somewhere on a cluster."""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import rulekit

from .cluster import sentence

NODE = "ray.io/node-id"  # the label that Ray gives to each machine


class Actors:
    """Configuration of the actors of one run."""

    def __init__(self, ray: Any, worker_config: str) -> None:
        named = [one for one in os.environ.get("PYTHONPATH", "").split(os.pathsep) if one]
        paths = [str(Path(one).absolute()) for one in named]
        self.ray = ray
        self.worker_config = worker_config
        self.about = (paths, str(Path.cwd()))

    def new(self, unfit: Collection[str] = ()) -> RayExecutor:
        """An actor that will stand where a processor comes free, but on no `unfit` machine."""
        options = {"num_cpus": 1, "max_restarts": 0, "scheduling_strategy": "SPREAD"}
        if unfit:
            options["label_selector"] = {NODE: f"!in({','.join(sorted(unfit))})"}
        return RayExecutor(self, self.ray.remote(**options)(_worker()).remote(*self.about))


class RayExecutor:
    """An actor; `node` and `host` are its machine, once it stands. It is `lost` for good."""

    def __init__(self, actors: Actors, actor: Any) -> None:
        self.actors = actors
        self.actor = actor
        self.node = self.host = ""
        self.lost = False

    def place(self) -> Any:
        """A reference to its machine, which is known as soon as it stands."""
        return self.actor.place.remote()

    def lacks(self) -> Any:
        """A reference to the problems that its machine has with the run, as JSON."""
        return self.actor.lacks.remote(self.actors.worker_config)

    def begin(self) -> None:
        """Have it do tasks; no configuration is in what Ray keeps of actors: it may have a key."""
        self.actor.begin.remote(self.actors.worker_config)

    def submit(self, task: str) -> Future[str]:
        """Do a task on the cluster."""
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
        """Kill the actor, and with it the process that it guards.

        One that was lost may be there still, only out of reach.
        """
        self.actors.ray.kill(self.actor)


def problems_of(told: str) -> list[rulekit.Problem]:
    """The problems that an actor has told."""
    return [rulekit.Problem(**one) for one in json.loads(told)]


def _worker() -> type:
    """The class of the actors. It is local so that it travels whole, and so comes before `rulekit`.

    It then looks for modules where the caller's PYTHONPATH says, and not in the caller's current
    folder, which a Ray that was not connected to by us has first.
    """

    class RayWorker:
        def __init__(self, paths: list[str], here: str) -> None:
            import os
            import sys
            import tempfile

            os.chdir(tempfile.gettempdir())  # where Ray starts an actor need not stay there
            sys.path[:] = paths + [one for one in sys.path if one not in (here, "", *paths)]
            self.worker: Any = None

        def place(self) -> tuple[str, str]:
            import socket

            import ray

            return ray.get_runtime_context().get_node_id(), socket.gethostname()

        def begin(self, worker_config: str) -> None:
            import rulekit

            self.worker = self.worker or rulekit.Worker(worker_config)

        def lacks(self, worker_config: str) -> str:
            import json

            try:
                self.begin(worker_config)
                return json.dumps([vars(one) for one in self.worker.lacks()])
            except Exception as error:  # noqa: BLE001  there may be no rulekit, or an older one
                message = f"rulekit cannot be used: {type(error).__name__}: {error}"
                remedy = "have the same rulekit, plugins and rules on every machine"
                return json.dumps([{"message": message, "remedy": remedy}])

        def do(self, task: str) -> str:
            answer: str = self.worker.do(task)
            return answer

    return RayWorker
