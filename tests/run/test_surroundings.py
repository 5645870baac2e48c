"""rulekit/run/surroundings.py: who broke the process."""

import builtins
import datetime
import os
import socket

import pytest

import rulekit
from rulekit.places.place import place_of
from rulekit.run.surroundings import Surroundings


@pytest.mark.parametrize(
    ("signal", "expected"),
    [
        ("text.lines", "the signal `text.lines` of the plugin `text`"),
        ("longest(code.encoded)", "the signal `longest(code.encoded)` of the plugin `code`"),
        ("count(@comment)", "the signal `count(@comment)`"),
    ],
)
def test_a_signal_is_owned_by_who_brings_it_or_what_it_measures(signal, expected):
    assert expected == Surroundings(rulekit.load())._owner(signal)


@pytest.fixture
def watched(monkeypatch):
    """Surroundings that are looked after, as with somebody's plugin; what is left in them goes."""
    engine = rulekit.load(cached=False)
    monkeypatch.setattr(type(engine.plan), "bundled", False)
    yield Surroundings(engine)
    for name in ("library", "odd"):
        vars(builtins).pop(name, None)


def judging(watched, **names):
    def judge():
        vars(builtins).update(names)
        return watched.engine.check_text("x = 1\n", "a.py")

    return watched.watch(judge)


def test_a_compiled_library_may_keep_its_own_beside_pythons_names(watched):
    capsule = datetime.datetime_CAPI
    assert "failed" not in judging(watched, library=capsule).decided_by
    assert capsule is vars(builtins)["library"]


def test_any_other_name_is_taken_out_again(watched):
    assert ("failed",) == judging(watched, odd=1).decided_by
    assert "odd" not in vars(builtins)


@pytest.fixture
def guarded(monkeypatch, folder):
    """What is left with a note, where a row is taken with an eye on the process."""
    engine = rulekit.load(cached=False)
    monkeypatch.setattr(type(engine.plan), "bundled", False)
    left = []
    surroundings = Surroundings(engine, left.append)
    return lambda do: [left.clear(), surroundings.guard(do), *left][2:]


def test_connections_to_stores_come_and_go_and_pipes_do_not(guarded, folder):
    """They are closed by threads of the stores' own, whatever a plugin does meanwhile."""
    place_of(f"memory://{folder.parent.name}/a").exists()
    one, other = socket.socketpair()
    number = os.open("hosts", os.O_CREAT)
    assert [] == guarded(lambda: (one.close(), other.close(), os.close(number)))
    reading, writing = os.pipe()
    assert ["a plugin closed files of the process"] == guarded(lambda: os.close(writing))
    os.close(reading)
