"""The rules that judge documents of one sort."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from rulekit.core.readings import Signals
from rulekit.core.rule import Rule
from rulekit.core.signal import Signal


@dataclass(frozen=True)
class RuleSet:
    """The rules for documents of one language and kind, in order, and their signals, each once."""

    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...]
    min_score: float

    @cached_property
    def sheet(self) -> Signals:
        """The signals as they are read."""
        return Signals(self.signals)

    @cached_property
    def text_first(self) -> tuple[Rule, ...]:
        """The rules that can drop, or speak at all, those that ask for no syntax tree first."""
        return tuple(sorted(self.rules, key=_asks_for_tree))


def _asks_for_tree(rule: Rule) -> bool:
    return any(signal.needs for signal in rule.signals)
