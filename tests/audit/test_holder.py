"""rulekit/audit/holder.py: who is at a run, and who is dead."""

import json
import time

import pytest

from rulekit.audit import holder
from rulekit.audit.holder import Holder, HolderWatch
from rulekit.places.place import overwrite, place_of


@pytest.fixture
def path(folder):
    return place_of(f"memory://{folder.parent.name}/run.000000.json")


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Seconds that a test has time for."""
    monkeypatch.setattr(holder, "SILENCE", 0.2)


def says(path, beats):
    """A process of another machine says that it is there."""
    told = {"part": "run", "machine": "elsewhere", "process": 1, "beats": beats}
    overwrite(path, json.dumps(told).encode())


def test_who_is_on_another_machine_may_be_alive():
    assert not Holder("run", "elsewhere", 1, 0).is_gone


def test_who_says_nothing_any_more_is_dead(path):
    watch = HolderWatch()
    says(path, 0)
    assert 0 == watch.look(path).beats
    time.sleep(0.3)
    assert watch.look(path) is None


def test_who_goes_on_saying_so_is_alive(path):
    watch = HolderWatch()
    for beats in range(3):
        says(path, beats)
        assert beats == watch.look(path).beats
        time.sleep(0.3)
    assert watch.look(path) is None


def test_where_there_is_no_file_there_is_nobody(path):
    assert HolderWatch().look(path) is None
