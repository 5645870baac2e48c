"""A chance to stay that rises with the score, instead of a limit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .hashed import HASHES
from .score_key import value_of
from .score_line import KeptPart, ScoreLine, count_kept
from .scored import ScoredCorpus, ScoredRow

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

PART = "pareto"


@dataclass(frozen=True)
class Pareto:
    """Keeps a row whose score is s with a chance of (2 - s)^-alpha, decided by its hash."""

    alpha: int

    def settle(self, corpus: ScoredCorpus) -> list[list[ScoreLine]]:
        """A line for each group."""
        lines = [ScoreLine(PART) for _ in corpus.groups]
        count_kept(lines, self._kept(corpus))
        return [[line] for line in lines]

    def told(self, row: ScoredRow, _lines: Sequence[Mapping[str, Any]]) -> tuple[bool, str, str]:
        """Whether a row stays, and why, in words."""
        last = self.last(row.score)
        stays, chance = row.drawn <= last, (last + 1) / HASHES
        told = f"its score {row.score:.6g} gives it a chance of {chance:.4g}"
        within = "within" if stays else "over"
        return stays, PART, f"{told}; its hash {row.drawn:016x} is {within} {last:016x}"

    def last(self, score: float) -> int:
        """The highest hash that stays. Scores under 0 count as 0, over 1 as 1."""
        over = (2 - Fraction(min(max(score, 0.0), 1.0))) ** self.alpha  # exact on every machine
        return -(-HASHES * over.denominator // over.numerator) - 1

    def _kept(self, corpus: ScoredCorpus) -> Iterator[KeptPart]:
        import numpy as np

        for part in corpus.parts():
            keys, which = np.unique(part.key, return_inverse=True)
            last = np.array([self.last(value_of(key)) for key in keys.tolist()], np.uint64)
            yield KeptPart(part.place, part.drawn <= last[which.reshape(-1)], part.size)
