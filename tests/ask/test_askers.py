"""rulekit/ask/askers.py: many are asked at once, and what goes wrong is told to who waits."""

import threading

import pytest
from asking import REQUEST

from rulekit.ask.askers import Askers
from rulekit.ask.client import Called
from rulekit.ask.journal import Entry
from rulekit.errors import UsageError

CALLED = Called(Entry(REQUEST.key, "answered", 200, "{}"))


class Answering:
    """A client that answers when so many ask at once."""

    def __init__(self, barrier):
        self.barrier = barrier

    def ask(self, _request):
        self.barrier.wait(timeout=5)
        return CALLED

    def close(self):
        pass


def test_so_many_are_asked_at_once():
    barrier = threading.Barrier(3)
    with Askers(lambda: Answering(barrier), 3) as askers:
        for _ in range(3):
            askers.put(REQUEST)
        assert [CALLED] * 3 == [askers.take() for _ in range(3)]


def test_what_a_thread_raises_is_raised_where_an_answer_is_waited_for():
    broken = threading.Barrier(2)
    broken.abort()
    with Askers(lambda: Answering(broken), 1) as askers:
        askers.put(REQUEST)
        with pytest.raises(threading.BrokenBarrierError):
            askers.take()


def test_who_cannot_ask_is_told_when_the_first_thing_is_asked():
    def nobody():
        raise UsageError("nobody is there")

    with Askers(nobody, 2) as askers, pytest.raises(UsageError):
        askers.put(REQUEST)
