"""A real S3 server in a process of its own, and what is said to those who use it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

from rulekit.places.place import place_of
from rulekit.places.store import renew_stores

BUCKET = "tests"


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def s3_server():
    """The environment of programs that use the server, which has one bucket."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    said = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "NO_PROXY": "127.0.0.1",
    }
    try:
        _wait_for(port)
        with environment(said):
            place_of(f"s3://{BUCKET}").store.file_system.mkdir(BUCKET)
            yield said
    finally:
        server.kill()
        server.wait()


@contextmanager
def environment(said):
    """A time in which the environment says so, None being nothing; stores are opened anew."""
    before = {name: os.environ.get(name) for name in said}
    _say(said)
    try:
        yield
    finally:
        _say(before)


def _say(said):
    for name, value in said.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
    renew_stores()


def _wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the S3 server does not start")


def upload(folder, address):
    """Copy a folder of this machine into a store."""
    place_of(address).put(str(folder))


def download(address, folder):
    """Copy a folder of a store to this machine."""
    place = place_of(address)
    for name in place.files():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((place / name).read_bytes())
