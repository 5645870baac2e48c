"""The rules that judge documents of one sort."""

from __future__ import annotations

from functools import cached_property

from rulekit.core.dataclass import dataclass
from rulekit.core.readings import Signals
from rulekit.core.rule import Rule
from rulekit.core.scorecard import Scorecard
from rulekit.core.signal import Signal


@dataclass(frozen=True)
class RuleSet:
    """The rules for documents of one language and kind, in order, and their signals, each once."""

    rules: tuple[Rule, ...]
    signals: tuple[Signal, ...]
    min_score: float

    @staticmethod
    def of(rules: tuple[Rule, ...], card: Scorecard, min_score: float | None) -> RuleSet:
        """The rule set that the rules make, with the signals of the scorecard if there are any.

        Without a `min_score` that of the scorecard holds.
        """
        signals = {term.signal.name: term.signal for term in card.terms} if rules else {}
        signals |= {signal.name: signal for rule in rules for signal in rule.signals}
        ordered = tuple(signals[name] for name in sorted(signals))
        return RuleSet(rules, ordered, card.min_score if min_score is None else min_score)

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
