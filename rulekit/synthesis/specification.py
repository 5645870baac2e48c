"""A specification: dimensions of tasks that multiply out, and the draw of some for each seed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod


@dataclass(frozen=True)
class Specification:
    """Words of each dimension, in the order of the file; `most` are drawn for a seed, or all."""

    dimensions: Mapping[str, Sequence[str]]
    most: int | None = None

    @property
    def size(self) -> int:
        """How many tasks a seed has."""
        return min(self.most or len(self._all), len(self._all))

    @property
    def combinations(self) -> int:
        """How many there are to draw from."""
        return prod(len(words) for words in self.dimensions.values())

    @cached_property
    def _all(self) -> list[dict[str, str]]:
        names = [*self.dimensions]
        return [
            dict(zip(names, words, strict=True)) for words in product(*self.dimensions.values())
        ]

    def of(self, seed: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The combinations for a seed, each with its number among all, in their order.

        They are drawn by a hash of the seed and the number, so that fewer are a part of more.
        """
        drawn = sorted(range(len(self._all)), key=lambda number: _drawn(seed, number))
        for number in sorted(drawn[: self.size]):
            yield number, self._all[number]


def _drawn(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed} {number}".encode()).digest()
