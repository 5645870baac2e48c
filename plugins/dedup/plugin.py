"""Brings the steps that drop copies of better rows."""

from __future__ import annotations

from collections.abc import Iterable

import rulekit

from .exact import EXACT
from .near import NEAR


@rulekit.hookimpl
def rulekit_steps() -> Iterable[rulekit.Step]:
    """Two steps: the same bytes, nearly the same words."""
    return [EXACT, NEAR]
