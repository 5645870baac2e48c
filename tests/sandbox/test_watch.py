"""rulekit/sandbox/watch.py: what a folder and a process have taken."""

import os
import threading

import pytest

from rulekit.sandbox.quota import Quota
from rulekit.sandbox.watch import ENTRIES, FolderWatch

QUOTA = Quota(disk=1_000_000, threads=3)


@pytest.fixture
def watch(tmp_path):
    return FolderWatch(str(tmp_path), 0, QUOTA)


def test_little_is_no_cause(watch, tmp_path):
    (tmp_path / "file").write_bytes(b"x" * 1000)
    assert "" == watch()


def test_large_files_are_too_much_wherever_they_are(watch, tmp_path):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/file").write_bytes(b"x" * 2_000_000)
    assert "disk" == watch()


def test_a_file_of_holes_takes_no_room(watch, tmp_path):
    with (tmp_path / "file").open("wb") as file:
        file.truncate(10**9)
    assert "" == watch()


def test_many_empty_files_are_too_much(tmp_path):
    for number in range(ENTRIES + 1):
        (tmp_path / str(number)).touch()
    assert "disk" == FolderWatch(str(tmp_path), 0, Quota(disk=10**12))()


def test_a_link_is_not_followed(watch, tmp_path):
    (tmp_path / "link").symlink_to("/usr")
    assert "" == watch()


def test_many_threads_are_too_many(tmp_path):
    go = threading.Event()
    threads = [threading.Thread(target=go.wait) for _ in range(4)]
    for one in threads:
        one.start()
    assert "threads" == FolderWatch(str(tmp_path), os.getpid(), QUOTA)()
    go.set()
