"""Cosine of hashed TF-IDF vectors: how near a text is to descriptions, by the words of both.

All is counted in whole numbers up to one division and one square root, which every machine rounds
alike, so the nearest description is the same on each.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from rulekit.spec.categories import HASHED

GRAM = 4  # characters of a sub-word; what was tried is in docs/categories.md
SHORTEST = 3  # characters of a word
LONGEST = 30  # characters of a word that are looked at
STEPS = 16  # to which a doubling of rarity is told
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+")  # of a word: `HTTPServer` has two
Vector = Mapping[int, int]  # from the hash of a unit to its weight


class HashedLikeness:
    """How near texts are to descriptions: words and sub-words that both have, the rarer the more.

    A unit weighs by how few descriptions have it; one that none has, as if one did.
    """

    by = HASHED

    def __init__(self, descriptions: Sequence[str]) -> None:
        counts = [units(one) for one in descriptions]
        self._spread = Counter(unit for one in counts for unit in one)
        self._rarity = [0, *(_doublings(len(counts), one) for one in range(1, len(counts) + 1))]
        self._vectors = [self._vector(one) for one in counts]
        self._squares = [_square(one) for one in self._vectors]

    def similarities(self, texts: Iterable[str]) -> Iterator[list[float]]:
        """The cosine of each text with each description, from 0 to 1."""
        for text in texts:
            vector = self._vector(units(text))
            square = _square(vector)
            yield [
                _dot(one, vector) / math.sqrt(size * square) if size * square else 0.0
                for one, size in zip(self._vectors, self._squares, strict=True)
            ]

    def told(self) -> dict[str, Any]:
        """All that a similarity hangs on beside the descriptions, for a manifest."""
        return {"gram": GRAM}

    def _vector(self, counts: Mapping[int, int]) -> Vector:
        spread, rarity = self._spread, self._rarity
        return {
            unit: count.bit_length() * rarity[spread.get(unit, 1)] for unit, count in counts.items()
        }


def units(text: str) -> Counter[int]:
    """How often each word and sub-word of a text is there, by its hash."""
    found: Counter[int] = Counter()
    for word, count in Counter(_words(text)).items():
        for unit in _units_of(word):
            found[unit] += count
    return found


def _words(text: str) -> Iterator[str]:
    """Words in small letters; identifiers are divided at case, underscores and digits."""
    for word in _WORD.findall(text):
        for part in (word,) if word.islower() else _PART.findall(word):
            if len(part) >= SHORTEST:
                yield part[:LONGEST].lower()


@lru_cache(maxsize=100_000)
def _units_of(word: str) -> tuple[int, ...]:
    marked = f"<{word}>"
    grams = {marked[i : i + GRAM] for i in range(max(1, len(marked) - GRAM + 1))}
    return tuple(zlib.crc32(one.encode("utf-8", "replace")) for one in sorted({word, *grams}))


def _doublings(all: int, some: int) -> int:
    """How often some must be doubled to be all: the logarithm, in whole steps."""
    steps: int = all**STEPS // some**STEPS
    return steps.bit_length() - 1


def _dot(one: Vector, other: Vector) -> int:
    fewer, more = sorted((one, other), key=len)
    return sum(weight * more.get(unit, 0) for unit, weight in fewer.items())


def _square(vector: Vector) -> int:
    return sum(weight * weight for weight in vector.values())
