"""A request, and the key that its reply is kept by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Protocol

from rulekit.ask.reply import choice_of

PROTOCOL = 1  # of requests: another number asks everything anew
Message = Mapping[str, str]


class Call(Protocol):
    """A call to an endpoint: where behind its address, with what, and what answers it.

    `key` is that of its answer in a journal, `complaint` what was said of the answer before.
    """

    path: ClassVar[str]

    @property
    def key(self) -> str:
        """SHA-256 of all that an answer hangs on."""

    @property
    def body(self) -> bytes:
        """The call as a server takes it."""

    @property
    def complaint(self) -> str:
        """What is said of the answer before; "" for nothing."""

    def is_answered_by(self, body: str) -> bool:
        """True if the body is an answer of the protocol."""


@dataclass(frozen=True)
class Request:
    """One call: what is said to which model, in which form it is to reply, and how it draws.

    `sample` is the number of the reply, of several to the same. `again` counts how often a reply
    was not of its form; `turns` are that reply and what is said of it. They are no part of the key:
    whoever reads replies otherwise, or complains in other words, need not ask again.
    """

    path: ClassVar[str] = "/chat/completions"

    model: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any]
    sampling: Mapping[str, Any]
    sample: int = 0
    again: int = 0
    turns: tuple[Message, ...] = ()

    @cached_property
    def key(self) -> str:
        """SHA-256 of all that a reply hangs on.

        The schema is a text in it, as the order of its properties is that in which a model writes.
        """
        whole = {
            "protocol": PROTOCOL,
            "model": self.model,
            "messages": [*self.messages],
            "schema": json.dumps(self.schema),
            "sampling": self.sampling,
            "sample": self.sample,
            "again": self.again,
        }
        return hashlib.sha256(canonical(whole)).hexdigest()

    @property
    def body(self) -> bytes:
        """The request as a server takes it."""
        sampling = dict(self.sampling)
        if "seed" in sampling:
            sampling["seed"] += self.sample
        form = {"name": "reply", "strict": True, "schema": self.schema}
        whole = {
            "model": self.model,
            "messages": [*self.messages, *self.turns],
            **sampling,
            "response_format": {"type": "json_schema", "json_schema": form},
        }
        return json.dumps(whole).encode()

    @property
    def complaint(self) -> str:
        """What is said of the reply before; "" for nothing."""
        return self.turns[-1]["content"] if self.turns else ""

    def is_answered_by(self, body: str) -> bool:
        """True if a model has replied, in whatever form."""
        return choice_of(body) is not None

    def once_more(self, again: int, said: str, complaint: str) -> Request:
        """The request after a reply that was not of its form, with why; `again` is its number."""
        turns = (
            {"role": "assistant", "content": said},
            {"role": "user", "content": f"This is no such reply: {complaint}. Reply again."},
        )
        return replace(self, again=again, turns=turns)


def canonical(data: object) -> bytes:
    """JSON of which there is one for equal data. Raises ValueError for what is no number."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()
