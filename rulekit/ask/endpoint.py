"""The endpoint that is asked: its address and key, from the environment and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from rulekit.errors import Problem, UsageError

USUAL = "OPENAI"  # begins the names of variables, unless a file says otherwise
ADDRESS, KEY = f"{USUAL}_BASE_URL", f"{USUAL}_API_KEY"


class Endpoint(NamedTuple):
    """The address of a server's API, and the key that it knows us by; "" for none.

    `at` begins the names of the variables that said so.
    """

    is_secure: bool
    host: str
    port: int | None
    path: str
    key: str
    at: str = USUAL

    @staticmethod
    def of(environment: Mapping[str, str] | None = None, at: str = USUAL) -> Endpoint:
        """The endpoint that the environment names, in variables that begin so.

        Raises UsageError for none.
        """
        # Looked up when it is asked for: there are libraries that put another one in its place.
        environment = os.environ if environment is None else environment
        address, secret = f"{at}_BASE_URL", f"{at}_API_KEY"
        word, key = environment.get(address, ""), environment.get(secret, "")
        if not word:
            raise _unusable(address, "is not set: nobody is asked")
        try:
            parts = urlsplit(word)
            port = parts.port
        except ValueError:
            raise _unusable(address, "is no address") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _unusable(address, "is no address of http:// or https://")
        if parts.username or parts.query or not word.isascii() or not word.isprintable():
            raise _unusable(address, "has more than host, port and path")
        if not (key.isascii() and key.isprintable()):
            raise _unusable(secret, "has characters that no key has", address)
        path = parts.path.rstrip("/")
        return Endpoint(parts.scheme == "https", parts.hostname, port, path, key, at)

    def __str__(self) -> str:
        port = "" if self.port is None else f":{self.port}"
        return f"{'https' if self.is_secure else 'http'}://{self.host}{port}{self.path}"

    def hidden(self, text: str) -> str:
        """A text of the server's without the key."""
        return text.replace(self.key, "…") if self.key else text


def _unusable(name: str, why: str, address: str = "") -> UsageError:
    example = f"{address or name}=http://localhost:8000/v1 names one that speaks as OpenAI's does"
    return UsageError([Problem(f"{name} {why}", remedy=example)])
