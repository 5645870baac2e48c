"""Patterns of RE2 that are compiled when a text is first searched: a file needs few of many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def _compiled(expression: str | bytes) -> Any:
    import re2

    return re2.compile(expression)


class LatePattern:
    """Stands for the compiled pattern of an expression; raises re2.error in use.

    A module that compiles 30 patterns as it is imported takes 20 ms of CPU time, of which a small
    file needs one.
    """

    def __init__(self, expression: str | bytes, compiled: Callable[[Any], Any] = _compiled) -> None:
        self.expression = expression
        self._compiled = compiled

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern, which is found here the next time."""
        method = getattr(self._compiled(self.expression), name)
        setattr(self, name, method)
        return method
