"""Shares as people write them."""

from __future__ import annotations


def share(value: object) -> float:
    """`5%`, `"0.05"` or `0.05` as a share; raises ValueError for anything else."""
    word = str(value).strip()
    try:
        number = float(word.removesuffix("%")) / (100 if word.endswith("%") else 1)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise ValueError(f"`{word}` is no share; say 5% or 0.05")
    return number
