"""Embeddings of the stub: vectors of words, so that texts of the same words are near each other."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from typing import Any

WIDTH = 64  # numbers of a vector
_WORD = re.compile(r"[A-Za-z][a-z]*")


def vector_of(text: str) -> list[float]:
    """Counts of the words of a text, each at the place and with the sign that its hash says."""
    found = [0.0] * WIDTH
    for word in _WORD.findall(text):
        number = zlib.crc32(word.lower().encode())
        found[number % WIDTH] += 1.0 if number & 2**16 else -1.0
    return found


def embedding(asked: dict[str, Any], model: str, *, is_broken: bool) -> dict[str, Any]:
    """An answer of the protocol to one text, or to several."""
    given = asked["input"]
    texts: Sequence[str] = [given] if isinstance(given, str) else given
    count = sum(len(text) for text in texts) // 4
    return {
        "object": "list",
        "model": model,
        "data": [
            {"object": "embedding", "index": i, "embedding": None if is_broken else vector_of(text)}
            for i, text in enumerate(texts)
        ],
        "usage": {"prompt_tokens": count, "total_tokens": count},
    }
