"""Hashes that decide: 64 bits, the same on every machine."""

from __future__ import annotations

from fractions import Fraction
from hashlib import blake2b

HASHES = 2**64  # how many there are


def hash_of(*parts: str) -> int:
    """64 bits of BLAKE2b over the parts."""
    return int.from_bytes(blake2b("\0".join(parts).encode(), digest_size=8).digest(), "big")


def hashes_below(share: float) -> int:
    """Of all hashes those under this number are that share of them, to the last one."""
    return int(Fraction(share) * HASHES)
