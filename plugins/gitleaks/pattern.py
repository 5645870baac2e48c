"""Regular expressions of others, in RE2: Go's are RE2's as well."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import re2
import rulekit


class RefusedPattern(rulekit.RulekitError):
    """A regular expression that RE2 does not read."""


def compiled(pattern: str) -> Any:
    """A pattern in RE2; raises RefusedPattern."""
    options = re2.Options()
    options.log_errors = False  # RE2 would write to stderr what is raised
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        reason = said.decode() if isinstance(said, bytes) else str(said)
        raise RefusedPattern(f"`{pattern}`: {reason}") from None


def any_of(patterns: Iterable[str]) -> Any:
    """One pattern for several, None for none; raises RefusedPattern for the first that is wrong."""
    each = [pattern for pattern in patterns if compiled(pattern)]
    return compiled("|".join(f"(?:{pattern})" for pattern in each)) if each else None


def any_word(words: Iterable[str]) -> Any:
    """One pattern for several words in any case; None for none."""
    return any_of(f"(?i){re2.escape(word)}" for word in words)
