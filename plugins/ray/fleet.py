"""The actors of a run: as many as the cluster has room for, as its machines come and go."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from typing import Any

import rulekit

from .cluster import Cluster, sentence
from .executor import Actors, RayExecutor, problems_of
from .machines import Machines

STANDING = 180.0  # seconds for all actors to stand that there is room for; the run then begins
PATIENCE = 600.0  # seconds without any before the run is ended: a machine may have to start first
LONG = 20.0  # seconds of waiting for a processor after which it is told
HEADLESS = 30.0  # seconds without its head before a cluster is given up: Ray would end us at 60
EVERY = 5.0  # seconds between two looks at the room that the cluster has

log = logging.getLogger("rulekit")


class RayFleet:
    """Actors that come, and those that have joined.

    Each is asked where it stands, and the first on a machine what that lacks; they join if it is
    nothing. For one that is lost another is asked for, which comes when there is room.
    """

    def __init__(self, cluster: Cluster, actors: Actors, count: int | None) -> None:
        self.cluster = cluster
        self.actors = actors
        self.count = count
        self.machines = Machines()
        self.joined: list[RayExecutor] = []
        self._coming: dict[Any, RayExecutor] = {}  # by the reference to what they will say
        self._placed: list[RayExecutor] = []  # until it is known what their machines lack
        self._failure = ""  # of the last that could not start
        self._told: set[str] = set()  # warnings, each of which is given once
        self._begun = False
        self._called = self._manned = self._headed = time.monotonic()

    def start(self) -> None:
        """Have all actors join that there is room for, and one at least.

        Raises RulekitError with all that machines lack, or when no actor can stand.
        """
        without_room, begun = self._call(), time.monotonic()
        while self._arriving > without_room and _since(begun) < STANDING:
            self._wait()
        while not (self.joined or self.machines.unfit or self._failure):
            self._wait()
        if self.machines.unfit:
            raise self.machines.refusal()
        if not self.joined:
            raise rulekit.RulekitError(f"a worker cannot start on the Ray cluster: {self._failure}")
        if self.count and len(self.joined) < self.count:
            have = f"the Ray cluster has processors for {len(self.joined)} of {self.count} workers"
            self._warn(f"{have}; others begin when more are free")
        self._begun = True

    def standing(self) -> Sequence[RayExecutor]:
        """Actors that have joined and were not lost."""
        for one in [one for one in self.joined if one.lost]:
            self.joined.remove(one)
            one.close()
            self._warn(f"a worker on {one.host} was lost; others do what it was at")
        self._hear(0)
        if _since(self._called) > EVERY:
            self._require_head()
        self._require_one()
        return [*self.joined]

    def close(self) -> None:
        """Kill all actors, and leave the cluster."""
        for one in (*self.joined, *self._placed, *self._coming.values()):
            one.close()
        self.joined, self._placed, self._coming = [], [], {}
        self.cluster.leave()

    @property
    def _arriving(self) -> int:
        return len(self._coming) + len(self._placed)

    def _call(self) -> int:
        """Ask for actors that are missing; the number of those that there is no room for yet.

        Without a count there are as many as processors are free, and one waits where none is.
        """
        self._called, unfit = time.monotonic(), self.machines.unfit
        free = self.cluster.free(unfit)
        if self.count:
            missing = self.count - len(self.joined) - self._arriving
        else:
            missing = max(free - self._arriving, 0 if self.joined or self._arriving else 1)
        for _ in range(missing):
            one = self.actors.new(unfit)
            self._coming[one.place()] = one
        return max(missing - max(free, 1), 0)

    def _wait(self) -> None:
        """Wait for actors before the run, and say so when it takes long."""
        self._hear(1.0)
        self._require_one()
        placed = self.joined or any(one.node for one in self._coming.values())
        if not placed and _since(self._manned) > LONG:
            self._warn("no processor of the Ray cluster is free: waiting for one")

    def _hear(self, timeout: float) -> None:
        """Hear the actors that come, for so many seconds at most."""
        ray, expected = self.cluster.ray, [*self._coming]
        if not expected:
            time.sleep(timeout)
            return
        said, _ = ray.wait(expected, num_returns=len(expected), timeout=timeout)
        for one in said:
            executor = self._coming.pop(one)
            try:
                self._take(executor, ray.get(one))
            except ray.exceptions.RayError as error:
                self._fail(executor, sentence(error))
        self._sort()

    def _take(self, one: RayExecutor, said: Any) -> None:
        """Take where an actor stands or, if that is known, what its machine lacks."""
        self._placed.append(one)
        if not one.node:
            one.node, one.host = said
            return
        self.machines.lacks[one.node] = problems_of(said)
        if self._begun and one.node in self.machines.unfit:
            self._warn(f"{one.host} is left out: {self.machines.told(one.node)}")

    def _fail(self, one: RayExecutor, why: str) -> None:
        """Let go of an actor that could not start, or died; another of its machine is asked."""
        one.close()
        self.machines.lacks.pop(one.node, None)
        self._failure = why
        if self._begun:
            self._warn(f"a worker cannot start on the Ray cluster: {why}")

    def _sort(self) -> None:
        """Have actors of fit machines join, ask one of each new machine, and end all others."""
        placed, self._placed = self._placed, []
        for one in placed:
            if self.machines.is_new(one.node, one.host):
                self._coming[one.lacks()] = one
            elif (lacks := self.machines.lacks[one.node]) is None:
                self._placed.append(one)
            elif lacks:
                one.close()
            else:
                one.begin()
                self.joined.append(one)

    def _require_head(self) -> None:
        """Ask for actors if the head answers; raises RulekitError when it has not for long."""
        if self.cluster.answers():
            self._headed = time.monotonic()
            self._call()
        elif _since(self._headed) > HEADLESS:
            raise _ended("the head of the Ray cluster does not answer any more")
        self._called = time.monotonic()

    def _require_one(self) -> None:
        """Raises RulekitError when there has been no actor for long."""
        if self.joined:
            self._manned = time.monotonic()
        elif _since(self._manned) > PATIENCE:
            why = f"; the last could not start: {self._failure}" if self._failure else ""
            raise _ended(f"no processor of the Ray cluster came free in {PATIENCE:.0f} s{why}")

    def _warn(self, text: str) -> None:
        """Warn of something once: a machine takes all its actors with it."""
        if text not in self._told:
            self._told.add(text)
            log.warning(text)


def _ended(why: str) -> rulekit.RulekitError:
    return rulekit.RulekitError(
        [rulekit.Problem(why, remedy="what is done is kept for the same command")]
    )


def _since(moment: float) -> float:
    return time.monotonic() - moment
