"""RE2 patterns over bytes, compiled once: they take linear time, whatever is searched."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def pattern(expression: bytes) -> Any:
    """A compiled RE2 pattern over bytes, whose groups capture nothing; raises re2.error."""
    import re2

    options = re2.Options()
    options.log_errors = False  # a bad pattern is ours to tell, once
    options.never_capture = True
    return re2.compile(expression, options)


def regex_message(error: Exception) -> str:
    """Message of RE2 about a bad pattern, which comes in bytes."""
    said = error.args[0] if error.args else error
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
