"""rulekit/audit/lease.py: who is at a run, where nothing locks."""

import json
import subprocess
import sys
import time

import pytest

from rulekit.audit import holder, lease
from rulekit.audit.holder import FOLDER, HolderWatch, holders
from rulekit.audit.lease import BusyError, Lease
from rulekit.errors import RulekitError
from rulekit.places.place import create, names_in


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Seconds that a test has time for."""
    monkeypatch.setattr(lease, "BEAT", 0.05)
    for module in (holder, lease):
        monkeypatch.setattr(module, "SILENCE", 0.4)


def left(new_audit):
    return names_in(new_audit.work / FOLDER)


def held(new_audit, machine, process, part="run", beats=0):
    """A lease of a process that does not go on with it."""
    told = {"part": part, "machine": machine, "process": process, "beats": beats}
    create(new_audit.work / FOLDER / f"{part}.000004.json", json.dumps(told).encode())


def test_of_two_one_is_told_who_the_other_is(new_audit):
    with Lease(new_audit, "run"):
        with pytest.raises(BusyError, match=r"another run is writing `.*audit`: process"):
            Lease(new_audit, "run").__enter__()
        with Lease(new_audit, "2-of-8"):
            assert {"run.000000.json", "2-of-8.000000.json"} == left(new_audit)
    assert set() == left(new_audit)


def test_a_holder_that_is_silent_is_taken_for_dead(new_audit):
    held(new_audit, "elsewhere", 1)
    with Lease(new_audit, "run"):
        assert {"run.000005.json"} == left(new_audit)


def test_who_keeps_a_watch_waits_for_nobody(new_audit):
    held(new_audit, "elsewhere", 1)
    watch = HolderWatch()
    with pytest.raises(BusyError, match="process 1 of elsewhere"):
        Lease(new_audit, "run", watch).__enter__()
    time.sleep(0.5)
    with Lease(new_audit, "run", watch):
        assert {"run.000005.json"} == left(new_audit)


def test_a_process_of_this_machine_that_is_gone_is_not_waited_for(new_audit, monkeypatch):
    monkeypatch.setattr(lease, "SILENCE", 600)
    monkeypatch.setattr(holder, "SILENCE", 600)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    held(new_audit, lease.socket.gethostname(), gone.pid)
    with Lease(new_audit, "run"):
        assert {"run.000005.json"} == left(new_audit)


def test_a_file_that_is_no_lease_is_as_one_of_a_dead(new_audit):
    create(new_audit.work / FOLDER / "run.000009.json", b"{")
    with Lease(new_audit, "run"):
        assert {"run.000010.json"} == left(new_audit)


def test_who_was_taken_for_dead_and_is_not_ends(new_audit):
    with Lease(new_audit, "run") as first:
        create(new_audit.work / FOLDER / "run.000001.json", b"{}")
        until(lambda: first.lost)
        with pytest.raises(RulekitError, match="another process has taken over run of"):
            first.tell(3)
    assert {"run.000001.json"} == left(new_audit)


def test_a_holder_tells_how_far_it_is(new_audit):
    with Lease(new_audit, "3-of-8") as one:
        one.tell(40)
        until(lambda: holders(new_audit)[0].rows)
        (holder,) = holders(new_audit)
        assert ("3-of-8", 40, False) == (holder.part, holder.rows, holder.is_gone)
        assert holder.seconds < 60
    assert [] == holders(new_audit)


def until(answer):
    """Wait for something that another thread does."""
    for _ in range(200):
        if answer():
            return
        time.sleep(0.02)
    raise TimeoutError
