"""Runners: where the tasks of a corpus are done. This machine is one, a Ray cluster another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future


class Executor(Protocol):
    """Does one task at a time, by a `rulekit.Worker`."""

    def submit(self, task: str) -> Future[str]:
        """Do a task, one line of JSON, and answer in another.

        A future that raises says that the executor was lost, not that the task was wrong. The task
        then goes to any that is free. The lost one has to start anew for its next, unless it is of
        a fleet, which leaves it out.
        """

    def close(self) -> None:
        """End what is under way, at once."""


@runtime_checkable
class Fleet(Protocol):
    """Executors that come and go while a run is on."""

    def standing(self) -> Sequence[Executor]:
        """Executors that have not been lost, busy or not.

        It is asked again and again, and must not wait. Raises RulekitError when there is none, and
        none can be expected.
        """

    def close(self) -> None:
        """End all executors and what is under way, at once."""


@runtime_checkable
class Runner(Protocol):
    """Opens executors. What is done there is the same everywhere, and so are its bytes."""

    @property
    def name(self) -> str:
        """Name for `--runner`."""

    def executors(
        self, worker_config: str, count: int | None, address: str | None
    ) -> Sequence[Executor] | Fleet:
        """Executors whose workers build their engine from `worker_config`, a line of JSON.

        As many as `count`, or as there is room for; a fleet may have fewer for a time.
        `address` is that of a cluster. Raises RulekitError when it cannot be reached, or when a
        library that is needed is not installed, with how to install it.
        """
