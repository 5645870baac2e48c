"""Rules and packs put to the test: their examples, and the promises of a pack.

No part of judging: nothing else may import it but the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.testing.conformance import assert_conforms, conform

__all__ = ["assert_conforms", "conform"]


def __getattr__(name: str) -> Any:
    """Load the kit on first use: testing examples does not need it."""
    if name not in __all__:
        raise AttributeError(f"module 'rulekit.testing' has no attribute {name!r}")
    from rulekit.testing import conformance

    return getattr(conformance, name)
