"""rulekit/places/file_system.py: file systems of fsspec, opened as rulekit needs them."""

import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import fsspec
import pytest
from faking import Quiet, served
from fsspec.config import conf
from fsspec.implementations.memory import MemoryFileSystem
from gcsfs.core import GCSFileSystem
from stores import environment

from rulekit.errors import RulekitError, UsageError
from rulekit.places.file_system import opened
from rulekit.places.place import place_of

# Opens stores where some packages cannot be imported, in a process that has not imported them.
WITHOUT = """\
import sys
sys.modules.update(dict.fromkeys({hidden}))
from rulekit.errors import UsageError
from rulekit.places.file_system import opened
for scheme in {schemes}:
    try:
        opened(scheme)
    except UsageError as error:
        print(error)
"""


def without(*hidden, schemes):
    """What is said of stores where these packages are not installed."""
    code = WITHOUT.format(hidden=hidden, schemes=schemes)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == ended.stderr
    return ended.stdout


class _Pages(BaseHTTPRequestHandler):
    """A listing of Google's store, in three pages; every second request is refused."""

    def do_GET(self):
        asked = self.server.about
        asked.append(self.path)
        page = int((*parse_qs(urlsplit(self.path).query).get("pageToken", ()), 0)[0])
        told = {"kind": "storage#objects"}
        told |= {"items": [{"name": f"a/{page}", "size": "1", "bucket": "b", "generation": "1"}]}
        data = json.dumps(told | ({"nextPageToken": str(page + 1)} if page < 2 else {})).encode()
        self.send_response(503 if len(asked) % 2 else 200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def google(monkeypatch):
    """A function: have Google's store be at an address, with these settings, and never pause."""
    monkeypatch.setattr("gcsfs.retry.random", SimpleNamespace(random=lambda: -100.0))
    # Not that which asks for the kind of a bucket first, by other ways than these servers have.
    monkeypatch.setitem(sys.modules["fsspec.registry"]._registry, "gs", GCSFileSystem)

    def told(address, **more):
        monkeypatch.setitem(conf, "gs", {"endpoint_url": address, "token": "anon", **more})

    return told


def test_a_page_of_a_listing_that_is_refused_does_not_begin_it_again(google):
    with served(_Pages, asked := []) as address:
        google(address)
        assert ["b/a/0", "b/a/1", "b/a/2"] == opened("gs").find("b/a")
    assert 6 == len(asked)


class _Silent(Quiet):
    """A server that says nothing for long; but of what is called half, five of ten bytes."""

    def do_GET(self):  # noqa: N802  as it is called
        self.server.about.append(self.path)
        if "half" in self.path:
            self.answer(200, b"12345", size=10)
        time.sleep(5)
        self.close_connection = True


@pytest.fixture
def silent(monkeypatch):
    """The address of a server that falls silent, of which little is borne, and what it is asked."""
    monkeypatch.setattr("rulekit.places.file_system.SILENCE", 0.1)
    monkeypatch.setattr("rulekit.places.tries.WAITS", (0.001,) * 6)
    with served(_Silent, asked := []) as address, environment({"NO_PROXY": "127.0.0.1"}):
        yield address, asked


def silence(tries):
    """The end of so many tries."""
    said = f"no connection to the store: Timeout on reading data from socket{tries}\n"
    return pytest.raises(RulekitError, match=said)


@pytest.mark.parametrize("name", ["none", "half"])
def test_a_web_server_that_falls_silent_is_not_waited_for(silent, name):
    address, asked = silent
    with silence(r" \(7 tries\)"):
        place_of(f"{address}/{name}").read_bytes()
    assert len(asked) <= 7  # a request that is given up may never have been read


@pytest.mark.parametrize("name", ["none", "half"])
def test_nor_is_that_of_google(silent, google, name, monkeypatch):
    address, asked = silent
    google(address)
    monkeypatch.setattr("rulekit.places.tries.WAITS", ())
    with silence(""):
        place_of(f"gs://b/{name}").read_bytes()
    assert len(asked) <= 3


def test_tries_of_a_whole_file_of_google_are_not_within_others(silent, google, folder, monkeypatch):
    address, asked = silent
    google(address)
    monkeypatch.setattr("rulekit.places.tries.WAITS", ())
    with silence(""):
        place_of("gs://b/half").store.fetch({"gs://b/half": "half"})
    assert len(asked) <= 6
    assert [] == [*folder.iterdir()]


def test_whoever_says_so_waits_longer(google):
    google("http://nowhere", requests_timeout=600)
    assert 600 == opened("gs").requests_timeout


def test_a_package_that_is_not_installed_is_named():
    packages = ("s3fs", "gcsfs", "huggingface_hub", "aiohttp", "adlfs", "ossfs")
    assert """\
error: `s3://` needs s3fs, which is not installed
  = pip install s3fs
error: `gs://` needs gcsfs, which is not installed
  = pip install gcsfs
error: `hf://` needs huggingface_hub, which is not installed
  = pip install huggingface_hub
error: `https://` needs aiohttp and requests, which are not installed
  = pip install aiohttp requests
error: `abfs://` needs adlfs, which is not installed
  = pip install adlfs
error: `oss://` needs a package that is not installed
  = Install ossfs to access Alibaba Object Storage System
""" == without(*packages, schemes=("s3", "gs", "hf", "https", "abfs", "oss"))


def test_without_fsspec_it_is_named_with_the_package_of_the_store():
    assert """\
error: `s3://` needs fsspec, which is not installed
  = pip install 'rulekit[remote]' s3fs
error: `abc://` needs fsspec, which is not installed
  = pip install 'rulekit[remote]'
""" == without("fsspec", schemes=("s3", "abc"))


@pytest.mark.parametrize(("word", "meant"), [("s4", "s3"), ("htps", "https"), ("memry", "memory")])
def test_the_nearest_store_is_named(word, meant):
    with pytest.raises(UsageError, match=f"no store `{word}://`, did you mean `{meant}://`"):
        opened(word)


def test_where_none_is_near_all_are_named():
    with pytest.raises(UsageError, match=r"no store `nowhere://`\n  = there are s3://, gs://"):
        opened("nowhere")


class Hosted(MemoryFileSystem):
    """A store that has to be told its host."""

    protocol = "hosted"

    def __init__(self, host, **more):
        super().__init__(**more)
        self.host = host


fsspec.register_implementation("hosted", Hosted, clobber=True)


def test_a_store_that_has_to_be_told_more_is_told_in_the_environment(monkeypatch):
    with pytest.raises(UsageError, match=r"its host\n  = say it in the environment: FSSPEC_HOSTED"):
        opened("hosted")
    monkeypatch.setitem(conf, "hosted", {"host": "there"})
    assert "there" == opened("hosted").host
