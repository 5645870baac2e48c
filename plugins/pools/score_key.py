"""Scores as whole numbers that are in the same order, so that they compare exactly."""

from __future__ import annotations

import struct

_SIGN = 1 << 63
_ALL = (1 << 64) - 1


def key_of(value: float) -> int:
    """64 bits of a finite number: of two numbers, the larger one has the larger."""
    bits: int = struct.unpack("<Q", struct.pack("<d", value + 0.0))[0]  # -0.0 is 0.0
    return bits ^ (_ALL if bits & _SIGN else _SIGN)


def value_of(key: int) -> float:
    """The number of such bits."""
    bits = key ^ (_SIGN if key & _SIGN else _ALL)
    value: float = struct.unpack("<d", struct.pack("<Q", bits))[0]
    return value
