"""Small servers that refuse as S3 does, or the web: what no real one can be made to do."""

import hashlib
import ssl
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import NamedTemporaryFile
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NO_CREDENTIALS_HERE = {
    "AWS_CONFIG_FILE": "/nowhere",
    "AWS_SHARED_CREDENTIALS_FILE": "/nowhere",
    "AWS_EC2_METADATA_DISABLED": "true",
}


class Asked(NamedTuple):
    """A request: its method, bucket and key, and the query behind the `?`."""

    method: str
    bucket: str
    key: str
    query: dict

    @property
    def is_listing(self):
        return self.method == "GET" and "list-type" in self.query


class Answer(NamedTuple):
    """A refusal: its status, the word of S3 for it, more of its XML, and headers."""

    status: int
    code: str = ""
    message: str = ""
    more: str = ""
    headers: tuple = ()


class FakeStore:
    """Buckets with files in a process's memory; `refuse` says which requests end otherwise."""

    def __init__(self, address):
        self.address = address
        self.files = {"bucket": {}}
        self.asked = []
        self.refuse = lambda _: None

    def put(self, folder, files):
        """Put files into a folder of the bucket."""
        bucket, _, path = folder.partition("/")
        for name, data in files.items():
            self.files[bucket][f"{path}/{name}".lstrip("/")] = data


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Nothing: clients may go away whenever they like."""


@contextmanager
def served(handler, about=None, certificate=b""):
    """The address of a server on this machine that answers as a class of handlers does.

    With a certificate, and its key, it speaks TLS.
    """
    server = _Server(("127.0.0.1", 0), handler)
    server.about = about
    if certificate:
        server.socket = _secured(server.socket, certificate)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _secured(listening, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with NamedTemporaryFile() as file:
        file.write(certificate)
        file.flush()
        context.load_cert_chain(file.name)
    return context.wrap_socket(listening, server_side=True)


@contextmanager
def fake_s3():
    """A store with an empty bucket, `bucket`."""
    store = FakeStore("")
    with served(_S3, store) as store.address:
        yield store


def said_of(store):
    """The environment of programs that use it."""
    return {
        **NO_CREDENTIALS_HERE,
        "AWS_ENDPOINT_URL": store.address,
        "AWS_ACCESS_KEY_ID": "AKIAKEY",
        "AWS_SECRET_ACCESS_KEY": "SECRET",
        "AWS_REGION": "us-east-1",
        "NO_PROXY": "127.0.0.1",
    }


class Quiet(BaseHTTPRequestHandler):
    """A handler that keeps connections, and says nothing on standard error."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        """Nothing."""

    def answer(self, status, data=b"", headers=(), *, size=None):
        """Send an answer, of a HEAD without its data."""
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data) if size is None else size))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def ranged(self, data, headers=()):
        """Send a file, or the range of it that is asked for."""
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        if not wanted or self.command == "HEAD":
            self.answer(200, data, headers, size=len(data))
            return
        first, _, last = wanted.partition("-")
        start, stop = (int(first), int(last or len(data) - 1) + 1) if first else (-int(last), None)
        part = data[start:stop]
        start %= len(data) or 1
        told = ("Content-Range", f"bytes {start}-{start + len(part) - 1}/{len(data)}")
        self.answer(206, part, [*headers, told])


class _S3(Quiet):
    def do(self):
        """Answer a request."""
        store = self.server.about
        url = urlsplit(self.path)
        bucket, _, key = unquote(url.path).lstrip("/").partition("/")
        query = {name: one[0] for name, one in parse_qs(url.query, keep_blank_values=True).items()}
        asked = Asked(self.command, bucket, key, query)
        body = self._body()
        store.asked.append(asked)
        if refusal := store.refuse(asked):
            self._refused(refusal)
        elif bucket not in store.files:
            self._refused(Answer(404, "NoSuchBucket", "The specified bucket does not exist"))
        else:
            getattr(self, f"_{self.command.lower()}")(store.files[bucket], asked, body)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do  # noqa: N815  as it is called

    def _body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _refused(self, refusal):
        said = f"<Code>{refusal.code}</Code><Message>{escape(refusal.message)}</Message>"
        self._xml(f"<Error>{said}{refusal.more}</Error>", refusal.status, refusal.headers)

    def _xml(self, text, status=200, headers=()):
        data = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()
        self.answer(status, data, [("Content-Type", "application/xml"), *headers])

    def _head(self, files, asked, body):
        self._get(files, asked, body)

    def _get(self, files, asked, _):
        if asked.is_listing:
            self._xml(_listing(files, asked))
        elif not asked.key:
            self.answer(200)
        elif asked.key not in files:
            self._refused(Answer(404, "NoSuchKey", "The specified key does not exist."))
        else:
            self.ranged(files[asked.key], [("ETag", _etag(files[asked.key])), *_WHEN])

    def _put(self, files, asked, body):
        if self.headers.get("If-None-Match") == "*" and asked.key in files:
            why = "At least one of the pre-conditions you specified did not hold"
            more = "<Condition>If-None-Match</Condition>"
            self._refused(Answer(412, "PreconditionFailed", why, more))
            return
        files[asked.key] = body
        self.answer(200, headers=[("ETag", _etag(body))])

    def _delete(self, files, asked, _):
        files.pop(asked.key, None)
        self.answer(204)

    def _post(self, files, asked, body):
        for one in ElementTree.fromstring(body).iter():
            if one.tag.endswith("Key"):
                files.pop(one.text, None)
        self._xml("<DeleteResult></DeleteResult>")


_WHEN = [("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT")]


def _etag(data):
    return f'"{hashlib.md5(data).hexdigest()}"'


def _listing(files, asked):
    prefix, mark = asked.query.get("prefix", ""), asked.query.get("delimiter", "")
    names = sorted(one for one in files if one.startswith(prefix))
    folders = {_folder(one, prefix, mark) for one in names} - {""}
    told = "".join(
        f"<Contents><Key>{escape(one)}</Key><Size>{len(files[one])}</Size>"
        f"<ETag>{escape(_etag(files[one]))}</ETag>"
        "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"
        for one in names
        if not _folder(one, prefix, mark)
    )
    told += "".join(
        f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>"
        for one in sorted(folders)
    )
    about = f"<Name>{asked.bucket}</Name><Prefix>{escape(prefix)}</Prefix>"
    count = f"<KeyCount>{len(names)}</KeyCount><IsTruncated>false</IsTruncated>"
    return f"<ListBucketResult>{about}{count}{told}</ListBucketResult>"


def _folder(name, prefix, mark):
    """The folder that a name is listed as; "" if it is listed itself."""
    inside, found, _ = name[len(prefix) :].partition(mark) if mark else ("", "", "")
    return f"{prefix}{inside}{mark}" if found else ""
