"""rulekit/ask/client.py: an answer, whatever befalls the first tries."""

import socket
import threading
from contextlib import contextmanager, suppress

import pytest
from asking import REQUEST, answer, serving

from rulekit.ask import client as clients
from rulekit.ask.client import Client
from rulekit.ask.endpoint import Endpoint
from rulekit.places import waiting


@pytest.fixture(autouse=True)
def waits(monkeypatch):
    """Seconds that a client would have waited, at the least, and was asked to."""
    found = []
    monkeypatch.setattr(waiting.time, "sleep", found.append)
    return found


def told(tries=3, seconds=5.0):
    client = Client(Endpoint.of(), tries, seconds)
    try:
        return client.ask(REQUEST)
    finally:
        client.close()


@contextmanager
def saying(monkeypatch, *answers):
    """A server that gives these bytes, a connection each, and ends it."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        for one in answers:
            connection, _ = server.accept()
            connection.recv(65_536)
            connection.sendall(one)
            connection.close()

    threading.Thread(target=serve, daemon=True).start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
    with server:
        yield


def http(status, body, *headers):
    head = [f"HTTP/1.1 {status} x", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(head).encode() + body.encode()


def test_an_answer_is_kept_as_it_came(monkeypatch):
    usage = {"prompt_tokens": 5, "completion_tokens": 2, "other": {}}
    body = answer("{}", usage=usage, system_fingerprint="fp-7")
    with saying(monkeypatch, http(200, body)):
        entry = told().entry
    assert ("answered", 200, body, 1) == (entry.outcome, entry.status, entry.body, entry.tries)
    assert ({"input": 5, "output": 2}, "fp-7") == (entry.usage, entry.fingerprint)
    assert REQUEST.key == entry.key


@pytest.mark.parametrize("kind", ["429", "429-later", "500", "hang", "cut", "broken"])
def test_a_fault_passes_with_the_next_try(kind):
    with serving(faults=1, kinds=[kind], hang=0) as script:
        entry = told().entry
    assert ("answered", 2, 1) == (entry.outcome, entry.tries, script.answered.total())


@pytest.mark.parametrize(
    ("kind", "status"), [("429", 429), ("500", 500), ("cut", 0), ("broken", 200)]
)
def test_a_fault_that_stays_is_a_failure_after_all_tries(kind, status):
    with serving(faults=1, kinds=[kind], always=True):
        found = told()
    assert ("failed", status, 3, None) == (
        found.entry.outcome, found.entry.status, found.entry.tries, found.stop,
    )  # fmt: skip


def test_pauses_grow_and_what_the_server_asks_for_comes_before(waits):
    with serving(faults=1, kinds=["429-later"], always=True):
        told(tries=4)
    first, second, third = filter(None, waits)  # the server waits for no time at all
    assert (True, True, True) == (1.25 <= first <= 1.5, 1.5 <= second <= 2, 2 <= third <= 3)


def test_who_asks_for_a_pause_that_is_too_long_is_not_waited_for(monkeypatch, waits):
    with saying(monkeypatch, http(429, "{}", "Retry-After: 4000")):
        assert 1 == told().entry.tries
    assert [] == waits


@pytest.mark.parametrize(
    ("status", "word"), [(400, "characters"), (401, "OPENAI_API_KEY"), (404, "/v1"), (302, "model")]
)
def test_what_no_try_mends_stops_all_at_once(monkeypatch, waits, status, word):
    with saying(monkeypatch, http(status, "no\x1b[31m")):
        found = told()
    assert (1, []) == (found.entry.tries, waits)
    assert word in str(found.stop)


def test_the_key_is_sent_and_never_told():
    with serving(key="sk-secret"):
        assert "answered" == told().entry.outcome


def test_a_server_that_repeats_the_key_does_not_have_it_told(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with saying(monkeypatch, http(401, "Incorrect API key: sk-secret")):
        found = told()
    assert "sk-secret" not in f"{found.stop} {found.entry}"


def test_nobody_listens(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{port}")
    assert ("failed", 0) == (told().entry.outcome, told().entry.status)


def test_an_answer_that_takes_too_long_is_given_up(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:  # which accepts nobody
        monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
        assert "TimeoutError" in told(tries=1, seconds=0.1).entry.body


@pytest.mark.parametrize("piece", [b"HTTP/1.1 100 Continue\r\n\r\n", b"a"])
def test_a_server_that_goes_on_without_an_end_is_given_up(monkeypatch, piece):
    """Each piece of its answer comes in time, and all of them never."""
    ended = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def serve():
        connection, _ = server.accept()
        with connection, suppress(OSError):  # who gives up, closes it
            while not ended.wait(0.05):
                connection.sendall(piece)

    threading.Thread(target=serve, daemon=True).start()
    monkeypatch.setenv("OPENAI_BASE_URL", f"http://127.0.0.1:{server.getsockname()[1]}")
    with server:
        assert "the answer comes too slowly" in told(tries=1, seconds=0.4).entry.body
    ended.set()


def test_an_answer_that_is_too_large_is_given_up(monkeypatch):
    monkeypatch.setattr(clients, "LARGEST", 10)
    with saying(monkeypatch, http(200, answer("{}"))):
        assert "over 10 bytes" in told(tries=1).entry.body


def test_one_connection_lasts_for_many_requests():
    with serving():
        client = Client(Endpoint.of(), 1, 5.0)
        assert [1, 1, 1] == [client.ask(REQUEST).entry.tries for _ in range(3)]
        client.close()
