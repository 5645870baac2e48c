"""The best share of each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .boundary import Boundary, Weighed, boundaries, first_of, is_whole, keys_of
from .score_key import value_of
from .score_line import KeptPart, ScoreLine, count_kept, cutoff_before, is_within
from .score_spec import TopSpec
from .scored import SCORED, ScoredCorpus, ScoredPart, ScoredRow
from .share import fraction_of, size_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

PART = "top"
LAST = 2**64 - 1


@dataclass(frozen=True)
class Top:
    """Takes rows from the best on as long as they fit; where the last are equal, by their hash."""

    spec: TopSpec

    def settle(self, corpus: ScoredCorpus) -> list[list[ScoreLine]]:
        """A line for each group; it ends at its `low` or, where low scores are best, its `high`."""
        targets = [self._target(group.rows[SCORED], group.sizes[SCORED]) for group in corpus.groups]
        ends = first_of(boundaries(lambda: self._all(corpus), [[one] for one in targets]))
        left = [[target - end.below] for target, end in zip(targets, ends, strict=True)]
        ties = first_of(boundaries(lambda: self._tied(corpus, ends), left))
        lines = [ScoreLine(PART, target=target) for target in targets]
        count_kept(lines, self._kept(corpus, ends, ties))
        worst = self._worst(corpus, ends, ties)
        for line, end, tie, key in zip(lines, ends, ties, worst, strict=True):
            self._end(line, end, tie, key)
        return [[line] for line in lines]

    def _end(self, line: ScoreLine, end: Boundary, tie: Boundary, worst: int) -> None:
        """Say at which score a group ends; and at which hash, where not all with it stay."""
        if end.key is None:
            return
        if not line.kept:
            line.cutoff = None
            return
        score = value_of(worst ^ LAST if self._is_high else worst)
        line.low, line.high = (score, None) if self._is_high else (None, score)
        line.cutoff = cutoff_before(tie.key) if worst == end.key else ""

    def told(self, row: ScoredRow, lines: Sequence[Mapping[str, Any]]) -> tuple[bool, str, str]:
        """Whether a row stays, the part that it is in, and why, in words."""
        (line, *_) = lines
        end, cutoff = line["low"] if self._is_high else line["high"], line["cutoff"]
        best, score = self._words(row.label), f"its score {row.score:.6g}"
        if end is None:
            if cutoff is None:
                return False, PART, f"{score} is not within {best}, which are no row"
            return True, PART, f"{score} is within {best}, as all are"
        if row.score == end and cutoff:
            stays = is_within(row.drawn, cutoff)
            why = f"is that at which {best} end, and its hash {row.drawn:016x} is"
            return stays, PART, f"{score} {why} {'within' if stays else 'over'} {cutoff}"
        if row.score == end or (row.score > end) == self._is_high:
            return True, PART, f"{score} is within {best}, which end at {end:.6g}"
        side = "under" if self._is_high else "over"
        return False, PART, f"{score} is {side} {end:.6g}, the limit of {best}"

    @property
    def _is_high(self) -> bool:
        return self.spec.best == "high"

    def _words(self, label: str) -> str:
        worth = "best" if self._is_high else "lowest"
        return f"the {worth} {self.spec.top} of {label}"

    def _target(self, rows: int, size: int) -> int:
        bytes_ = size_of(self.spec.top)
        if bytes_ is not None:
            return bytes_
        return int(fraction_of(self.spec.top) * (size if self.spec.counts_bytes else rows))

    def _order(self, part: ScoredPart) -> Array:
        ordered: Array = ~part.key if self._is_high else part.key
        return ordered

    def _amount(self, part: ScoredPart) -> Array:
        import numpy as np

        return part.size if self.spec.counts_bytes else np.ones(len(part.size), np.int64)

    def _all(self, corpus: ScoredCorpus) -> Iterator[Weighed]:
        for part in corpus.parts():
            yield Weighed(part.place, self._order(part), self._amount(part))

    def _tied(self, corpus: ScoredCorpus, ends: Sequence[Boundary]) -> Iterator[Weighed]:
        last = keys_of(ends)
        for part in corpus.parts():
            here = self._order(part) == last[part.place]
            yield Weighed(part.place[here], part.drawn[here], self._amount(part)[here])

    def _kept(
        self, corpus: ScoredCorpus, ends: Sequence[Boundary], ties: Sequence[Boundary]
    ) -> Iterator[KeptPart]:
        last, tie, whole = keys_of(ends), keys_of(ties), is_whole(ends)
        for part in corpus.parts():
            order, place = self._order(part), part.place
            tied = (order == last[place]) & (part.drawn < tie[place])
            yield KeptPart(place, whole[place] | (order < last[place]) | tied, part.size)

    def _worst(
        self, corpus: ScoredCorpus, ends: Sequence[Boundary], ties: Sequence[Boundary]
    ) -> list[int]:
        """The key of the worst row that stays, of each group."""
        import numpy as np

        worst = np.zeros(len(ends), np.uint64)
        kept = self._kept(corpus, ends, ties)
        for part, counted in zip(corpus.parts(), kept, strict=True):
            np.maximum.at(worst, part.place[counted.stays], self._order(part)[counted.stays])
        found: list[int] = worst.tolist()
        return found
