"""Rules, packs and steps put to the test: examples, the promises of a pack, rows for a step.

No part of judging: nothing else may import it but the command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.testing.conformance import assert_conforms, conform
    from rulekit.testing.curated import curated_row
    from rulekit.testing.kit import Kit
    from rulekit.testing.suite import conformance_suite

__all__ = ["Kit", "assert_conforms", "conform", "conformance_suite", "curated_row"]

_HOMES = {
    "Kit": "rulekit.testing.kit",
    "assert_conforms": "rulekit.testing.conformance",
    "conform": "rulekit.testing.conformance",
    "conformance_suite": "rulekit.testing.suite",
    "curated_row": "rulekit.testing.curated",
}


def __getattr__(name: str) -> Any:
    """Load the kit on first use: testing examples does not need it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rulekit.testing' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
