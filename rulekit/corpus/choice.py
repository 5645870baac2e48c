"""The rows of a corpus that are judged: all, the first ones, or a sample that a hash draws."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rulekit.errors import UsageError


@dataclass(frozen=True)
class Choice:
    """All rows of a corpus, its first `limit`, or `sample` of them, of which `seed` draws others.

    Raises UsageError for both at once, and for less than one row.
    """

    limit: int | None = None
    sample: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        if self.limit is not None and self.sample is not None:
            raise UsageError("--limit and --sample do not go together: say one of them")
        for name, count in (("limit", self.limit), ("sample", self.sample)):
            if count is not None and count < 1:
                raise UsageError(f"--{name} {count}: say how many rows, from 1 on")

    @property
    def count(self) -> int | None:
        """Number of rows, if there are so many; None for all."""
        return self.sample if self.limit is None else self.limit

    @property
    def is_all(self) -> bool:
        """True if every row is judged."""
        return self.count is None


ALL = Choice()


def draw(count: int, total: int, seed: int = 0) -> Sequence[int]:
    """Numbers below `total` that a hash draws, `count` of them or all, in their order.

    It takes time for `count` numbers, whatever `total` is.
    """
    if count >= total:
        return range(total)
    if 2 * count > total:  # few are left out, and most draws would be repetitions
        others = set(draw(total - count, total, seed))
        return [number for number in range(total) if number not in others]
    drawn: set[int] = set()
    numbers = _numbers(seed)
    while len(drawn) < count:
        drawn.add(next(numbers) % total)
    return sorted(drawn)


def _numbers(seed: int) -> Iterator[int]:
    """Numbers of 64 bits without an end, the same on every machine."""
    place = 0
    while True:
        digest = hashlib.sha256(f"{seed}:{place}".encode()).digest()
        yield from (int.from_bytes(digest[i : i + 8], "big") for i in range(0, 32, 8))
        place += 1


def drawn_rows(count: int, seed: int, sizes: Mapping[str, int]) -> dict[str, Sequence[int]]:
    """Rows of each shard that a sample of `count` takes, given the rows that shards have by name.

    The order in which shards were named changes nothing.
    """
    numbers = draw(count, sum(sizes.values()), seed)
    found: dict[str, Sequence[int]] = {}
    first = begin = 0
    for name in sorted(sizes):
        end = bisect_left(numbers, first + sizes[name])
        here = [number - first for number in numbers[begin:end]]
        found[name] = range(sizes[name]) if len(here) == sizes[name] else here
        first, begin = first + sizes[name], end
    return found


def as_word(rows: Sequence[int]) -> str:
    """Chosen rows as one word, by which work on others is told."""
    if isinstance(rows, range):
        return f"the first {len(rows)}"
    return hashlib.sha256(",".join(map(str, rows)).encode()).hexdigest()[:16]
