"""A server for trying: replies that hang on the request alone, and faults by hash or by turn.

`python -m rulekit.ask.stub --port 8000 --faults 0.1` answers until it is stopped; with a command
behind `--`, as long as that runs, which is told the address by its environment. A request is
answered in the form that it asks for; `--obey` plays a model that does as it is told: where
`reply {…}` stands in a document, that is its reply. `--answers FILE` plays one that has them by
heart: a line of JSON each, of which the request's hash draws one for the properties that it has,
with a number of its own for `{n}`. A fault befalls a request once, and then its next try is
answered; `--always` has it each time. Texts are embedded, too, so that those of the same words are
near each other. `GET` tells how often each request was answered.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rulekit.ask.endpoint import ADDRESS
from rulekit.ask.stub_reply import known_by_heart, told_to_say, value_of
from rulekit.ask.stub_vector import embedding

FAULTS = ("429", "429-later", "500", "hang", "cut", "broken", "unparsed", "length", "model")
HANG = 30.0  # seconds


@dataclass
class Script:
    """What the server does: which share of requests meets which faults, and whom it knows."""

    faults: float = 0.0
    kinds: Sequence[str] = FAULTS
    key: str = ""
    always: bool = False
    delay: float = 0.0
    hang: float = HANG
    obeys: bool = False
    answers: Sequence[dict[str, Any]] = ()
    answered: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def fault(self, digest: bytes) -> str:
        """The fault that a request meets; "" for none."""
        if int.from_bytes(digest[:4], "big") >= self.faults * 2**32:
            return ""
        kind = self.kinds[digest[4] % len(self.kinds)]
        with self.lock:
            is_first = not self.met[digest.hex()]
            self.met[digest.hex()] += 1
        return kind if is_first or self.always else ""

    def count(self, digest: bytes) -> None:
        """Count a request that is about to be answered well."""
        with self.lock:
            self.answered[digest.hex()] += 1


class StubServer(ThreadingHTTPServer):
    """The server; `script` says what it does."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, port: int, script: Script) -> None:
        super().__init__(("127.0.0.1", port), StubHandler)
        self.script = script

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a client that has gone."""


class StubHandler(BaseHTTPRequestHandler):
    """Answers the requests of one connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # an answer is sent in one piece
    server: StubServer

    def do_GET(self) -> None:
        """Tell how often each request was answered."""
        self._send(200, dict(self.server.script.answered))

    def do_POST(self) -> None:
        """Answer a request, or let it meet its fault."""
        script = self.server.script
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if len(body) < size:  # whoever asked is dead
            self.close_connection = True
            return
        digest = hashlib.sha256(body).digest()
        if script.key and self.headers["Authorization"] != f"Bearer {script.key}":
            self._send(401, {"error": {"message": "Incorrect API key provided"}})
            return
        if not self.path.endswith(("/chat/completions", "/embeddings")):
            self._send(404, {"error": {"message": "Not Found"}})
            return
        time.sleep(script.delay)
        kind = script.fault(digest)
        if kind not in ("429", "429-later", "500", "hang", "cut", "broken"):
            script.count(digest)
        self._answer(kind, json.loads(body), digest)

    def _answer(self, kind: str, asked: dict[str, Any], digest: bytes) -> None:
        if kind in ("429", "429-later"):
            later = {"Retry-After": "1"} if kind == "429-later" else {}
            self._send(429, {"error": {"message": "Rate limit reached"}}, later)
        elif kind == "500":
            self._send(500, {"error": {"message": "The server had an error"}})
        elif kind == "hang":
            time.sleep(self.server.script.hang)
            self.close_connection = True
        elif kind in ("cut", "broken"):
            self._send(200, self._whole("", asked, digest), spoilt=kind)
        else:
            self._send(200, self._whole(kind, asked, digest))

    def _whole(self, kind: str, asked: dict[str, Any], digest: bytes) -> dict[str, Any]:
        name = "another-model" if kind == "model" else asked["model"]
        if self.path.endswith("/embeddings"):
            return embedding(asked, name, is_broken=kind in ("unparsed", "length"))
        script, schema = self.server.script, asked["response_format"]["json_schema"]["schema"]
        made, known = value_of(schema, digest), known_by_heart(script.answers, schema, digest)
        said = json.dumps(made | known if known else made)
        said = (script.obeys and told_to_say(asked)) or said
        if kind == "unparsed":
            return completion(asked, digest, f"Here you are: {said}")
        if kind == "length":
            return completion(asked, digest, said[:-5], finish="length")
        return completion(asked, digest, said, model=name)

    def _send(
        self, status: int, data: object, more: dict[str, str] | None = None, *, spoilt: str = ""
    ) -> None:
        body = json.dumps(data).encode()
        shown = body[: len(body) // 2] if spoilt else body
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(shown if spoilt == "broken" else body)))
        for name, value in (more or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(shown)
        self.close_connection = self.close_connection or spoilt == "cut"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def completion(
    asked: dict[str, Any], digest: bytes, said: str, *, finish: str = "stop", model: str = ""
) -> dict[str, Any]:
    """An answer of the protocol."""
    prompt = sum(len(one["content"]) for one in asked["messages"])
    usage = {"prompt_tokens": prompt // 4, "completion_tokens": len(said) // 4}
    message = {"role": "assistant", "content": said}
    return {
        "id": f"stub-{digest.hex()[:12]}",
        "object": "chat.completion",
        "model": model or asked["model"],
        "system_fingerprint": "stub-1",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": usage | {"total_tokens": sum(usage.values())},
    }


def main() -> None:
    """Serve until stopped; says on which port."""
    parser = argparse.ArgumentParser(prog="python -m rulekit.ask.stub", description=__doc__)
    parser.add_argument("--port", type=int, default=8000, help="0 takes any that is free")
    parser.add_argument("--faults", type=float, default=0.0, help="share of requests with a fault")
    parser.add_argument("--only", nargs="+", choices=FAULTS, default=FAULTS, help="these faults")
    parser.add_argument("--always", action="store_true", help="a fault stays")
    parser.add_argument("--key", default="", help="the key to be asked with")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--hang", type=float, default=HANG, help="seconds that a hang takes")
    parser.add_argument("--obey", action="store_true", help="say what the document says")
    parser.add_argument("--answers", default="", metavar="FILE", help="answers that it knows")
    parser.add_argument("command", nargs="*", help="asks this server, and ends it: -- COMMAND…")
    said = parser.parse_args()
    told = Path(said.answers).read_text("utf-8").splitlines() if said.answers else []
    script = Script(
        said.faults, said.only, said.key, said.always, said.delay, said.hang, said.obey,
        [json.loads(line) for line in told],
    )  # fmt: skip
    server = StubServer(0 if said.command else said.port, script)
    address = f"http://127.0.0.1:{server.server_port}/v1"
    if said.command:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.exit(subprocess.call(said.command, env={**os.environ, ADDRESS: address}))
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
