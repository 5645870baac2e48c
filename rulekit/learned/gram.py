"""Units of a text and their n-grams, hashed into buckets: what a model has weights for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import int64, uint64
    from numpy.typing import NDArray

FACTOR = 0x9E3779B97F4A7C15  # 2 ** 64 over the golden ratio: Knuth's multiplicative hashing
ORDER_SHIFT = 56  # bits below the one byte that holds the order


class Units(NamedTuple):
    """Units of a text in their order: what each is, as a number of `width` bits, and its bytes."""

    ids: NDArray[uint64]
    starts: NDArray[int64]
    ends: NDArray[int64]
    width: int


class Grams(NamedTuple):
    """The n-grams of one order: the bucket of each, and its bytes."""

    buckets: NDArray[int64]
    starts: NDArray[int64]
    ends: NDArray[int64]


def byte_units(data: bytes, start: int, end: int) -> Units:
    """Each byte of a part of a text as a unit."""
    import numpy as np

    places = np.arange(start, end, dtype=np.int64)
    return Units(np.frombuffer(data, np.uint8)[start:end].astype(np.uint64), places, places + 1, 8)


def grams(units: Units, orders: Sequence[int], bits: int) -> Iterator[Grams]:
    """The n-grams of each order, each in one of `2 ** bits` buckets.

    A key is the units side by side, lowest first, and the order above them; its bucket is the
    highest bits of its product with FACTOR.
    """
    import numpy as np

    count = len(units.ids)
    for order in orders:
        if count < order:
            continue
        last = count - order + 1
        keys = np.full(last, order << ORDER_SHIFT, np.uint64)
        for i in range(order):
            keys |= units.ids[i : last + i] << np.uint64(i * units.width)
        buckets = (keys * np.uint64(FACTOR)) >> np.uint64(64 - bits)
        yield Grams(buckets.astype(np.int64), units.starts[:last], units.ends[order - 1 :])
