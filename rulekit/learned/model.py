"""A linear model of hashed n-grams: whole numbers, and a score that is the same on any machine."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rulekit.core.reading import Unmeasured
from rulekit.core.scorecard import chance
from rulekit.learned.byte_pair import BytePairs
from rulekit.learned.gram import Grams, byte_units, grams
from rulekit.learned.window import windows

if TYPE_CHECKING:
    from numpy import int8, int64
    from numpy.typing import NDArray

BYTES = "bytes"
PAIRS = "bpe"
ODDS_DIGITS = 3  # of log-odds: of so few numbers, no chance lies where two machines round apart


@dataclass(frozen=True)
class Shape:
    """The n-grams of a model: of which units, of which orders, in `2 ** bits` buckets.

    `merges` are those of byte pairs, as `BytePairs` reads them; bytes have none.
    """

    unit: str = BYTES
    orders: tuple[int, ...] = (1, 2, 3)
    bits: int = 18
    merges: bytes = field(default=b"", repr=False)

    @cached_property
    def pairs(self) -> BytePairs:
        """The byte pairs; raises ValueError for merges that are none."""
        return BytePairs(self.merges)

    def grams(self, data: bytes) -> Iterator[Grams]:
        """The n-grams of the parts of a text that are looked at."""
        units = self.pairs.units if self.unit == PAIRS else byte_units
        for start, end in windows(data):
            yield from grams(units(data, start, end), self.orders, self.bits)

    def present(self, data: bytes) -> NDArray[int64]:
        """The buckets in which a text has n-grams, each once, ascending."""
        import numpy as np

        held = np.zeros(1 << self.bits, np.bool_)
        for some in self.grams(data):
            held[some.buckets] = True
        return np.flatnonzero(held)


@dataclass(frozen=True)
class Model:
    """A weight from -127 to 127 for each bucket, and two numbers that make log-odds of their sum.

    Log-odds are `slope * sum / sqrt(buckets that are present) + offset`. `card` says how the model
    was made and how good it is, for people.
    """

    shape: Shape
    weights: bytes
    slope: float
    offset: float
    card: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def by_bucket(self) -> NDArray[int8]:
        """The weights as numbers."""
        import numpy as np

        return np.frombuffer(self.weights, np.int8)

    def score(self, data: bytes) -> float:
        """The chance, 0 to 1, that a UTF-8 text is one to keep.

        Raises Unmeasured for a text without any n-gram.
        """
        return self.score_of(self.shape.present(data))

    def score_of(self, present: NDArray[Any]) -> float:
        """The chance of a text that has n-grams in these buckets; raises Unmeasured for none."""
        if not len(present):
            raise Unmeasured("the text is too short to be scored")
        total = int(self.by_bucket[present].sum(dtype="int64"))
        odds = self.slope * total / math.sqrt(len(present)) + self.offset
        return chance(round(odds, ODDS_DIGITS))
