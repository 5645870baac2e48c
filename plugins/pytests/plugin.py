"""What runs solutions in Python with their tests, for `rulekit execute`."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit


@rulekit.hookimpl
def rulekit_harnesses() -> Iterable[rulekit.Harness]:
    """The harness for Python."""
    from .harness import HARNESS  # which judging has no need of

    return [HARNESS]
