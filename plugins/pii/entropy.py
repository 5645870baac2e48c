"""How much of chance is in a value."""

from __future__ import annotations

import math
from collections import Counter


def entropy(value: bytes) -> float:
    """Shannon's bits a byte: 0 for one sign over and over, at most log2 of the length."""
    shares = [count / len(value) for count in Counter(value).values()]
    return sum(-share * math.log2(share) for share in shares)
