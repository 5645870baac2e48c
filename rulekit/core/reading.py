"""Readings of signals: a value, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass


class Unmeasured(Exception):  # noqa: N818  an answer, not a failure: it becomes a Reading's note
    """A signal says why it has no value for this document."""


@dataclass(frozen=True)
class Reading:
    """A value, or None and the note that says why there is none."""

    value: float | None
    note: str = ""
