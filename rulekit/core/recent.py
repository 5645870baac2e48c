"""What was read last, kept while it is little: rules of an audit ask for the same columns."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass
class Recent(Generic[Value]):
    """Values by key, of which those that were asked for last are kept.

    `weigh` says how much of `room` a value takes.
    """

    room: int
    weigh: Callable[[Value], int] = lambda _: 1
    _kept: OrderedDict[Hashable, Value] = field(default_factory=OrderedDict)
    _taken: int = 0

    def clear(self) -> None:
        """Keep none."""
        self._kept.clear()
        self._taken = 0

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key; it is made if it is not kept."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = make()
        self._taken += self.weigh(value)
        self._kept[key] = value
        while self._taken > self.room:
            self._taken -= self.weigh(self._kept.popitem(last=False)[1])
        return value
