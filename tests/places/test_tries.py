"""rulekit/places/tries.py: when a request is made again, and what is told of it meanwhile."""

from itertools import count

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from rulekit.errors import RulekitError
from rulekit.places import waiting
from rulekit.places.place import place_of
from rulekit.places.tries import once
from rulekit.places.waiting import on_waiting

SHORT = (0.001,) * 6


class Shaky(MemoryFileSystem):
    """A store that does not answer at first: `troubles` are its first answers."""

    protocol = "shaky"
    troubles = ()
    asked = count()

    def _info(self, path):
        if (number := next(self.asked)) < len(self.troubles):
            raise self.troubles[number]
        return super().info(path)

    def info(self, path, **_):
        return self._info(path)


fsspec.register_implementation("shaky", Shaky, clobber=True)


@pytest.fixture
def told(monkeypatch):
    """What was told to be waited for, in pauses that are short."""
    monkeypatch.setattr("rulekit.places.tries.WAITS", SHORT)
    found = []
    monkeypatch.setattr(waiting, "_listeners", [])
    on_waiting(found.append)
    return found


@pytest.fixture
def shaky(monkeypatch):
    """A function: a place in a store whose first answers are these errors."""

    def made(*troubles):
        monkeypatch.setattr(Shaky, "troubles", troubles)
        monkeypatch.setattr(Shaky, "asked", count())
        return place_of("shaky://bucket/a")

    return made


def requests():
    return next(Shaky.asked)


def test_what_passes_is_waited_for(told, shaky):
    assert not shaky(*[TimeoutError()] * 6).exists()
    assert 7 == requests()


def test_what_does_not_pass_in_time_is_told_with_the_number_of_tries(told, shaky):
    with pytest.raises(RulekitError, match=r"no connection to the store.* \(7 tries\)"):
        shaky(*[TimeoutError()] * 9).exists()
    assert 7 == requests()


def test_what_does_not_pass_is_tried_once(told, shaky):
    with pytest.raises(RulekitError, match="does not let you read it"):
        shaky(PermissionError("no")).exists()
    assert 1 == requests()


def test_who_only_tidies_up_tries_once(told, shaky):
    place = shaky(*[TimeoutError()] * 2)
    with once(), pytest.raises(RulekitError, match="no connection"):
        place.exists()
    assert not place.exists()
    assert 3 == requests()


def test_a_short_wait_is_not_told(told, shaky):
    shaky(TimeoutError()).exists()
    assert [] == told


def test_a_long_wait_is_told_once(told, shaky, monkeypatch):
    monkeypatch.setattr("rulekit.places.tries.LONG", 0.0)
    shaky(*[TimeoutError("nobody there")] * 3).exists()
    assert ["`shaky://bucket/a`: there is no connection to the store: nobody there"] == told
