"""A store with faults, by count and never by chance: a proxy in front of a real S3 server."""

import threading
import time
from collections import Counter
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import urlsplit

from stores import BUCKET

GONE = "gone"  # no answer: the connection is closed before the server is asked
BUSY = "busy"  # 503 SlowDown, and the server is not asked
BROKEN = "broken"  # 500 InternalError, in the same way
CUT = "cut"  # the server does it, and the connection is closed in the middle of its answer
SLOW = "slow"  # it is done, some seconds later
EXPIRED, REFUSED = "expired", "refused"  # 400 ExpiredToken, 403 AccessDenied
FORGOTTEN = "forgotten"  # 404 NoSuchUpload
KEPT = "kept"  # 200 to a request to delete many, none of which is deleted

_ANSWERS = {
    BUSY: (503, "SlowDown", "Please reduce your request rate."),
    BROKEN: (500, "InternalError", "We encountered an internal error. Please try again."),
    EXPIRED: (400, "ExpiredToken", "The provided token has expired."),
    REFUSED: (403, "AccessDenied", "Access Denied"),
    FORGOTTEN: (404, "NoSuchUpload", "The specified upload does not exist."),
    KEPT: (200, "AccessDenied", "Access Denied"),
}
_OF_A_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}


class Request(NamedTuple):
    """A request: its number among all, from 1, and among those of its method and kind.

    Kinds are `list`, `delete` (of many), `data` (an object of the corpus) and `audit` (any other).
    """

    number: int
    method: str
    kind: str
    of_its_like: int


def no_faults(request):
    """A store without any."""
    return ""


def regular(every=20, slow=50, expired=None):
    """Every 20th request is refused, for a while or by the server, or cut, in turns.

    Every 50th is slow. The third request of each kind of the method `expired` has an old token.
    """

    def fault(request):
        if request.method == expired and request.of_its_like == 3:
            return EXPIRED
        if request.number % every == 0:
            return (BUSY, CUT, BROKEN, CUT)[request.number // every % 4]
        return SLOW if request.number % slow == slow - 1 else ""

    return fault


class FaultyStore:
    """A proxy, as programs see it that are told `said`; `fault` gives a word for each request.

    `counts` has the requests by method and kind, `faults` what was done to them by its word. Below
    `data` is the corpus, `seconds` is slow, and a listing comes in pages of so many names.
    """

    def __init__(self, said, data="data", seconds=2.0, page=1_000):
        self.upstream = urlsplit(said["AWS_ENDPOINT_URL"])
        self.data = f"/{BUCKET}/{data}"
        self.seconds = seconds
        self.page = page
        self.fault = no_faults
        self.is_down = False
        self.counts, self.faults = Counter(), Counter()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.store = self
        self.said = said | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}"}
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def total(self):
        """Number of all requests."""
        return self.counts.total()

    def met(self, method, path):
        """Count a request, and tell its fault."""
        with self._lock:
            if self.is_down:
                self.faults[GONE] += 1
                return GONE
            like = method, self._kind(method, path)
            self.counts[like] += 1
            word = self.fault(Request(self.total, *like, self.counts[like]))
            self.faults[word] += bool(word)
            return word

    def _kind(self, method, path):
        url = urlsplit(path)
        if url.path.strip("/") == BUCKET:
            return "delete" if method == "POST" else "list"
        return "data" if url.path.startswith(self.data) else "audit"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Say nothing: programs are killed, and leave their connections."""


class _Handler(BaseHTTPRequestHandler):
    """Answers of the server behind it, with the faults of the store."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _any(self):
        store, body = self.server.store, self._body()
        fault = store.met(self.command, self.path)
        if fault == GONE:
            self.close_connection = True
        elif fault in _ANSWERS:
            self._answer(*_told(*_ANSWERS[fault]))
        else:
            if fault == SLOW:
                time.sleep(store.seconds)
            self._answer(*self._forwarded(body), is_cut=fault == CUT)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = _any  # noqa: N815  as http.server has it

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        pieces = []
        while size := int(self.rfile.readline().partition(b";")[0], 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _forwarded(self, body):
        """Status, headers and body of the server's answer."""
        upstream = self.server.store.upstream
        one = HTTPConnection(upstream.hostname, upstream.port, timeout=60)
        left_out = {"expect", "transfer-encoding", "content-length"}
        headers = {
            name: text for name, text in self.headers.items() if name.lower() not in left_out
        }
        path = self.path
        if "list-type=2" in path and "max-keys" not in path:
            path += f"&max-keys={self.server.store.page}"
        one.request(self.command, path, body, headers | {"Content-Length": str(len(body))})
        answer = one.getresponse()
        data, size = answer.read(), answer.headers.get("Content-Length")
        kept = [each for each in answer.getheaders() if each[0].lower() not in _OF_A_CONNECTION]
        one.close()
        return answer.status, [*kept, ("Content-Length", size or str(len(data)))], data

    def _answer(self, status, headers, data, *, is_cut=False):
        lines = [f"HTTP/1.1 {status} {self.responses.get(status, [''])[0]}"]
        lines += [f"{name}: {text}" for name, text in headers]
        head = "\r\n".join([*lines, "", ""]).encode("latin-1")
        body = b"" if self.command == "HEAD" else data
        if is_cut:
            whole = head + body
            self.wfile.write(whole[: len(head) + len(body) // 2 if body else len(head) // 2])
            self.close_connection = True
        else:
            self.wfile.write(head + body)

    def log_message(self, *_):
        """Say nothing."""


def _told(status, code, message):
    """An answer of S3 that tells an error."""
    data = f"<Error><Code>{code}</Code><Message>{message}</Message></Error>"
    if status == 200:
        data = f"<DeleteResult>{data}</DeleteResult>"
    data = f'<?xml version="1.0"?>{data}'
    headers = [("Content-Type", "application/xml"), ("Content-Length", str(len(data)))]
    return status, headers, data.encode()
