"""Troubles that were, whoever has caught their errors meanwhile.

A reader makes a broken row of an error that it does not know; what a store did not give must not
become one.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from rulekit.errors import RulekitError
from rulekit.places.address import shown
from rulekit.places.trouble import Trouble


class WrittenAnewError(OSError):
    """A file in a store is not the one any more of which a part was to be read."""


_noted: list[RulekitError | WrittenAnewError] = []


def note_trouble(trouble: Trouble) -> RulekitError:
    """The error for a trouble, of which is noted that it was."""
    _noted.append(error := RulekitError([trouble.problem]))
    return error


def note_written_anew(address: str) -> WrittenAnewError:
    """The error for a file that has become shorter, of which is noted that it was."""
    why = "it was written anew while it was read"
    _noted.append(error := WrittenAnewError(errno.ESTALE, why, shown(address)))
    return error


def raise_noted() -> None:
    """Raise the error of the first trouble since they were forgotten."""
    if _noted:
        first = _noted[0]
        forget_noted()
        raise first


def forget_noted() -> None:
    """Begin anew: what was noted has been told."""
    _noted.clear()


@contextmanager
def heard() -> Iterator[None]:
    """A time at whose end the trouble is raised that came up in it, if a reader has caught it."""
    forget_noted()
    yield
    raise_noted()
