"""Priority of rows: which of two copies is kept.

A row's rank is a few numbers of 64 bits, compared one after the other: one for each column that is
preferred, then a hash of repository, path and id, then one of shard and row. The least is the best;
so neither the order of shards nor that of rows changes who is kept.
"""

from __future__ import annotations

import datetime
import hashlib
import math
import re
import struct
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rulekit.errors import UsageError

if TYPE_CHECKING:
    import numpy as np

WORST = 2**64 - 1  # the rank of null: behind everything
LAST = ("lot", "place")  # what decides where no column does
_WORD = re.compile(r"([^\s?]+)(?: (asc|desc))?(\?)?")


@dataclass(frozen=True)
class Preference:
    """A column by which one of two copies is kept: the more of it the better, unless `least`."""

    column: str
    least: bool = False
    optional: bool = False

    @staticmethod
    def of(word: str) -> Preference:
        """Read `stars`, `stars asc`, `stars?`; raises UsageError for another form."""
        found = _WORD.fullmatch(word.strip())
        if not found:
            raise UsageError(f"`{word}` is no preference; say stars, stars asc, or stars?")
        return Preference(found[1], found[2] == "asc", bool(found[3]))

    def rank(self, value: object) -> int:
        """The rank of a value: a number, a date, or a text of either; others are as null."""
        number = number_of(value)
        if number is None:
            return WORST
        bits = struct.unpack("<Q", struct.pack("<d", number + 0.0))[0]
        rising = bits ^ (WORST if bits >> 63 else 1 << 63)
        return int(rising if self.least else WORST - rising)

    def value(self, rank: int) -> float | None:
        """The number of which this is the rank; None for null."""
        if rank == WORST:
            return None
        rising = rank if self.least else WORST - rank
        bits = rising ^ (1 << 63 if rising >> 63 else WORST)
        return float(struct.unpack("<d", struct.pack("<Q", bits))[0])


def number_of(value: object) -> float | None:
    """A number, or a date as seconds since 1970; None for what is neither."""
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, int | float | Decimal):
        try:
            number = float(value)
        except OverflowError:
            return math.inf if value > 0 else -math.inf
        return None if math.isnan(number) else number
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return zoned.timestamp()
    if isinstance(value, datetime.date):
        return number_of(datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.UTC))
    return _number_in(value.strip()) if isinstance(value, str) else None


def _number_in(text: str) -> float | None:
    for read in (float, datetime.datetime.fromisoformat):
        try:
            return number_of(read(text))
        except (ValueError, OverflowError):
            continue
    return None


def rank_type(preferences: int) -> Any:
    """The numpy type of ranks by so many columns."""
    import numpy as np

    return np.dtype(
        [*((f"p{i}", "<u8") for i in range(preferences)), *((one, "<u8") for one in LAST)]
    )


def lot(*words: str | None) -> int:
    """A number that looks drawn, from words."""
    digest = hashlib.blake2b("\0".join(word or "" for word in words).encode(), digest_size=8)
    return int.from_bytes(digest.digest(), "little")


def order(ranks: np.ndarray[Any, Any], *groups: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Numbers of rows from the best to the worst, within `groups` where they are given."""
    import numpy as np

    return np.lexsort([ranks[name] for name in reversed(ranks.dtype.names or ())] + [*groups])


def decided_by(better: Any, worse: Any) -> int:
    """The number of the column by which one row is before another: `lot`, `place` come last."""
    names = better.dtype.names
    return next((i for i, name in enumerate(names) if better[name] != worse[name]), len(names) - 1)
