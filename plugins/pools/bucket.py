"""Buckets of scores, each with its own share of what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .boundary import Boundary, Weighed, boundaries, first_of, is_whole, keys_of
from .score_key import key_of, value_of
from .score_line import KeptPart, ScoreLine, count_kept, cutoff_before, is_within
from .score_spec import BucketsSpec
from .scored import SCORED, ScoredCorpus, ScoredPart, ScoredRow
from .share import fraction_of

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Buckets:
    """Draws the share of each bucket by hash, as many rows as fit."""

    spec: BucketsSpec

    def settle(self, corpus: ScoredCorpus) -> list[list[ScoreLine]]:
        """A line for each bucket of each group, from the lowest."""
        edges = self._edges(corpus)
        lines = [line for group in edges.T.tolist() for line in self._lines(group)]
        count_kept(lines, (self._in_all(part, edges) for part in corpus.parts()))
        groups = [lines[i : i + self.spec.count] for i in range(0, len(lines), self.spec.count)]
        for group in groups:
            self._aim(group)
        targets = [[line.target or 0] for line in lines]
        ends = first_of(boundaries(lambda: self._drawn(corpus, edges), targets))
        for line, end in zip(lines, ends, strict=True):
            line.cutoff = cutoff_before(end.key)
        count_kept(lines, self._kept(corpus, edges, ends))
        for line in lines:
            line.cutoff = line.cutoff if line.kept or not line.rows else None
        return groups

    def told(self, row: ScoredRow, lines: Sequence[Mapping[str, Any]]) -> tuple[bool, str, str]:
        """Whether a row stays, the bucket that it is in, and why, in words."""
        buckets = lines[: self.spec.count]  # behind them are those of rows without a score
        line = [one for one in buckets if one["low"] is None or row.score >= one["low"]][-1]
        stays, hash_ = is_within(row.drawn, line["cutoff"]), f"its hash {row.drawn:016x}"
        place = f"bucket {line['part']} of {self.spec.count} of {row.label}"
        rows = f"of which {line['kept']:,} of {line['rows']:,} rows stay"
        drawn = f"; {hash_} is {'within' if stays else 'over'} {line['cutoff']}"
        why = f"its score {row.score:.6g} is in {place}, {rows}"
        return stays, line["part"], why + (drawn if line["cutoff"] else "")

    def _edges(self, corpus: ScoredCorpus) -> Array:
        """The keys of the scores at which buckets begin, by the bucket from the second, and group.

        A quantile is the score of the first row that does not fit into its share.
        """
        import numpy as np

        groups = len(corpus.groups)
        if self.spec.edges:
            keys = [key_of(one) for one in self.spec.edges]
            return np.repeat(np.array(keys, np.uint64)[:, None], groups, axis=1)
        count = self.spec.count
        totals = [
            group.sizes[SCORED] if self.spec.counts_bytes else group.rows[SCORED]
            for group in corpus.groups
        ]
        targets = [[total * i // count for i in range(1, count)] for total in totals]
        found = boundaries(lambda: self._scores(corpus), targets)
        keys_by_group = [[end.key or 0 for end in some] for some in found]
        return np.array(keys_by_group, np.uint64).reshape(groups, count - 1).T

    def _lines(self, keys: Sequence[int]) -> Iterator[ScoreLine]:
        edges = [None, *(value_of(one) if one else None for one in keys), None]  # 0: no row
        for i in range(len(keys) + 1):
            yield ScoreLine(str(i + 1), edges[i], edges[i + 1])

    def _aim(self, lines: Sequence[ScoreLine]) -> None:
        """Say how much of each bucket of a group is asked for."""
        there = [line.before if self.spec.counts_bytes else line.rows for line in lines]
        shares = [fraction_of(one) for one in self.spec.keep or self.spec.mix or ()]
        wanted = [share * have for share, have in zip(shares, there, strict=True)]
        if self.spec.mix:
            pairs = zip(shares, there, strict=True)
            whole = min((Fraction(have) / share for share, have in pairs if share))
            wanted = [share * whole for share in shares]
        for line, target in zip(lines, wanted, strict=True):
            line.target = int(target)

    def _at(self, part: ScoredPart, edges: Array) -> Array:
        """The number of the line that each row is in."""
        import numpy as np

        bucket = np.zeros(len(part.key), np.int64)
        for edge in edges:
            bucket += part.key >= edge[part.place]
        at: Array = part.place * self.spec.count + bucket
        return at

    def _amount(self, part: ScoredPart) -> Array:
        import numpy as np

        return part.size if self.spec.counts_bytes else np.ones(len(part.size), np.int64)

    def _scores(self, corpus: ScoredCorpus) -> Iterator[Weighed]:
        for part in corpus.parts():
            yield Weighed(part.place, part.key, self._amount(part))

    def _drawn(self, corpus: ScoredCorpus, edges: Array) -> Iterator[Weighed]:
        for part in corpus.parts():
            yield Weighed(self._at(part, edges), part.drawn, self._amount(part))

    def _in_all(self, part: ScoredPart, edges: Array) -> KeptPart:
        return KeptPart(self._at(part, edges), part.size >= 0, part.size)

    def _kept(
        self, corpus: ScoredCorpus, edges: Array, ends: Sequence[Boundary]
    ) -> Iterator[KeptPart]:
        last, fits = keys_of(ends), is_whole(ends)
        for part in corpus.parts():
            at = self._at(part, edges)
            yield KeptPart(at, fits[at] | (part.drawn < last[at]), part.size)
