"""rulekit/places/waiting.py: pauses between tries, and who is told of them."""

import time

from rulekit.places import waiting
from rulekit.places.waiting import on_waiting, tell_waiting, told_if_slow, waited


def test_a_pause_is_half_as_long_at_least_and_no_longer(monkeypatch):
    slept = []
    monkeypatch.setattr(waiting.time, "sleep", slept.append)
    assert [0.0, 3.0] == [waited(4.0, "a"), waited(4.0, "a", 3.0)]
    assert 2.0 <= slept[0] < 4.0
    assert slept[0] + 3.0 == slept[1]


def test_one_is_told_what_is_waited_for(monkeypatch):
    monkeypatch.setattr(waiting, "_listeners", [])
    tell_waiting("nobody hears it")
    first, second = [], []
    on_waiting(first.append)
    on_waiting(second.append)
    tell_waiting("the store")
    assert ([], ["the store"]) == (first, second)


def test_a_time_that_is_long_is_told_while_it_lasts(monkeypatch):
    told = []
    monkeypatch.setattr(waiting, "_listeners", [told.append])
    with told_if_slow("one that is short"):
        pass
    monkeypatch.setattr(waiting, "SLOW", 0.0)
    with told_if_slow("one that is long"):
        while not told:
            time.sleep(0.001)
    assert ["one that is long"] == told
