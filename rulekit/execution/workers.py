"""Threads that execute solutions, each one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue

from rulekit.execution.execute import Execution

Work = Callable[[], Execution]


class Workers:
    """So many executions at once; whoever stops waits for none that is under way.

    What was started for one dies with this process.
    """

    def __init__(self, count: int) -> None:
        self.count, self.busy = count, 0
        self._asked: SimpleQueue[tuple[str, Work]] = SimpleQueue()
        self._told: SimpleQueue[tuple[str, Execution | BaseException]] = SimpleQueue()
        for _ in range(count):
            threading.Thread(target=self._work, daemon=True).start()

    @property
    def is_full(self) -> bool:
        """True if as much is waiting as is under way."""
        return self.busy >= 2 * self.count

    def put(self, key: str, work: Work) -> None:
        """Have something executed, as soon as a thread is free."""
        self.busy += 1
        self._asked.put((key, work))

    def take(self) -> tuple[str, Execution]:
        """What came of whichever has ended first, by its key; raises what it has raised."""
        key, told = self._told.get()
        self.busy -= 1
        if isinstance(told, BaseException):
            raise told
        return key, told

    def _work(self) -> None:
        while True:
            key, work = self._asked.get()
            try:
                self._told.put((key, work()))
            except BaseException as error:  # noqa: BLE001  whoever waits for it gets this one
                self._told.put((key, error))
