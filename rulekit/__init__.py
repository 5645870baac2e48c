"""rulekit decides which source files belong in a code model's pretraining data, and shows why.

This module is the whole public surface: what plugins import, and what a notebook needs. Everything
is loaded on first use, so that `import rulekit` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.catalog.hookspecs import hookimpl
    from rulekit.core.angle import too_many_angles
    from rulekit.core.corpus import Broken, Reader, Row
    from rulekit.core.document import Document
    from rulekit.core.pack import Language, Pack
    from rulekit.core.reading import Reading, Unmeasured
    from rulekit.core.runner import Place, Runner
    from rulekit.core.signal import Signal
    from rulekit.core.span import Span
    from rulekit.core.syntax import Grammar
    from rulekit.core.tongue import Tongue, Tongues
    from rulekit.core.verdict import Finding, Verdict
    from rulekit.errors import RulekitError
    from rulekit.run.local import LocalEngine, load
    from rulekit.run.place import Worker

__all__ = [
    "Broken",
    "Document",
    "Finding",
    "Grammar",
    "Language",
    "LocalEngine",
    "Pack",
    "Place",
    "Reader",
    "Reading",
    "Row",
    "RulekitError",
    "Runner",
    "Signal",
    "Span",
    "Tongue",
    "Tongues",
    "Unmeasured",
    "Verdict",
    "Worker",
    "hookimpl",
    "load",
    "too_many_angles",
]

_HOMES = {
    "rulekit.catalog.hookspecs": ("hookimpl",),
    "rulekit.core.angle": ("too_many_angles",),
    "rulekit.core.corpus": ("Broken", "Reader", "Row"),
    "rulekit.core.document": ("Document",),
    "rulekit.core.pack": ("Language", "Pack"),
    "rulekit.core.reading": ("Reading", "Unmeasured"),
    "rulekit.core.runner": ("Place", "Runner"),
    "rulekit.core.signal": ("Signal",),
    "rulekit.core.span": ("Span",),
    "rulekit.core.syntax": ("Grammar",),
    "rulekit.core.tongue": ("Tongue", "Tongues"),
    "rulekit.core.verdict": ("Finding", "Verdict"),
    "rulekit.errors": ("RulekitError",),
    "rulekit.run.local": ("LocalEngine", "load"),
    "rulekit.run.place": ("Worker",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rulekit' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
