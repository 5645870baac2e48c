"""Arrays of jobs: tasks that share a run, of which some are killed, late, or started twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filtering import text
from mirroring import hashes
from stores import BUCKET, download, s3_server, upload

from rulekit.places.place import place_of

pytestmark = pytest.mark.slow

TASKS = 8
SHARDS = 13
RULEKIT = [sys.executable, "-m", "rulekit"]
WORDS = ("--select=text/few-lines,python/pass-heavy", "--write-kept", "--signals=used", "-q")


@pytest.fixture(scope="module")
def server():
    with s3_server() as said:
        yield said


@pytest.fixture
def corpus(folder):
    """Shards of different sizes, one of them with no row."""
    Path("data").mkdir()
    for number in range(SHARDS):
        rows = [{"content": text(i), "path": f"{i}.py"} for i in range(number * 40)]
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        Path(f"data/{number:02}.jsonl").write_text(lines)
    return "data"


@pytest.fixture(params=["here", "s3"])
def places(request, corpus, folder):
    """Where the corpus is, and where the audit goes."""
    if request.param == "here":
        return "data", "out", {}
    said = request.getfixturevalue("server")
    root = f"s3://{BUCKET}/{folder.parent.name}"
    upload(folder / "data", f"{root}/data")
    return f"{root}/data", f"{root}/out", said


def started(source, out, said, share="", *more):
    """A task, as a command in a process group of its own."""
    words = [*RULEKIT, "filter", source, "--out", out, "-j1", *WORDS, *more]
    return subprocess.Popen(
        [*words, *([f"--shard={share}"] if share else [])],
        env=os.environ | said,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def ended(process, code=0):
    """What a task has said, once it has ended with this code."""
    said, _ = process.communicate(timeout=120)
    assert code == process.returncode, said
    return said


def killed(process):
    """Kill a task and its worker, as a scheduler or the memory killer does."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for_work(out, part):
    """Wait until a task has its lease, and a moment more."""
    leases = place_of(out) / "work" / "leases"
    for _ in range(600):
        if leases.is_dir() and any(one.name.startswith(part) for one in leases.iterdir()):
            time.sleep(0.5)
            return
        time.sleep(0.05)
    raise TimeoutError(part)


def test_tasks_of_which_two_are_killed_and_one_is_started_twice_write_the_same_bytes(places):
    source, out, said = places
    ended(started(source, "alone", said))
    others = [started(source, out, said, f"{i}/{TASKS}") for i in (1, 4)]
    for i in (2, 3):
        task = started(source, out, said, f"{i}/{TASKS}")
        wait_for_work(out, f"{i}-of")
        killed(task)
    for one in others:
        ended(one)
    again = {i: started(source, out, said, f"{i}/{TASKS}") for i in (2, 8, 3)}
    twice = started(source, out, said, f"8/{TASKS}")
    for one in again.values():
        one.wait(120)
    twice.wait(120)
    codes = sorted([again[8].returncode, twice.returncode])
    assert codes in ([0, 0], [0, 2]), again[8].communicate()[0] + twice.communicate()[0]
    for one in again.values():
        one.communicate()
    twice.communicate()
    for i in (5, 6, 7):
        ended(started(source, out, said, f"{i}/{TASKS}"))
    here = Path("out")
    if said:
        download(out, here)
        alone, far = hashes("alone"), hashes(here)
        for told in ("manifest.json", "sources.json"):
            del alone[told], far[told]
        assert alone == far
    else:
        assert hashes("alone") == hashes(here)
