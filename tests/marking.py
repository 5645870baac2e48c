"""Documents in which patterns stand for a grammar: for languages that no bundled pack reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rulekit.core.captures import Captures
from rulekit.core.document import Document
from rulekit.core.span import Span


@dataclass(frozen=True)
class Marks:
    """Captures by patterns: the whole match, or its last group."""

    language: str
    patterns: Mapping[str, str]

    @property
    def provided(self) -> frozenset[str]:
        """Names of the captures, and those that every parser makes."""
        return frozenset({*self.patterns, "error", "missing"})

    def capture(self, data: bytes) -> Captures:
        """The spans that the patterns find."""
        found = {
            name: [
                Span(*one.span(one.lastindex or 0))
                for one in re.finditer(pattern.encode(), data, re.MULTILINE | re.DOTALL)
            ]
            for name, pattern in self.patterns.items()
        }
        return Captures(self.language, self.provided, found)


def marked(text: str, language: str, **patterns: str) -> Document:
    """A document whose captures are the spans of patterns."""
    return Document("a", text, language, "programming", Marks(language, patterns))
