"""Patterns in any case that say nothing on their own when a hostile text makes them slower."""

from __future__ import annotations

from typing import Any

import re2

_MEMORY = 32 << 20  # bytes for states, four times RE2's own: the phrases are many


def compiled(pattern: str) -> Any:
    """The pattern, of which capitals do not matter."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False  # RE2 goes on without its states, and would say so each time
    options.max_mem = _MEMORY
    return re2.compile(pattern, options=options)
