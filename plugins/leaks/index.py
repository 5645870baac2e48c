"""The index of benchmarks: which gram is in which part of which item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .gram import SHORTEST, distinct, gram_hashes
from .hash_table import HashTable
from .word import WordRuns

if TYPE_CHECKING:
    import numpy as np

    from .word import Numbers, Places


class Part(NamedTuple):
    """A text of an item of a benchmark."""

    benchmark: str
    item: str
    name: str
    words: WordRuns

    def __str__(self) -> str:
        return f"{self.benchmark}/{self.item}, {self.name}"


class Limits(NamedTuple):
    """How many words a gram has, and how many different telling ones at least."""

    words: int
    min_distinct: int

    def halved(self) -> Limits:
        """Grams of half the words, of which all but one differ: a hint, no proof."""
        words = max(SHORTEST, self.words // 2)
        return Limits(words, min(self.min_distinct, words - 1))

    def doubled(self) -> Limits:
        """Grams of twice the words, of which half as many have to differ."""
        return Limits(self.words * 2, (self.min_distinct + 1) // 2)


@dataclass(frozen=True, eq=False)
class Shared:
    """Words that a text shares with benchmarks: of each hit the first word and the gram's number.

    Hits are in the order of the text.
    """

    words: WordRuns
    starts: Places
    grams: Places

    def __len__(self) -> int:
        return len(self.starts)

    def only(self, grams: Sequence[int]) -> Shared:
        """The hits of some grams."""
        import numpy as np

        mine = np.isin(self.grams, np.array(grams, np.int64))
        return Shared(self.words, self.starts[mine], self.grams[mine])


@dataclass(frozen=True, eq=False)
class GramIndex:
    """Grams of benchmarks: the table of their hashes, and how many words each has.

    A gram may be in several parts: the postings of the i-th are `bounds[i]` to `bounds[i + 1]`,
    each the number of a part and that of the gram's first word in it.
    """

    parts: Sequence[Part]
    table: HashTable
    words: Places
    bounds: Places
    postings: np.ndarray[tuple[int, int], np.dtype[np.int64]]

    @cached_property
    def lengths(self) -> tuple[int, ...]:
        """Lengths of grams that there are, in words."""
        return tuple(sorted(set(self.words.tolist())))

    @cached_property
    def sizes(self) -> Places:
        """Of each part, how many different grams it has."""
        import numpy as np

        numbers = np.repeat(np.arange(len(self.words)), np.diff(self.bounds))
        pairs = np.unique(np.stack([self.postings[:, 0], numbers]), axis=1)
        return np.bincount(pairs[0], minlength=len(self.parts))

    def by_part(self, grams: Iterable[int]) -> dict[int, list[int]]:
        """The grams, each once and in order, by the number of the part that has them."""
        found: dict[int, list[int]] = {}
        for gram in sorted(set(grams)):
            rows = self.postings[self.bounds[gram] : self.bounds[gram + 1]]
            for part in set(rows[:, 0].tolist()):
                found.setdefault(part, []).append(gram)
        return found

    def shared(self, words: WordRuns) -> Shared:
        """What a text shares with the benchmarks; words are compared, not only hashes."""
        import numpy as np

        hashes = words.hashes()
        found = [self.table.find(gram_hashes(hashes, length)) for length in self.lengths]
        starts = np.concatenate([np.zeros(0, np.int64), *(start for start, _ in found)])
        grams = np.concatenate([np.zeros(0, np.int64), *(gram for _, gram in found)])
        order = np.argsort(starts, kind="stable")
        return self._compared(Shared(words, starts[order], grams[order]))

    def _compared(self, shared: Shared) -> Shared:
        """Without grams whose hashes alone are equal; the first hit of each is looked at."""
        import numpy as np

        grams, first = np.unique(shared.grams, return_index=True)
        hits = zip(grams.tolist(), shared.starts[first].tolist(), strict=True)
        same = [gram for gram, start in hits if self._is_at(gram, shared.words, start)]
        return shared if len(same) == len(grams) else shared.only(same)

    def _is_at(self, gram: int, words: WordRuns, start: int) -> bool:
        part, at = self.postings[self.bounds[gram]].tolist()
        return words.same(start, self.parts[part].words, at, int(self.words[gram]))


def build_index(parts: Sequence[Part], limits: Limits) -> GramIndex:
    """The index of some parts."""
    import numpy as np

    tables = [_table(part, limits) for part in parts]
    hashes = np.concatenate([np.zeros(0, np.uint64), *(table.hashes for table in tables)])
    at = np.concatenate([np.zeros(0, np.int64), *(table.at for table in tables)])
    counts = [len(table.at) for table in tables]
    part = np.repeat(np.arange(len(parts)), counts)
    words = np.repeat(np.array([table.words for table in tables], np.int64), counts)
    order = np.lexsort((at, part, hashes))
    unique, first = np.unique(hashes[order], return_index=True)
    bounds = np.append(first, len(order))
    postings = np.stack([part[order], at[order]], axis=1)
    return GramIndex(parts, HashTable(unique), words[order][first], bounds, postings)


class _Table(NamedTuple):
    """The grams of one part."""

    words: int
    hashes: Numbers
    at: Places


def _table(part: Part, limits: Limits) -> _Table:
    """Grams of a part; one of fewer words is a gram as a whole.

    Where no gram has enough different words, longer ones say as much: HumanEval/53 adds two
    numbers, in 26 words of which 5 differ.
    """
    table = _grams(part, limits._replace(words=min(limits.words, max(len(part.words), SHORTEST))))
    return table if len(table.at) else _grams(part, limits.doubled())


def _grams(part: Part, limits: Limits) -> _Table:
    import numpy as np

    different = distinct(part.words.spelled(0, len(part.words)), limits.words)
    at = np.flatnonzero(np.fromiter(different, np.int64) >= limits.min_distinct)
    return _Table(limits.words, gram_hashes(part.words.hashes(), limits.words)[at], at)
