"""A request for the embedding of a text, and the vector in its answer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from rulekit.ask.request import PROTOCOL, canonical
from rulekit.core.utf8 import without_surrogates

LARGEST = 1e100  # whose squares can be added


@dataclass(frozen=True)
class EmbeddingRequest:
    """One text for one model; each text is asked alone, so that it is asked once."""

    path: ClassVar[str] = "/embeddings"
    complaint: ClassVar[str] = ""

    model: str
    text: str

    @cached_property
    def key(self) -> str:
        """SHA-256 of all that an embedding hangs on."""
        whole = {"protocol": PROTOCOL, "model": self.model, "input": self.text}
        return hashlib.sha256(canonical(whole)).hexdigest()

    @property
    def body(self) -> bytes:
        """The request as a server takes it."""
        return json.dumps({"model": self.model, "input": self.text}).encode()

    def is_answered_by(self, body: str) -> bool:
        """True if there is a vector in the body."""
        return vector_of(body) is not None


def vector_of(body: str) -> tuple[float, ...] | None:
    """The embedding in an answer; None for a body that is no answer of the protocol."""
    try:
        found = json.loads(body)["data"][0]["embedding"]
        numbers = tuple(_number(one) for one in found)
    except (ValueError, LookupError, TypeError, RecursionError, OverflowError):
        return None
    return numbers or None


def _number(value: Any) -> float:
    if type(value) not in (int, float) or not abs(value) <= LARGEST:
        raise ValueError("no number of a vector")
    return float(value)


def model_of(body: str) -> str:
    """The name that a model goes by with the server that answered; "" if it does not say."""
    return without_surrogates(str(json.loads(body).get("model") or ""))
