"""What is left to do of a corpus, handed out task by task.

A place stays with its shard, because going on in it is cheaper than beginning another; when no
shard is without a place, places share one. In whatever order tasks are done, what is written is
the same.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.core.tally import Tally
from rulekit.run.audit import Audit, read_json
from rulekit.run.shard import BLOCK, Shard, Task


@dataclass
class Progress:
    """How far a shard is. `facts` are empty until it has been opened."""

    number: int
    shard: Shard
    facts: dict[str, Any] = field(default_factory=dict)
    todo: deque[int] = field(default_factory=deque)
    under_way: int = 0
    closed: bool = False
    size: int = 1  # bytes on disk, for a guess at what is left
    tally: Tally = field(default_factory=lambda: Tally(by_folder=None))

    @property
    def rows(self) -> int:
        """Rows in all; 0 when it has not been opened."""
        return int(self.facts.get("rows", 0))


class Work:
    """The tasks of a run. What is in `audit` of an earlier run is not done again."""

    def __init__(self, shards: Sequence[Shard], audit: Audit, block: int = BLOCK) -> None:
        self.audit = audit
        self.block = block
        self.shards = [
            Progress(i, shard, size=os.stat(shard.path).st_size or 1)
            for i, shard in enumerate(shards)
        ]
        self.size = sum(one.size for one in self.shards)
        self.done_size = 0.0
        self.tally = Tally(by_folder=None)
        self.new: deque[Progress] = deque()
        self.open: dict[int, Progress] = {}  # those with blocks that nobody has taken
        self.ready: deque[Progress] = deque()  # those to be closed
        self.at: dict[int, Progress] = {}
        self.resumed = sum(self._resume(one) for one in self.shards)

    def _resume(self, one: Progress) -> int:
        """Take up what an earlier run has done of a shard; how many blocks that is."""
        if closed := read_json(self.audit.closed(one.number)):
            one.facts, one.closed = closed["facts"], True
            self._count(one, closed["counts"])
            return len(self._blocks(one))
        if facts := read_json(self.audit.facts(one.number)):
            self._opened(one, facts)
            return len(self._blocks(one)) - len(one.todo)
        self.new.append(one)
        return 0

    def _blocks(self, one: Progress) -> range:
        """Where the blocks of a shard begin."""
        return range(0, one.rows, self.block)

    def _opened(self, one: Progress, facts: dict[str, Any]) -> None:
        one.facts = facts
        for start in self._blocks(one):
            counts = read_json(self.audit.counts(one.number, start))
            if counts is None:
                one.todo.append(start)
            else:
                self._count(one, counts)
        if one.todo:
            self.open[one.number] = one
        else:
            self.done_size += 0 if one.rows else one.size
            self.ready.append(one)

    def _count(self, one: Progress, counts: dict[str, Any]) -> None:
        tally = Tally.of(counts)
        one.tally.merge(tally)
        self.tally.merge(tally)
        self.done_size += one.size * (tally.total / one.rows if one.rows else 1)

    def take(self, place: int) -> Task | None:
        """The next task for a place; None when there is none for it now."""
        if self.ready:
            one = self.ready.popleft()
            return Task("close", one.shard, one.number, 0, one.rows)
        here = self.at.get(place)
        if here is None or not here.todo:
            here = self._other()
        if here is None:
            return None
        self.at[place] = here
        if not here.facts:
            return Task("open", here.shard, here.number)
        start = here.todo.popleft()
        here.under_way += 1
        if not here.todo:
            del self.open[here.number]
        return Task("judge", here.shard, here.number, start, min(start + self.block, here.rows))

    def _other(self) -> Progress | None:
        """A shard that nobody is at, else a new one, else the one with most left to do."""
        taken = {one.number for one in self.at.values()}
        alone = next((one for one in self.open.values() if one.number not in taken), None)
        if alone or self.new:
            return alone or self.new.popleft()
        return max(self.open.values(), key=lambda one: len(one.todo), default=None)

    @property
    def finished(self) -> float:
        """The share of the corpus that is done, 0 to 1, by the size of its shards."""
        return self.done_size / self.size if self.shards else 1.0

    def done(self, task: Task, answer: dict[str, Any]) -> Progress:
        """Take the answer to a task; how far its shard is now."""
        one = self.shards[task.number]
        if task.do == "open":
            self._opened(one, answer)
        elif task.do == "judge":
            one.under_way -= 1
            self._count(one, answer["counts"])
            if not (one.todo or one.under_way):
                self.ready.append(one)
        else:
            one.closed = True
            one.facts["not_copied"] = answer["not_copied"]
        return one
