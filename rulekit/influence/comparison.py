"""Influence beside the plain measures: whether it says more than loss and norm do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rulekit.influence.matching import matched
from rulekit.influence.rank import area, rank_correlation

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from rulekit.influence.rank import Numbers

PAIRS = 20  # under which nothing can be said: chance alone is off by 0.09
ENOUGH, AHEAD = 0.80, 0.10  # the area, and by how much it is above those of loss and of norm
DIGITS = 6
BETTER, NOT_BETTER, UNKNOWN = "better than loss and norm", "not better than loss", "not known"


@dataclass(frozen=True, eq=False)
class Measures:
    """What was measured of samples, each a column: influence, loss, gradient norm, tokens."""

    influence: Numbers
    loss: Numbers
    norm: Numbers
    tokens: Numbers

    def at(self, places: Sequence[int]) -> Measures:
        """Those of some samples."""
        columns = (self.influence, self.loss, self.norm, self.tokens)
        return Measures(*(column[list(places)] for column in columns))


@dataclass(frozen=True)
class Comparison:
    """How well influence, low loss and low norm tell wanted samples from others, as areas.

    All pairs are equally hard and equally long, within 5%.
    """

    pairs: int
    influence: float = 0.5
    loss: float = 0.5
    norm: float = 0.5

    @property
    def verdict(self) -> str:
        """One of BETTER, NOT_BETTER and UNKNOWN."""
        if self.pairs < PAIRS:
            return UNKNOWN
        ahead = round(self.influence - max(self.loss, self.norm), DIGITS)
        return BETTER if self.influence >= ENOUGH and ahead >= AHEAD else NOT_BETTER

    def told(self) -> dict[str, Any]:
        """Plain data of it, with the verdict."""
        return {**asdict(self), "verdict": self.verdict}


def compare(measures: Measures, wanted: NDArray[bool_]) -> Comparison:
    """Compare influence with the plain measures on pairs that are matched in loss and length."""
    places = matched(wanted, (measures.loss, measures.tokens))
    if not places:
        return Comparison(0)
    some, kinds = measures.at(places), wanted[places]
    areas = [area(values, kinds) for values in (some.influence, -some.loss, -some.norm)]
    return Comparison(len(places) // 2, *(round(one, DIGITS) for one in areas))


def beside(measures: Measures, top: int) -> dict[str, Any]:
    """What a selection of the `top` by influence shares with the plain measures.

    Rank correlations with each, and the share of the top that lowest loss, and lowest norm, would
    have taken, too; `chance` is the share that any other order would.
    """
    import numpy as np

    count = len(measures.loss)
    plain = {"loss": measures.loss, "norm": measures.norm, "tokens": measures.tokens}
    told = {name: rank_correlation(measures.influence, one) for name, one in plain.items()}
    first = {*np.argsort(-measures.influence, kind="stable")[:top].tolist()}
    shared = {
        name: len(first & {*np.argsort(plain[name], kind="stable")[:top].tolist()})
        for name in ("loss", "norm")
    }
    return {
        "correlation": {name: round(one, DIGITS) for name, one in told.items()},
        "overlap": {name: round(one / (len(first) or 1), DIGITS) for name, one in shared.items()},
        "chance": round(min(top, count) / (count or 1), DIGITS),
    }
