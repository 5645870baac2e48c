"""Content rules: texts by which languages that share an extension or a file name are told apart."""

from __future__ import annotations

from dataclasses import dataclass

from rulekit.core.regex import pattern, regex_message

CONTENT_CHARS = 65_536  # what a content rule sees: 64 KB of ASCII


@dataclass(frozen=True)
class ContentRule:
    """A text in which `pattern` (RE2) is found, and `without` is not, is in `language`.

    Without a pattern, any text is.
    """

    language: str
    pattern: str | None = None
    without: str | None = None

    def holds(self, head: bytes) -> bool:
        """True when the head of a text is as the rule says; raises ValueError for a bad pattern."""
        if self.pattern is not None and not _found(self.pattern, head):
            return False
        return self.without is None or not _found(self.without, head)


def content_head(text: str) -> bytes:
    """As much of a text as content rules see, as UTF-8."""
    return text[:CONTENT_CHARS].encode("utf-8", "replace")


def _found(expression: str, head: bytes) -> bool:
    """True when a pattern is in a text; raises ValueError with RE2's complaint."""
    import re2  # loads a C++ library: 10 ms that a run without shared extensions never spends

    try:
        return pattern(expression.encode()).search(head) is not None
    except re2.error as error:
        raise ValueError(f"content rule `{expression}`: {regex_message(error)}") from None
