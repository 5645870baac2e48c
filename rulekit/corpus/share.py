"""The share of one task of an array: which shards of a corpus it judges."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rulekit.corpus.job import Shard
from rulekit.errors import Problem, UsageError

FEW = 20  # shards for each task, below which a hash deals them out too unevenly

_WORD = re.compile(r"(\d+)/(\d+)")


@dataclass(frozen=True)
class Share:
    """The task `number` of `count`, from 1 on."""

    number: int
    count: int

    @staticmethod
    def parse(word: str) -> Share:
        """Read `3/8`; raises UsageError for what is no such share."""
        found = _WORD.fullmatch(word)
        if found and 1 <= int(found[1]) <= int(found[2]):
            return Share(int(found[1]), int(found[2]))
        message = f"--shard {word}: it is the number of this task and that of all, as 3/8"
        begins = "numbers begin with 1: of an array that begins with 0, the next one is meant"
        remedy = begins if found and int(found[1]) == 0 else ""
        raise UsageError([Problem(message, remedy=remedy)])

    def __str__(self) -> str:
        return f"{self.number}-of-{self.count}"

    def of_few(self, parts: int) -> Share:
        """The share where there are not more than so many; several tasks then have the same."""
        count = min(self.count, parts)
        return Share((self.number - 1) % count + 1, count)

    def of(self, shards: Sequence[Shard], sizes: Sequence[int]) -> list[int]:
        """Numbers of the shards of this task, in their order; each is in one share.

        Of many, the hash of a name decides, so a list that grows leaves each where it was. Few are
        dealt out by size, the largest first, to the task that has the least.
        """
        if len(shards) >= FEW * self.count:
            return [
                i for i, one in enumerate(shards) if _hash(one.name) % self.count + 1 == self.number
            ]
        loads, mine = [0] * self.count, []
        for i in sorted(range(len(shards)), key=lambda i: (-sizes[i], shards[i].name)):
            least = loads.index(min(loads))
            loads[least] += sizes[i] or 1
            if least + 1 == self.number:
                mine.append(i)
        return sorted(mine)


def _hash(name: str) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
