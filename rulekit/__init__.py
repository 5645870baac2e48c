"""rulekit decides which source files belong in a code model's pretraining data, and shows why.

This module is the whole public surface: what plugins import, and what a notebook needs. Everything
is loaded on first use, so that `import rulekit` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rulekit.audit.open import open_audit
    from rulekit.core.document import Document
    from rulekit.core.finder import Finder
    from rulekit.core.natural_language import LanguageIdentifier, NaturalLanguage
    from rulekit.core.reading import Reading, Unmeasured
    from rulekit.core.signal import Signal
    from rulekit.core.span import Span
    from rulekit.core.verdict import Finding, Verdict
    from rulekit.errors import RulekitError
    from rulekit.hooks.hookspecs import hookimpl
    from rulekit.hooks.pack import Language, Pack
    from rulekit.hooks.reader import BrokenRow, Reader, Row
    from rulekit.hooks.runner import Executor, Runner
    from rulekit.loader import LocalEngine, load
    from rulekit.run.local_runner import Worker
    from rulekit.syntax.angle import too_many_angles
    from rulekit.syntax.embedded import blanked
    from rulekit.syntax.grammar import Grammar

__all__ = [
    "BrokenRow",
    "Document",
    "Executor",
    "Finder",
    "Finding",
    "Grammar",
    "Language",
    "LanguageIdentifier",
    "LocalEngine",
    "NaturalLanguage",
    "Pack",
    "Reader",
    "Reading",
    "Row",
    "RulekitError",
    "Runner",
    "Signal",
    "Span",
    "Unmeasured",
    "Verdict",
    "Worker",
    "blanked",
    "hookimpl",
    "load",
    "open_audit",
    "too_many_angles",
]

_HOMES = {
    "rulekit.audit.open": ("open_audit",),
    "rulekit.hooks.hookspecs": ("hookimpl",),
    "rulekit.syntax.angle": ("too_many_angles",),
    "rulekit.syntax.embedded": ("blanked",),
    "rulekit.hooks.reader": ("BrokenRow", "Reader", "Row"),
    "rulekit.core.document": ("Document",),
    "rulekit.core.finder": ("Finder",),
    "rulekit.hooks.pack": ("Language", "Pack"),
    "rulekit.core.reading": ("Reading", "Unmeasured"),
    "rulekit.hooks.runner": ("Executor", "Runner"),
    "rulekit.core.signal": ("Signal",),
    "rulekit.core.span": ("Span",),
    "rulekit.syntax.grammar": ("Grammar",),
    "rulekit.core.natural_language": ("NaturalLanguage", "LanguageIdentifier"),
    "rulekit.core.verdict": ("Finding", "Verdict"),
    "rulekit.errors": ("RulekitError",),
    "rulekit.loader": ("LocalEngine", "load"),
    "rulekit.run.local_runner": ("Worker",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'rulekit' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return __all__
