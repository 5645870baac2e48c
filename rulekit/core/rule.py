"""Rules: one signal, and where it must stay."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from rulekit.core.dataclass import dataclass

if TYPE_CHECKING:
    from rulekit.core.document import Kind
    from rulekit.core.signal import Signal

TOLERANCE = 1e-12  # what floating point may add to a share that stands exactly on its limit
OWN = "rule"  # the layer of a bound that the rule's own file set


def written(value: float) -> str:
    """A limit as a person would write it: no exponent, no `.0`, no digits that are only noise."""
    return f"{value:.0f}" if value == int(value) else f"{value:.12g}"


@dataclass(frozen=True)
class Bound:
    """A number, and the layer that set it."""

    value: float
    set_by: str = OWN

    def __str__(self) -> str:
        return written(self.value)


@dataclass(frozen=True)
class Range:
    """Range of allowed values, from `minimum` to `maximum`, both inclusive, either absent."""

    minimum: Bound | None = None
    maximum: Bound | None = None

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The limits as numbers, infinite where there is none."""
        low, high = self.minimum, self.maximum
        return (low.value if low else -math.inf), (high.value if high else math.inf)

    def __contains__(self, value: float) -> bool:
        return self.margin(value) <= TOLERANCE

    def margin(self, value: float) -> float:
        """Distance beyond the nearer bound: positive outside, negative inside, 0 on it."""
        return max(distance for distance, _ in self._distances(value))

    def nearer(self, value: float) -> tuple[Literal["min", "max"], Bound]:
        """The bound that is violated or would be first, and which end of the range it is."""
        bound = max(self._distances(value), key=lambda pair: pair[0])[1]
        return ("max" if bound is self.maximum else "min"), bound

    def _distances(self, value: float) -> list[tuple[float, Bound]]:
        distances = []
        if self.maximum is not None:
            distances.append((value - self.maximum.value, self.maximum))
        if self.minimum is not None:
            distances.append((self.minimum.value - value, self.minimum))
        return distances or [(-1.0, Bound(value))]

    def __str__(self) -> str:
        low, high = self.minimum, self.maximum
        if low and high:
            return f"{low} to {high}"
        return f"<= {high}" if high else f">= {low}" if low else "anything"


@dataclass(frozen=True)
class Guard:
    """A rule applies only where this signal is inside this range."""

    signal: Signal
    keep: Range


@dataclass(frozen=True)
class Rule:
    """A limit for one signal.

    `id` is its address, `<pack>/<file stem>`. `languages` and `kinds` say where it applies at all;
    empty means everywhere. `spare` is the share of failing documents that stays, chosen by a hash
    of content, id and seed. `message` is a template over value, limit, margin, count and text.
    `implied_by` are ids of the rules from whose failure this one's follows.
    """

    id: str
    title: str
    signal: Signal
    keep: Range
    when: tuple[Guard, ...] = ()
    action: Literal["drop", "flag"] = "drop"
    weight: float = 1.0
    spare: Bound = Bound(0.0)
    message: str = ""
    languages: frozenset[str] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    implied_by: frozenset[str] = frozenset()

    def applies_to(self, language: str, kind: str) -> bool:
        """True if it judges documents of this language and kind."""
        return (not self.languages or language in self.languages) and (
            not self.kinds or kind in self.kinds
        )

    @property
    def signals(self) -> tuple[Signal, ...]:
        """Signals that the rule reads: its own, then its guards'."""
        return (self.signal, *(guard.signal for guard in self.when))
