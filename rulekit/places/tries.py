"""Tries of a request: when the next is made, and when there is none any more."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rulekit.places.address import shown
from rulekit.places.noted import note_trouble
from rulekit.places.pause import LONGEST, asked_pause
from rulekit.places.trouble import Trouble, trouble_of
from rulekit.places.waiting import LONG, WAITS, tell_waiting, waited

PATIENCE = 120.0  # seconds, but for pauses that are asked for, in which a request is made again

_once = ContextVar("_once", default=False)


@contextmanager
def once() -> Iterator[None]:
    """A time in which nothing is tried again: a run has failed, and only tidies up."""
    token = _once.set(True)
    try:
        yield
    finally:
        _once.reset(token)


class Tries:
    """The tries of one request, or of several as long as none of them is answered.

    `renew` opens the store anew, with credentials that may be others by now; `doing` is what is
    done with the address.
    """

    def __init__(self, renew: Callable[[], object], doing: str = "read") -> None:
        self._renew, self._doing = renew, doing
        self._waits = [] if _once.get() else [*WAITS]
        self._begun, self._until = time.monotonic(), 0.0
        self._count, self._is_told = 0, False

    def wait(self, error: Exception, address: str) -> None:
        """Wait until the next try is to be made.

        Raises FileNotFoundError where nothing is, and where no try is to be made any more
        RulekitError, of which is noted that it was.
        """
        trouble = trouble_of(error, address, self._doing)
        if trouble.is_missing:
            raise FileNotFoundError(errno.ENOENT, trouble.message, shown(address)) from error
        asked = asked_pause(error)
        self._count += 1
        if not (self._count <= trouble.tries and asked <= LONGEST and self._are_left()):
            raise note_trouble(trouble.after(self._count)) from error
        if trouble.is_expired:
            self._renew()
        wait = self._waits.pop(0)
        self._tell(trouble, asked + wait)
        self._until += waited(wait, address, asked)

    def _are_left(self) -> bool:
        now = time.monotonic()
        self._until = self._until or now + PATIENCE
        return bool(self._waits) and now <= self._until

    def _tell(self, trouble: Trouble, wait: float) -> None:
        """Tell once what is waited for, if a person is to wait for long."""
        if not self._is_told and time.monotonic() - self._begun + wait > LONG:
            tell_waiting(trouble.message)
            self._is_told = True


def worst(errors: dict[str, Exception]) -> tuple[str, Exception]:
    """Of errors by address, one that does not pass, if there is any."""
    troubles: dict[str, Trouble] = {one: trouble_of(errors[one], one) for one in errors}
    address = min(errors, key=lambda one: troubles[one].passes)
    return address, errors[address]
