"""Tries of a request: when the next is made, and when there is none any more."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rulekit.places.noted import note_trouble
from rulekit.places.pause import LONGEST, asked_pause
from rulekit.places.trouble import Trouble, trouble_of
from rulekit.places.waiting import WAITS, waited

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

    `renew` opens the store anew, with credentials that may be others by now.
    """

    def __init__(self, renew: Callable[[], object]) -> None:
        self._renew = renew
        self._waits = [] if _once.get() else [*WAITS]
        self._until = 0.0

    def wait(self, error: Exception, address: str) -> None:
        """Wait until the next try is to be made.

        Raises FileNotFoundError where nothing is, and where no try is to be made any more
        RulekitError, of which is noted that it was.
        """
        trouble = trouble_of(error, address)
        if trouble.is_missing:
            raise FileNotFoundError(errno.ENOENT, trouble.message, address) from error
        asked = asked_pause(error)
        if not (trouble.passes and asked <= LONGEST and self._are_left()):
            raise note_trouble(trouble) from error
        if trouble.is_expired:
            self._renew()
        self._until += waited(self._waits.pop(0), address, asked)

    def _are_left(self) -> bool:
        now = time.monotonic()
        self._until = self._until or now + PATIENCE
        return bool(self._waits) and now <= self._until


def worst(errors: dict[str, Exception]) -> tuple[str, Exception]:
    """Of errors by address, one that does not pass, if there is any."""
    troubles: dict[str, Trouble] = {one: trouble_of(errors[one], one) for one in errors}
    address = min(errors, key=lambda one: troubles[one].passes)
    return address, errors[address]
