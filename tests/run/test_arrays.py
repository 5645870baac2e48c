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
RULEKIT = [sys.executable, "-m", "rulekit"]
FILTER = ("filter", "--select=text/few-lines,python/pass-heavy", "--write-kept", "--signals=used")
CURATE = ("curate", "mine.yaml")
PIPELINE = """
curate: mine
steps:
  - exact
  - pii
  - near: {threshold: 0.7}
  - sample: {to: {python: 30 kB}}
"""


@pytest.fixture(scope="module")
def server():
    with s3_server() as said:
        yield said


@pytest.fixture
def corpus(folder, request):
    """Shards of different sizes, one of them with no row; few where each costs many requests."""
    is_costly = "curation" in request.node.name or "s3" in request.node.name
    shards, more = (5, 13) if is_costly else (13, 40)
    Path("data").mkdir()
    Path("mine.yaml").write_text(PIPELINE)
    for number in range(shards):
        rows = [{"content": text(i), "path": f"{i}.py"} for i in range(number * more)]
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


def started(what, source, out, said, share=""):
    """A task, as a command in a process group of its own."""
    words = [*RULEKIT, *what, source, "--out", out, "-j1", "-q"]
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


def started_and_killed(what, places):
    """Two tasks that are under way, beside which two others were killed at work."""
    source, out, said = places
    alive = [started(what, source, out, said, f"{i}/{TASKS}") for i in (1, 4)]
    for i in (2, 3):
        task = started(what, source, out, said, f"{i}/{TASKS}")
        wait_for_work(out, f"{i}-of")
        killed(task)
    return alive


def test_tasks_of_which_two_are_killed_and_one_is_started_twice_write_the_same_bytes(places):
    source, out, said = places
    ended(started(FILTER, source, "alone", said))
    others = started_and_killed(FILTER, places)
    for one in others:
        ended(one)
    again = {i: started(FILTER, source, out, said, f"{i}/{TASKS}") for i in (2, 8, 3)}
    ended_as_one_of_two(again[8], started(FILTER, source, out, said, f"8/{TASKS}"))
    for i in (2, 3):
        ended(again[i])
    for i in (5, 6, 7):
        ended(started(FILTER, source, out, said, f"{i}/{TASKS}"))
    assert_same(out, said)


def test_tasks_of_a_curation_do_the_work_of_those_that_are_killed_or_do_not_come(places):
    """Of eight there are five at most, and they wait for each other from stage to stage."""
    source, out, said = places
    ended(started(CURATE, source, "alone", said))
    others = started_and_killed(CURATE, places)
    twice = [started(CURATE, source, out, said, f"8/{TASKS}") for _ in range(2)]
    ended_as_one_of_two(*twice)
    for one in others:
        ended(one)
    assert_same(out, said)
    ended(started(CURATE, source, out, said, f"5/{TASKS}"))  # it comes late, and has nothing to do
    assert_same(out, said)


def ended_as_one_of_two(one, other):
    """Wait for two tasks of one number: one does the work, the other is told so, or comes late."""
    told = [each.communicate(timeout=120)[0] for each in (one, other)]
    assert sorted([one.returncode, other.returncode]) in ([0, 0], [0, 2]), told


def assert_same(out, said):
    """The audit is that of one process, which has read the corpus here or there."""
    if not said:
        assert hashes("alone") == hashes(out)
        return
    here = Path("out")
    download(out, here)
    alone, far = hashes("alone"), hashes(here)
    for told in ("manifest.json", "sources.json"):
        del alone[told], far[told]
    assert alone == far
