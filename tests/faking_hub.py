"""A Hub in this process, over HTTP, as huggingface_hub asks it: repositories, commits, and counts.

Of its API are there: a repository with its commit, listings in pages, files by their paths; and
files that are resolved to another server, where ranges of them are read. A folder of this machine
is served for trying by hand: `python tests/faking_hub.py OWNER/NAME FOLDER`.
"""

# ruff: noqa: T201  a script prints

import hashlib
import json
import re
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from huggingface_hub import constants
from stores import environment

from rulekit.errors import RulekitError
from rulekit.places.noted import raise_noted

LARGE = (".parquet", ".gz", ".zst")  # in Git LFS, as .gitattributes of data sets say
READER = "hf_reader"  # a token that may read what is private or granted
STRANGER = "hf_stranger"  # a token that may not


def blob(data):
    """The hash that git has for a file."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


@dataclass
class Repository:
    """Commits by their hashes, and which of them branches and tags name."""

    private: bool = False
    gated: bool = False
    commits: dict = field(default_factory=dict)
    refs: dict = field(default_factory=dict)

    def commit(self, files, ref="main"):
        """Make a commit of all files, by path, which the branch is at from now on."""
        told = json.dumps([[path, blob(data)] for path, data in sorted(files.items())])
        commit = hashlib.sha1(f"{len(self.commits)} {told}".encode()).hexdigest()
        self.commits[commit] = dict(files)
        self.refs[ref] = commit
        return commit

    def at(self, revision):
        """The commit that a revision names, or None."""
        return self.refs.get(revision) or (revision if revision in self.commits else None)


class Hub:
    """Data sets, spaces and buckets, and what was asked for: requests by kind, and their paths.

    `limit(kind, …)` has requests of that kind answered by 429, `expire()` ends the addresses to
    which files were resolved.
    """

    def __init__(self):
        self.repositories, self.buckets = {}, {}
        self.large = {}  # contents by sha256, of the other server
        self.page = 1000  # entries of a listing
        self.asked, self.paths, self.ranges = Counter(), [], []
        self.limits = {}  # by kind: how many, and headers
        self.signature = 0
        self.lock = threading.Lock()
        self.hub = _serve(_Hub, self)
        self.store = _serve(_Store, self)
        self.endpoint = f"http://127.0.0.1:{self.hub.server_port}"

    def add(self, id, files, kind="datasets", **more):
        """Add a repository with one commit."""
        found = self.repositories[(kind, id)] = Repository(**more)
        found.commit(files)
        return found

    def environment(self, **more):
        """The environment of programs that use this Hub."""
        nobody = {"HF_TOKEN": None, "HF_TOKEN_PATH": "nobody", "HF_HUB_OFFLINE": None}
        return nobody | {"HF_ENDPOINT": self.endpoint, "NO_PROXY": "127.0.0.1"} | more

    def limit(self, kind, count, **headers):
        """Answer so many requests of a kind by 429."""
        self.limits[kind] = [count, {name.replace("_", "-"): one for name, one in headers.items()}]

    def expire(self):
        """Take no address any more that was given so far."""
        self.signature += 1

    def forget(self):
        """Count from 0."""
        with self.lock:
            self.asked, self.paths, self.ranges = Counter(), [], []

    def count(self, kind, path, reach=None):
        """Note a request; the headers of a refusal if this kind is limited now."""
        with self.lock:
            self.asked[kind] += 1
            self.paths.append((kind, path))
            if reach:
                self.ranges.append(reach)
            if (left := self.limits.get(kind)) and left[0] > 0:
                left[0] -= 1
                return left[1]
        return None

    def close(self):
        for server in (self.hub, self.store):
            server.shutdown()
            server.server_close()


@contextmanager
def faked_hub():
    """A Hub, which this process uses meanwhile, and programs that it begins."""
    hub, offline = Hub(), constants.HF_HUB_OFFLINE
    constants.HF_HUB_OFFLINE = False  # which it has read when it was imported, for other tests
    try:
        with environment(hub.environment()):
            yield hub
    finally:
        hub.close()
        constants.HF_HUB_OFFLINE = offline
        with suppress(RulekitError):
            raise_noted()  # which has been looked at


def _serve(handler, hub):
    kind = type(handler.__name__, (handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


class RefusedError(Exception):
    """An answer that is none: its status and headers."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._answer()

    def do_HEAD(self):
        self._answer()

    def do_POST(self):
        self._answer()

    def _answer(self):
        size = int(self.headers.get("Content-Length") or 0)
        self.body = self.rfile.read(size).decode()
        url = urlsplit(self.path)
        self.query = {name: one[0] for name, one in parse_qs(url.query).items()}
        try:
            self.route(url.path)
        except RefusedError as error:
            status, headers = error.args
            self.send(status, headers=headers)

    def noted(self, kind, path, reach=None):
        if (headers := self.hub.count(kind, path, reach)) is not None:
            raise RefusedError(429, headers)

    def told(self, data, headers=None):
        body = json.dumps(data).encode()
        self.send(200, body, {"Content-Type": "application/json"} | (headers or {}))

    def send(self, status, body=b"", headers=None, size=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if size is None else size))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_range(self, data, kind, headers):
        """The bytes, or the range of them that was asked for."""
        found = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if self.command == "HEAD" or not found:
            if self.command != "HEAD":
                self.noted(kind, self.path, (0, len(data), len(data)))
            self.send(200, data, headers, size=len(data))
            return
        start, stop = int(found[1]), min(int(found[2] or len(data)) + 1, len(data))
        self.noted(kind, self.path, (start, stop, len(data)))
        told = {"Content-Range": f"bytes {start}-{stop - 1}/{len(data)}"}
        self.send(206, data[start:stop], headers | told)


