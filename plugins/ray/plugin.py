"""The Ray plugin: the tasks of a corpus, done on a cluster, or on this machine by Ray."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import rulekit

from .cluster import Cluster
from .executor import Actors, RayExecutor, stand_up


class RayRunner:
    """An actor for each executor, with one processor and one engine."""

    name = "ray"

    def executors(
        self, worker_config: str, count: int | None, address: str | None
    ) -> Sequence[RayExecutor]:
        """The places that stand; raises RulekitError when there are none."""
        cluster = Cluster(address, count)
        try:
            actors = Actors(cluster.ray, worker_config)
            standing = stand_up(cluster.ray, actors, cluster.fitting(count))
        except BaseException:
            cluster.leave()
            raise
        cluster.used = len(standing)
        return [RayExecutor(cluster, actors, actor) for actor in standing]


@rulekit.hookimpl
def rulekit_runners() -> Iterable[rulekit.Runner]:
    """One runner."""
    return [RayRunner()]
