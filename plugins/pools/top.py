"""The best share of each group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .boundary import Boundary, Weighed, boundaries, first_of, is_whole, keys_of
from .score_key import value_of
from .score_line import Counted, ScoreLine, count_kept, cutoff_before, is_within
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
        lines = [*map(self._line, targets, ends, ties)]
        count_kept(lines, self._kept(corpus, ends, ties))
        return [[line] for line in lines]

    def _line(self, target: int, end: Boundary, tie: Boundary) -> ScoreLine:
        line = ScoreLine(PART, target=target)
        if end.key is not None:
            line.cutoff = cutoff_before(tie.key)
            score = value_of(self._turned(end.key))
            line.low, line.high = (score, None) if self._is_high else (None, score)
        return line

    def told(self, row: ScoredRow, lines: Sequence[Mapping[str, Any]]) -> tuple[bool, str, str]:
        """Whether a row stays, the part that it is in, and why, in words."""
        (line, *_) = lines
        end = line["low"] if self._is_high else line["high"]
        best, score = self._words(row.label), f"its score {row.score:.6g}"
        if end is None:
            return True, PART, f"{score} is within {best}, as all are"
        if row.score == end:
            stays = is_within(row.drawn, line["cutoff"])
            why = f"is that at which {best} end, and its hash {row.drawn:016x} is"
            return stays, PART, f"{score} {why} {'within' if stays else 'over'} {line['cutoff']}"
        if (row.score > end) == self._is_high:
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

    def _turned(self, key: int) -> int:
        """The key of a score in the order of the best first, or back."""
        return key ^ LAST if self._is_high else key

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
    ) -> Iterator[Counted]:
        last, tie, whole = keys_of(ends), keys_of(ties), is_whole(ends)
        for part in corpus.parts():
            order, place = self._order(part), part.place
            tied = (order == last[place]) & (part.drawn < tie[place])
            yield Counted(place, whole[place] | (order < last[place]) | tied, part.size)
