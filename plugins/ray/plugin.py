"""The Ray plugin: the tasks of a corpus, done on a cluster, or on this machine by Ray."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .cluster import Cluster
from .executor import Actors
from .fleet import RayFleet


class RayRunner:
    """An actor for each executor, with one processor and one engine."""

    name = "ray"

    def executors(self, worker_config: str, count: int | None, address: str | None) -> RayFleet:
        """The actors; raises RulekitError when none can stand, or machines lack something."""
        cluster = Cluster(address, count)
        fleet = RayFleet(cluster, Actors(cluster.ray, worker_config), count)
        try:
            fleet.start()
        except BaseException:
            fleet.close()
            raise
        return fleet


@rulekit.hookimpl
def rulekit_runners() -> Iterable[rulekit.Runner]:
    """One runner."""
    return [RayRunner()]
