"""The rules that judge documents of one sort."""

from __future__ import annotations

from dataclasses import dataclass

from rulekit.core.rule import Rule
from rulekit.core.signal import Signal


@dataclass(frozen=True)
class RuleSet:
    """The rules for documents of one language and kind, in order, and their signals, each once."""

    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...]
    min_score: float
