"""What is looked for: the grams of benchmarks, and the functions that they ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import rulekit

from .entry_point import KEYWORDS, DefinedNames, distinctive, folded, name_hash
from .gram import SHORTEST
from .index import GramIndex, Limits, Part, Shared, build_index
from .leak import PartFound, parts_found
from .word import WordRuns, word_runs

if TYPE_CHECKING:
    from .word import Numbers

Items = Mapping[str, Sequence[rulekit.BenchmarkItem]]


class PointFound(NamedTuple):
    """An entry point that a row defines: its folded name, its bytes, and what else is shared."""

    name: str
    start: int
    end: int
    found: PartFound


@dataclass(frozen=True, eq=False)
class EntryPoints:
    """Entry points of items, by their folded names: in `hints`, the numbers of the item's parts.

    A name alone proves nothing: 86 of 38,178 files define one of the 119 distinctive names of
    HumanEval, such as `is_prime` or `getRow`. So a row must also share a gram of half the words
    with the item, of which all but one differ and one is not in the name; none of the 86 does.
    With three different words of five, `0 return false return true`, 6 did.
    """

    hints: GramIndex
    items: Mapping[str, frozenset[int]]

    @cached_property
    def _defined(self) -> DefinedNames:
        return DefinedNames(self.items)

    def found(self, row: rulekit.CuratedRow, words: WordRuns) -> list[PointFound]:
        """Those that a row defines and has more of; in the order of their names."""
        places = self._defined.places(row)
        if not places:
            return []
        shared = self.hints.shared(words)
        found: list[PointFound] = []
        for name, (start, end) in sorted(places.items()):
            own = _words_of(row.data[start:end]).union(KEYWORDS)
            parts = parts_found(self.hints, shared, self.items[name])
            more = [one for one in parts if not own.issuperset(one.run.spelled(words))]
            found += [PointFound(name, start, end, one) for one in more[:1]]
        return found


def _words_of(name: bytes) -> set[str]:
    words = word_runs(name.decode(errors="replace"))
    return set(words.spelled(0, len(words)))


@dataclass(frozen=True, eq=False)
class Watch:
    """Benchmarks, made ready to be looked for in rows; `digests` are hashes of what they say."""

    index: GramIndex
    points: EntryPoints
    digests: Mapping[str, str]

    def look(self, row: rulekit.CuratedRow) -> tuple[Shared, list[PointFound]]:
        """What a row shares with them, and the entry points that it defines."""
        words = word_runs(row.text)
        return self.index.shared(words), self.points.found(row, words)

    @cached_property
    def groups(self) -> Numbers:
        """Everything that can be found in a row, as a sorted 64-bit number."""
        import numpy as np

        names = np.array([name_hash(name) for name in self.points.items], np.uint64)
        return np.union1d(self.index.table.hashes, names)

    @cached_property
    def too_short(self) -> tuple[Part, ...]:
        """Texts that are not looked for: too short, or of too few different words."""
        pairs = zip(self.index.parts, self.index.sizes.tolist(), strict=True)
        return tuple(part for part, size in pairs if not size)


def build_watch(benchmarks: Items, limits: Limits, *, entry_points: bool) -> Watch:
    """Make benchmarks ready; raises UsageError for one of which nothing can be looked for."""
    index = build_index([part for one in benchmarks for part in _parts(one, benchmarks)], limits)
    for name in benchmarks:
        sizes = zip(index.parts, index.sizes.tolist(), strict=True)
        if not any(size for part, size in sizes if part.benchmark == name):
            message = f"no text of the benchmark `{name}` has {limits.min_distinct} different words"
            among = f"among {limits.words} in a row, or in {SHORTEST} to {limits.words} in all"
            remedy = "leave it out, or ask for fewer with `min_distinct`"
            raise rulekit.UsageError(f"{message} {among}: {remedy}")
    points = _points(benchmarks if entry_points else {}, limits.halved())
    return Watch(index, points, {name: _digest(benchmarks[name]) for name in benchmarks})


def _parts(benchmark: str, benchmarks: Items) -> Iterable[Part]:
    for item in benchmarks[benchmark]:
        for name, text in item.parts.items():
            yield Part(benchmark, item.id, name, word_runs(text))


def _points(benchmarks: Items, limits: Limits) -> EntryPoints:
    """Entry points with distinctive names, and grams of their items."""
    parts: list[Part] = []
    items: dict[str, set[int]] = {}
    for benchmark, all_items in benchmarks.items():
        known = distinctive(name for item in all_items for name in item.entry_points)
        for item in all_items:
            names = known.intersection(map(folded, item.entry_points))
            first = len(parts)
            texts = item.parts.items() if names else ()
            parts += [Part(benchmark, item.id, name, word_runs(text)) for name, text in texts]
            for name in names:
                items.setdefault(name, set()).update(range(first, len(parts)))
    frozen = {name: frozenset(numbers) for name, numbers in items.items()}
    return EntryPoints(build_index(parts, limits), frozen)


def _digest(items: Sequence[rulekit.BenchmarkItem]) -> str:
    """A hash of all that a benchmark says; each piece with its length: none run together."""
    digest = sha256()
    for item in items:
        pieces = [
            item.id,
            *item.entry_points,
            *(one for pair in item.parts.items() for one in pair),
        ]
        for data in (text.encode(errors="replace") for text in pieces):
            digest.update(b"%d:%b" % (len(data), data))
    return digest.hexdigest()
