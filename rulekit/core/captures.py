"""Captures: the spans that a language's queries, or its marks alone, found in one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Protocol

from rulekit.core.dataclass import dataclass
from rulekit.core.reading import Unmeasured
from rulekit.core.span import Span
from rulekit.errors import PluginError

PARSED = "error"  # what every parser tells, and marks alone cannot


class UndeclaredCaptureError(PluginError):
    """A capture that is asked for and that no `needs` names."""


@dataclass(frozen=True)
class Captures:
    """Sorted spans by capture name, as one query found them in one document.

    `found` has the names of which there are any, and may make their spans when they are asked for.
    """

    language: str
    provided: frozenset[str]
    found: Mapping[str, list[Span]] = field(repr=False)
    asked: frozenset[str] | None = None  # what was looked for; None: all that is provided

    def spans(self, name: str) -> list[Span]:
        """Spans of a capture; raises Unmeasured when the language's queries never capture it.

        Raises UndeclaredCaptureError when nobody named it in `needs`: it was not looked for,
        and "none" would be a wrong number.
        """
        self._expect(name)
        return self.found.get(name, [])

    def has(self, name: str) -> bool:
        """True if a capture has spans, none of which is made for that; raises as `spans` does."""
        self._expect(name)
        return name in self.found

    def _expect(self, name: str) -> None:
        """Raise for what was not looked for."""
        if name not in self.provided:
            parsed = PARSED in self.provided
            lack = f"no @{name} is marked in" if parsed else "no parser for"
            raise Unmeasured(f"{lack} {self.language}")
        if self.asked is not None and name not in self.asked:
            raise UndeclaredCaptureError(f"asks for @{name} and does not name it in its `needs`")


class Capturer(Protocol):
    """Finds captures in the texts of a language, by a grammar and queries or by marks alone."""

    @property
    def language(self) -> str:
        """The language's id."""

    @property
    def provided(self) -> frozenset[str]:
        """Names of the captures that can be asked for."""

    def capture(self, data: bytes) -> Captures:
        """Find the captures of a text; raises Unmeasured when a budget or limit is over."""
