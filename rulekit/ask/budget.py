"""What asking has cost, what it will cost, and when it costs too much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

from rulekit.ask.journal import KEPT, Entry
from rulekit.errors import Problem, UsageError
from rulekit.spec.ask import AskLimits, AskPrice

MILLION = 1e6  # tokens that a price is of


@dataclass
class Spent:
    """Sums over a journal: requests with all their tries, answers, failures, tokens each way.

    `uncounted` are answers that do not say how many tokens they took.
    """

    requests: int = 0
    answered: int = 0
    failed: int = 0
    input: int = 0
    output: int = 0
    uncounted: int = 0

    def add(self, entry: Entry) -> None:
        """Add a line of the journal."""
        self.requests += entry.tries
        self.answered += entry.is_answered
        self.failed += not entry.is_answered
        self.input += entry.usage.get("input", 0)
        self.output += entry.usage.get("output", 0)
        self.uncounted += entry.is_answered and not {"input", "output"} <= entry.usage.keys()

    def money(self, price: AskPrice) -> float:
        """Price of the tokens."""
        return (self.input * price.input + self.output * price.output) / MILLION


@dataclass
class Budget:
    """Limits, and what is spent of them by all runs of a folder."""

    limits: AskLimits
    price: AskPrice
    spent: Spent = field(default_factory=Spent)

    def sums(self) -> Iterator[tuple[str, float, float | None]]:
        """Name of each limit, what is spent of it, and how much may be; None for any amount."""
        spent, limits = self.spent, self.limits
        yield "requests", spent.requests, limits.requests
        yield "tokens", spent.input + spent.output, limits.tokens
        yield "money", spent.money(self.price), limits.money

    def refusal(self, open: int) -> UsageError | None:
        """Why no further request is made, with so many under way; None while there is no reason.

        Those under way count as an answer has on average, so a limit is passed by little at most.
        """
        for name, spent, most in self.sums():
            if most is not None and spent + open * self._mean(name, spent) >= most:
                message = f"`limits: {{{name}: {most:.10g}}}` is reached"
                return UsageError([Problem(message, remedy=f"raise it; {KEPT}")])
        if self.spent.uncounted and (self.limits.tokens or self.limits.money):
            message = "the server does not count tokens, so no limit on them or on money holds"
            return UsageError([Problem(message, remedy=f"limit `requests` instead; {KEPT}")])
        return None

    def _mean(self, name: str, spent: float) -> float:
        return 1 if name == "requests" else spent / max(1, self.spent.answered)

    def outlook(self, replies: int) -> dict[str, float]:
        """What so many more replies will cost, by those that are there; tokens come whole."""
        share = replies / max(1, self.spent.answered)
        costs = {name: spent * share for name, spent, _ in self.sums()}
        whole = {name: ceil(round(one, 6)) for name, one in costs.items() if name != "money"}
        return costs | whole
