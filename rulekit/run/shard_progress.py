"""Progress of the shards of a run, and which rows of them are judged."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rulekit.core.tally import Tally
from rulekit.corpus.choice import Choice, as_word, drawn_rows
from rulekit.corpus.job import Shard


@dataclass
class ShardProgress:
    """Progress of a shard. `facts` are empty until it has been counted.

    `rows` are those that are judged, None while that is not known. `changed` says how the shard
    became another while the run was at it, or is empty. `notes` are for the user, who is told them
    once. `before` is what an earlier run has closed it with.
    """

    number: int
    shard: Shard
    facts: dict[str, Any] = field(default_factory=dict)
    rows: Sequence[int] | None = None
    choice: str = ""  # the rows as a word; "" for all
    todo: deque[tuple[int, int]] = field(default_factory=deque)
    under_way: int = 0
    before: dict[str, Any] | None = None
    closed: bool = False
    changed: str = ""
    damages: int = 0  # times that blocks of it were found damaged
    notes: list[str] = field(default_factory=list)
    size: int = 1  # bytes on disk, for a guess at what is left
    tally: Tally = field(default_factory=lambda: Tally(by_folder=None))

    @staticmethod
    def of(number: int, shard: Shard) -> ShardProgress:
        """The progress of a shard of which nothing is done."""
        return ShardProgress(number, shard, size=size_of_shard(shard) or 1)

    @property
    def count(self) -> int:
        """Number of rows that are judged; 0 while it is not known."""
        return len(self.rows or ())

    @property
    def stop(self) -> int:
        """Number of the row after the last that is judged."""
        return self.rows[-1] + 1 if self.rows else 0

    @property
    def is_counted_only(self) -> bool:
        """True if nobody has taken its hash."""
        return bool(self.facts) and self.facts.get("sha256", "") is None

    def blocks(self, start: int, stop: int, size: int) -> list[tuple[int, int]]:
        """Cut a range of its rows into blocks of so many that are judged."""
        rows = self.rows or ()
        first, last = bisect_left(rows, start), bisect_left(rows, stop)
        starts = [start, *(rows[i] for i in range(first + size, last, size))]
        return [*zip(starts, [*starts[1:], stop], strict=True)]

    def halve_next(self, least: int) -> None:
        """Make two blocks of the next one, if each then has the `least` rows."""
        start, stop = self.todo[0]
        rows = self.rows or ()
        count = bisect_left(rows, stop) - bisect_left(rows, start)
        if count >= 2 * least:
            self.todo.popleft()
            self.todo.extendleft(reversed(self.blocks(start, stop, -(-count // 2))))


def size_of_shard(shard: Shard) -> int:
    """Bytes of a shard, as its store has told when it was listed; of a folder, little."""
    return shard.listed[0] if shard.listed else os.stat(shard.path).st_size


class Chooser:
    """Chooses the rows of each shard that are judged, as the shards are counted.

    For all rows, a shard tells its own. For the first ones, shards are counted in their order and
    as long as it takes; for a sample, all are counted before it is drawn.
    """

    def __init__(self, choice: Choice, shards: Sequence[ShardProgress]) -> None:
        self.choice = choice
        self.shards = shards
        self.left = choice.limit or 0
        self.at = 0  # the first shard of which it is not known, of the first rows
        self.asked = -1
        self.uncounted = {one.number for one in shards}

    def wanted(self) -> Sequence[ShardProgress]:
        """Shards that are to be counted next; each is told once."""
        if self.choice.limit is None:
            found = self.shards if self.asked < 0 else ()
            self.asked = len(self.shards)
        else:
            found = self.shards[max(self.at, self.asked + 1) : self.at + 1]
            self.asked = max(self.asked, self.at)
        return [one for one in found if not one.facts]

    def counted(self, one: ShardProgress) -> Iterator[ShardProgress]:
        """Choose rows now that a shard is counted; the shards of which it is now known."""
        self.uncounted.discard(one.number)
        if one.rows is not None:  # it was one of the others that another made known
            return
        if self.choice.is_all:
            one.rows = range(one.facts["rows"])
            yield one
        elif self.choice.limit is not None:
            yield from self._first()
        elif not self.uncounted:
            yield from self._drawn()

    def _first(self) -> Iterator[ShardProgress]:
        while self.at < len(self.shards):
            one = self.shards[self.at]
            if self.left and not one.facts:
                return
            self._choose(one, range(min(self.left, one.facts.get("rows", 0))))
            self.left -= one.count
            self.at += 1
            yield one

    def _drawn(self) -> Iterator[ShardProgress]:
        sizes = {one.shard.name: one.facts["rows"] for one in self.shards}
        rows = drawn_rows(self.choice.sample or 0, self.choice.seed, sizes)
        for one in self.shards:
            self._choose(one, rows[one.shard.name])
            yield one

    def _choose(self, one: ShardProgress, rows: Sequence[int]) -> None:
        one.rows, one.choice = rows, as_word(rows)
