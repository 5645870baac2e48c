"""Counting over the rows of an audit: how many a rule fails, at which limit, beside which others.

See docs/architecture.md for what may be imported here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.analysis.difference import differences_of
    from rulekit.analysis.failures import failures_of
    from rulekit.analysis.label import labelled_rows, read_labels
    from rulekit.analysis.limit import effect, limits_to_try
    from rulekit.analysis.precision import labelled_readings
    from rulekit.analysis.ranking import ranked
    from rulekit.analysis.rule_rows import rows_of_rule

__all__ = [
    "differences_of",
    "effect",
    "failures_of",
    "labelled_readings",
    "labelled_rows",
    "limits_to_try",
    "ranked",
    "read_labels",
    "rows_of_rule",
]

_HOMES = {
    "difference": ("differences_of",),
    "failures": ("failures_of",),
    "label": ("labelled_rows", "read_labels"),
    "limit": ("effect", "limits_to_try"),
    "precision": ("labelled_readings",),
    "ranking": ("ranked",),
    "rule_rows": ("rows_of_rule",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load on first use: numbers and tables are heavy."""
    if name not in _HOME:
        raise AttributeError(f"module 'rulekit.analysis' has no attribute {name!r}")
    return getattr(import_module(f"rulekit.analysis.{_HOME[name]}"), name)
