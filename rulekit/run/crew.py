"""The executors of a run by their numbers: who is free, who has come, who is gone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from rulekit.hooks.runner import Executor, Fleet

Executors = Sequence[Executor] | Fleet


class Crew:
    """Executors by number, and the numbers of those that are free, the longest first.

    A number is given again when its executor is gone, so the highest says how many there were.
    """

    def __init__(self, executors: Executors) -> None:
        self.fleet = executors if isinstance(executors, Fleet) else None
        self.members: dict[int, Executor] = {}
        self.free: list[int] = []
        if not isinstance(executors, Fleet):
            self._join(executors)

    def look(self) -> None:
        """Take in the executors of a fleet that have come, and let go of those that are gone.

        One that is gone and has a task is let go when its task has come back.
        """
        if self.fleet is None:
            return
        standing = dict.fromkeys(self.fleet.standing())
        for number in [one for one in self.free if self.members[one] not in standing]:
            self.free.remove(number)
            del self.members[number]
        known = set(self.members.values())
        self._join([one for one in standing if one not in known])

    def _join(self, executors: Sequence[Executor]) -> None:
        numbers = (number for number in count() if number not in self.members)
        for one in executors:
            number = next(numbers)
            self.members[number] = one
            self.free.append(number)

    def close(self) -> None:
        """End all executors."""
        for one in [self.fleet] if self.fleet else self.members.values():
            one.close()
