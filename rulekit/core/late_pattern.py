"""Patterns of RE2 that are compiled when a text is first searched: a file needs few of many."""

from __future__ import annotations

from typing import Any

from rulekit.core.regex import pattern


class LatePattern:
    """Stands for the compiled pattern of an expression over bytes; raises re2.error in use."""

    def __init__(self, expression: bytes) -> None:
        self.expression = expression

    def __getattr__(self, name: str) -> Any:
        """A method of the compiled pattern, which is found here the next time."""
        method = getattr(pattern(self.expression), name)
        setattr(self, name, method)
        return method
