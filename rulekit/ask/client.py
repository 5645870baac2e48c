"""One call to an endpoint: its tries, its pauses, and the answers that no further try mends."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rulekit.ask.endpoint import Endpoint
from rulekit.ask.journal import Entry, whole_counts
from rulekit.ask.request import Call
from rulekit.core.utf8 import without_surrogates
from rulekit.errors import Problem, UsageError
from rulekit.places.pause import LONGEST, asked_pause
from rulekit.places.waiting import WAITS, waited

LARGEST = 10_000_000  # bytes of an answer
SHOWN = 1_000  # characters of one that is none
_PASSING = {408, 409, 425, 429}  # of 4xx; as the client of OpenAI has it, and RFC 8470
_REMEDIES = {
    400: "the server refuses the request: it may not know `json_schema`, or the text is too long "
    "for the model: lower `limits: {{characters}}`",
    401: "the server does not know the key: set {at}_API_KEY",
    403: "the key may not ask for this: look at {at}_API_KEY and `model`",
    404: "nothing is there: look at the end of {at}_BASE_URL, often /v1, and at `model`",
}
_OTHER = "look at {at}_BASE_URL and `model`"


class _Try(Exception):  # noqa: N818  an answer, not a failure
    """An answer: its status, 0 for none, its headers and its body, or why there is none."""

    def __init__(self, status: int, body: str, headers: Mapping[str, str]) -> None:
        super().__init__(status)
        self.status, self.body, self.headers = status, body, headers

    @property
    def passes(self) -> bool:
        """True if the next try may be better."""
        return not 201 <= self.status < 500 or self.status in _PASSING


class Called(NamedTuple):
    """What came of a call: a line for the journal, and why nobody should be asked any more."""

    entry: Entry
    stop: UsageError | None = None


@dataclass
class Client:
    """Asks one thing after the other, over one connection as long as that lasts."""

    endpoint: Endpoint
    tries: int
    seconds: float
    _connection: http.client.HTTPConnection | None = field(default=None, init=False)

    def ask(self, call: Call) -> Called:
        """Ask until there is an answer, or no try is left. Nothing is raised for a server."""
        body, key, complaint = call.body, call.key, call.complaint
        for count in range(1, self.tries + 1):
            found = self._try(call.path, body)
            if found.status == 200 and call.is_answered_by(found.body):
                found.body = self.endpoint.hidden(found.body)
                return Called(_answered(found, key, count, complaint))
            asked = asked_pause(found)
            if not found.passes or asked > LONGEST or count == self.tries:
                break
            waited(WAITS[count - 1], f"{key} {count}", asked)
        text = self.endpoint.hidden(found.body)[:SHOWN]
        entry = Entry(key, "failed", found.status, text, tries=count, complaint=complaint)
        return Called(entry, None if found.passes else _stop(self.endpoint, entry))

    def _try(self, path: str, body: bytes) -> _Try:
        try:
            connection = self._connection or self._connect()
            with _cut_after(connection, self.seconds):
                connection.request("POST", self.endpoint.path + path, body, self._headers())
                response = connection.getresponse()
                data = _read(response)
            if response.will_close:
                self.close()
            told = dict(response.headers.items())
            return _Try(response.status, data.decode("utf-8", "replace"), told)
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return _Try(0, f"{type(error).__name__}: {error}", {})

    def _connect(self) -> http.client.HTTPConnection:
        host, port = self.endpoint.host, self.endpoint.port
        kind = (
            http.client.HTTPSConnection if self.endpoint.is_secure else http.client.HTTPConnection
        )
        self._connection = kind(host, port, timeout=self.seconds)
        return self._connection

    def _headers(self) -> dict[str, str]:
        said = {"Content-Type": "application/json", "Accept": "application/json"}
        key = self.endpoint.key
        return said | ({"Authorization": f"Bearer {key}"} if key else {})

    def close(self) -> None:
        """Give up the connection; the next call makes another."""
        if self._connection:
            with suppress(OSError):
                self._connection.close()
        self._connection = None


@contextmanager
def _cut_after(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Raise TimeoutError for what takes longer, be it headers that come a byte at a time.

    The timeout of a socket is for each piece of an answer alone, so the connection is cut.
    """
    end = time.monotonic() + seconds

    def cut() -> None:
        if connection.sock:
            with suppress(OSError):  # it may have ended; of TLS, the connection below it
                socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    watch = threading.Timer(seconds, cut)
    watch.daemon = True
    watch.start()
    try:
        yield
    except (OSError, http.client.HTTPException):
        if time.monotonic() < end:
            raise
    finally:
        watch.cancel()
    if time.monotonic() >= end:
        raise TimeoutError("the answer comes too slowly")


def _read(response: http.client.HTTPResponse) -> bytes:
    """The whole body. Raises OSError for one that is too large."""
    parts, size = [], 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise OSError(f"the answer is over {LARGEST:,} bytes")
    if response.length:  # the connection ended in the midst of it
        raise http.client.IncompleteRead(b"", response.length)
    response.close()  # which `read1` leaves undone, and the next request waits for
    return b"".join(parts)


def _answered(found: _Try, key: str, count: int, complaint: str) -> Entry:
    whole: dict[str, Any] = json.loads(found.body)
    usage = whole.get("usage")
    told = usage if isinstance(usage, dict) else {}
    if told.get("total_tokens") == told.get("prompt_tokens"):
        told = {"completion_tokens": 0, **told}  # of an embedding, which has none
    names = {"input": "prompt_tokens", "output": "completion_tokens"}
    counts = whole_counts({ours: told.get(theirs) for ours, theirs in names.items()})
    fingerprint = without_surrogates(str(whole.get("system_fingerprint") or ""))
    return Entry(key, "answered", 200, found.body, counts, fingerprint, count, complaint)


def _stop(endpoint: Endpoint, entry: Entry) -> UsageError:
    """Why nobody is to be asked any more: the next request would go as this one did."""
    said = " ".join(entry.body.split())[:200]
    message = f"{endpoint} answers {entry.status}, and nothing more is asked: {said}"
    remedy = _REMEDIES.get(entry.status, _OTHER).format(at=endpoint.at)
    return UsageError([Problem(message, remedy=f"{remedy}; what is done is kept")])