_REPOSITORY = r"/api/(datasets|models|spaces)/([^/]+/[^/]+)"


class _Hub(_Handler):
    """The server that knows repositories."""

    def route(self, path):
        ways = (
            (rf"{_REPOSITORY}(?:/revision/([^/]+))?", self.about),
            (rf"{_REPOSITORY}/tree/([^/]+)(?:/(.+))?", self.tree),
            (rf"{_REPOSITORY}/paths-info/([^/]+)", self.paths_info),
            (
                r"/(?:(datasets|spaces)/)?(?!buckets/)([^/]+/[^/]+)/resolve/([^/]+)/(.+)",
                self.resolve,
            ),
            (r"/api/resolve-cache/(\w+)/([^/]+/[^/]+)/([^/]+)/(.+)", self.small),
            (r"/api/buckets/([^/]+/[^/]+)", self.bucket),
            (r"/api/buckets/([^/]+/[^/]+)/tree(?:/(.+))?", self.bucket_tree),
            (r"/api/buckets/([^/]+/[^/]+)/paths-info", self.bucket_paths),
            (r"/buckets/([^/]+/[^/]+)/resolve/(.+)", self.bucket_file),
        )
        for pattern, answer in ways:
            if found := re.fullmatch(pattern, path):
                answer(*(one and unquote(one) for one in found.groups()))
                return
        raise RefusedError(404, {})

    def _found(self, kind, id, revision, *, reads=False):
        """A repository and a commit of it, if this token may see them."""
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token and token not in (READER, STRANGER):
            raise RefusedError(
                401, {"X-Error-Message": "Invalid credentials in Authorization header"}
            )
        found = self.hub.repositories.get((kind, id))
        if found is None or (found.private and token != READER):
            told = {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"}
            raise RefusedError(404 if token else 401, told)
        if reads and found.gated and token != READER:
            told = {"X-Error-Code": "GatedRepo", "X-Error-Message": f"Access to {id} is restricted"}
            raise RefusedError(403 if token else 401, told)
        if (commit := found.at(revision or "main")) is None:
            raise RefusedError(404, {"X-Error-Code": "RevisionNotFound"})
        return commit, found.commits[commit]

    def about(self, kind, id, revision):
        self.noted("info", self.path)
        commit, files = self._found(kind, id, revision)
        siblings = [{"rfilename": path} for path in sorted(files)]
        self.told({"id": id, "sha": commit, "private": False, "siblings": siblings})

    def tree(self, kind, id, revision, folder):
        self.noted("tree", self.path)
        _, files = self._found(kind, id, revision)
        inside = f"{folder}/" if folder else ""
        if folder and not any(path.startswith(inside) for path in files):
            raise RefusedError(404, {"X-Error-Code": "EntryNotFound"})
        deep = self.query.get("recursive", "").lower() == "true"
        self._page(_entries(files, inside, deep=deep))

    def _page(self, entries):
        first = int(self.query.get("cursor", 0))
        stop = first + self.hub.page
        more = {}
        if stop < len(entries):
            words = "&".join(
                f"{name}={quote(one)}" for name, one in self.query.items() if name != "cursor"
            )
            url = f"{self.hub.endpoint}{urlsplit(self.path).path}?{words}&cursor={stop}"
            more = {"Link": f'<{url}>; rel="next"'}
        self.told(entries[first:stop], more)

    def paths_info(self, kind, id, revision):
        self.noted("paths", self.path)
        _, files = self._found(kind, id, revision)
        known = {one["path"]: one for one in _entries(files, "", deep=True)}
        wanted = parse_qs(self.body)["paths"]
        self.told([known[path] for path in wanted if path in known])

    def resolve(self, kind, id, revision, path):
        self.noted("resolve", self.path)
        commit, files = self._found(kind or "models", id, revision, reads=True)
        told = {"X-Repo-Commit": commit}
        if path not in files:
            raise RefusedError(404, told | {"X-Error-Code": "EntryNotFound"})
        data = files[path]
        if path.endswith(LARGE):
            self._redirect(data, told | {"X-Linked-Etag": f'"{sha256(data)}"'})
        else:
            to = f"/api/resolve-cache/{kind or 'models'}/{id}/{commit}/{quote(path)}"
            self.send(307, headers=told | {"Location": to, "ETag": f'"{blob(data)}"'})

    def _redirect(self, data, told):
        self.hub.large[sha256(data)] = data
        port, signature = self.hub.store.server_port, self.hub.signature
        to = f"http://127.0.0.1:{port}/{sha256(data)}?Signature={signature}"
        sizes = {"X-Linked-Size": str(len(data)), "X-Xet-Hash": sha256(data)[::-1]}
        self.send(302, b"Found", told | sizes | {"Location": to})

    def small(self, kind, id, commit, path):
        _, files = self._found(kind, id, commit, reads=True)
        data = files[path]
        self.send_range(data, "small", {"ETag": f'"{blob(data)}"', "X-Repo-Commit": commit})

    def bucket(self, id):
        self.noted("info", self.path)
        files = self._bucket(id)
        when = "2026-01-01T00:00:00.000Z"
        told = {"private": False, "createdAt": when, "size": 0, "totalFiles": len(files)}
        self.told({"id": id} | told)

    def _bucket(self, id):
        if id not in self.hub.buckets:
            raise RefusedError(404, {"X-Error-Code": "RepoNotFound"})
        return self.hub.buckets[id]

    def bucket_tree(self, id, prefix):
        self.noted("tree", self.path)
        files, deep = self._bucket(id), self.query.get("recursive", "").lower() == "true"
        entries = _entries(files, "", deep=True)
        entries = [one for one in entries if one["path"].startswith(prefix or "")]
        depth = (prefix or "").count("/") + bool(prefix)
        wanted = [one for one in entries if deep or one["path"].count("/") <= depth]
        self._page([one for one in wanted if one["type"] == "file" or not deep])

    def bucket_paths(self, id):
        self.noted("paths", self.path)
        files = self._bucket(id)
        wanted = json.loads(self.body)["paths"]
        self.told([_file(path, files[path]) for path in wanted if path in files])

    def bucket_file(self, id, path):
        self.noted("resolve", self.path)
        files = self._bucket(id)
        if path not in files:
            raise RefusedError(404, {"X-Error-Code": "EntryNotFound"})
        self._redirect(files[path], {"ETag": f'"{sha256(files[path])[::-1]}"'})


class _Store(_Handler):
    """The server that has the contents of large files, by signed addresses."""

    def route(self, path):
        if "Authorization" in self.headers:
            raise AssertionError("a token must not leave the Hub")
        if self.query["Signature"] != str(self.hub.signature):
            self.hub.count("expired", self.path)
            raise RefusedError(403, {})
        self.send_range(self.hub.large[path[1:]], "store", {})


def _entries(files, inside, *, deep):
    """Files and folders below a folder, as a listing of the Hub has them."""
    found = {}
    for path, data in sorted(files.items()):
        if not path.startswith(inside):
            continue
        parts = path[len(inside) :].split("/")
        for i in range(1, len(parts)) if deep else range(1, min(2, len(parts))):
            folder = inside + "/".join(parts[:i])
            about = {"type": "directory", "oid": blob(folder.encode()), "size": 0, "path": folder}
            found.setdefault(folder, about)
        if deep or len(parts) == 1:
            found[path] = _file(path, data)
    return list(found.values())


def _file(path, data):
    about = {"type": "file", "oid": blob(data), "size": len(data), "path": path}
    if path.endswith(LARGE):
        pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256(data)}\n"
        about["oid"] = blob(pointer.encode())
        about["lfs"] = {"oid": sha256(data), "size": len(data), "pointerSize": len(pointer)}
    return about | {"xetHash": sha256(data)[::-1]}


def files_of(folder):
    """The files of a folder of this machine, as a commit has them."""
    paths = [one for one in sorted(Path(folder).rglob("*")) if one.is_file()]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in paths}


def main(id, folder):
    """Serve a folder until it is interrupted."""
    hub = Hub()
    hub.add(id, files_of(folder))
    print(f"export HF_ENDPOINT={hub.endpoint}", flush=True)
    while True:
        time.sleep(60)
        print(dict(hub.asked), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
