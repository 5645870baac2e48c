"""Signatures: of each of many permutations of all numbers, the least that a set has.

Two sets agree in one of them with the odds of their Jaccard index (Broder 1997). All arithmetic is
of whole numbers modulo 2**32, so that every machine gives the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Numbers = NDArray[numpy.uint64]
    Minima = NDArray[numpy.uint32]

KEY_BYTES = 16
_MOST = 0xFFFFFFFF  # least of no numbers: no set that is not empty has so high a least number
_BLOCK = 64  # shingles permuted at once; 256 permutations of them are 64 KB, in a core's own cache


class Signer:
    """Permutes by `a * x + b` modulo 2**32 with an odd `a`, each by a hash of seed and number.

    The multiply-shift scheme (Dietzfelbinger et al. 1997) without its shift: leasts are compared by
    their high bits first. `x` is the low half of a shingle. 64 bits would cost twice the time, as
    processors multiply but 32 at once.
    """

    def __init__(self, permutations: int, seed: int) -> None:
        import numpy

        drawn = [_drawn(number, seed) for number in range(permutations)]
        self._factors = numpy.array([low | 1 for low, _ in drawn], numpy.uint32)
        self._terms = numpy.array([high for _, high in drawn], numpy.uint32)
        self._room = numpy.empty((_BLOCK, permutations), numpy.uint32)

    def minima(self, shingles: Numbers) -> Minima:
        """The least of each permutation, for numbers whose bits are mixed well."""
        import numpy

        low = shingles.astype(numpy.uint32)[:, None]
        found = numpy.full(self._factors.size, _MOST, numpy.uint32)
        for start in range(0, low.size, _BLOCK):
            block = low[start : start + _BLOCK]
            permuted = self._room[: block.size]
            numpy.multiply(block, self._factors, out=permuted)
            numpy.add(permuted, self._terms, out=permuted)
            numpy.minimum(found, permuted.min(axis=0), out=found)
        return found


def _drawn(number: int, seed: int) -> tuple[int, int]:
    """Two numbers below 2**32."""
    digest = hashlib.blake2b(
        number.to_bytes(8, "little"), digest_size=8, salt=seed.to_bytes(8, "little")
    ).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


def band_keys(minima: Minima, bands: int) -> Sequence[bytes]:
    """Of each band of a signature a hash of its minima and its number.

    Rows that share one have all minima of the band in common, at the same place.
    """
    parts: Any = minima.astype("<u4", copy=False).reshape(bands, -1)
    return tuple(
        hashlib.blake2b(
            part.tobytes(), digest_size=KEY_BYTES, salt=band.to_bytes(8, "little")
        ).digest()
        for band, part in enumerate(parts)
    )
