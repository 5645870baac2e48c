"""A cache that forgets what was used least recently."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class RecentCache(Generic[Key, Value]):
    """At most `capacity` values; the one that was not asked for the longest goes first."""

    def __init__(self, capacity: int, compute: Callable[[Key], Value]) -> None:
        if capacity < 1:
            raise ValueError(f"a cache needs room for one value, not {capacity}")
        self.capacity = capacity
        self.hits = self.misses = 0
        self._compute = compute
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Key]:
        """Keys, the most recent last."""
        return iter(self._values)

    def get(self, key: Key) -> Value:
        """The value of a key, computed if it is not there."""
        if key in self._values:
            self.hits += 1
            self._values.move_to_end(key)
            return self._values[key]
        self.misses += 1
        value = self._compute(key)
        self._values[key] = value
        if len(self._values) > self.capacity:
            oldest, _ = self._values.popitem(last=False)
            self._forgotten(oldest)
        return value

    def _forgotten(self, key: Key) -> None:
        """Called for each key that has to go; nothing to do here."""

    @property
    def hit_rate(self) -> float:
        """Share of the calls that needed no computing."""
        calls = self.hits + self.misses
        return self.hits / calls if calls else 0.0
